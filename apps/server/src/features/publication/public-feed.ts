import type { PublicContext } from '../../platform/context.ts';
import { listPublications } from './publication.service.ts';

type Item = Awaited<ReturnType<typeof listPublications>>['items'][number];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** Nothing was published before: a feed without entries still needs the instant of its last change. */
const EPOCH = '1970-01-01T00:00:00.000Z';

/** Every publication and correction that is public, as Atom (RFC 4287). */
export async function feedText(context: PublicContext): Promise<string> {
  const { items } = await listPublications(context);
  const self = `${context.config.publicUrl}/cong-bo/feed.xml`;
  const updated = items.map(({ publishedAt }) => publishedAt).reduce((a, b) => (a > b ? a : b), EPOCH);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<id>${escape(self)}</id>
<title>Kết quả Chỉ số cải cách hành chính đã công bố</title>
<updated>${updated}</updated>
<author><name>${escape(new URL(context.config.publicUrl).host)}</name></author>
<link rel="self" type="application/atom+xml" href="${escape(self)}"/>
<link rel="alternate" type="text/html" href="${escape(context.config.publicUrl)}/cong-bo/"/>
${items.map((item) => entry(context.config.publicUrl, item)).join('')}</feed>
`;
}

function entry(publicUrl: string, item: Item): string {
  const title = item.sequence > 1 ? `Đính chính lần ${item.sequence}: ${item.roundTitle}` : item.roundTitle;
  const act = item.decisionNumber === null ? '' : `Theo Quyết định ${item.decisionNumber}. `;
  const reason = item.correctionReason === null ? '' : `Lý do đính chính: ${item.correctionReason}. `;
  const sample = item.sample ? 'Dữ liệu mẫu. ' : '';
  return `<entry>
<id>${escape(`${publicUrl}/cong-bo/${item.roundId}/${item.id}.zip`)}</id>
<title>${escape(title)}</title>
<published>${item.publishedAt}</published>
<updated>${item.publishedAt}</updated>
<link rel="alternate" type="text/html" href="${escape(item.url)}"/>
<link rel="enclosure" type="application/zip" href="${escape(item.zipUrl)}"/>
<summary>${escape(`${sample}${act}${reason}SHA-256 của bản kê: ${item.manifestHash}.`)}</summary>
</entry>
`;
}
