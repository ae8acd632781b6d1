import type { PublicContext } from '../../platform/context.ts';
import { listPublications } from './publication.service.ts';

type Item = Awaited<ReturnType<typeof listPublications>>['items'][number];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** What was published, for anybody without an account: plain HTML, dressed by the newest publication's style. */
export async function publicListPage(context: PublicContext): Promise<string> {
  const { items, verifierKey } = await listPublications(context);
  const latest = items.filter(
    (item, at) => items.findIndex(({ roundId }) => roundId === item.roundId) === at,
  );
  const style = latest[0] ? `<link rel="stylesheet" href="${pathOf(latest[0])}style.css">` : '';
  const list =
    latest.length === 0
      ? '<p>Chưa có kết quả nào được công bố.</p>'
      : `<ul>${latest.map(entry).join('')}</ul>`;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="alternate" type="application/atom+xml" href="/cong-bo/feed.xml" title="Tin công bố mới">
<title>Kết quả đã công bố – Parix</title>${style}</head>
<body><main><h1>Kết quả Chỉ số cải cách hành chính đã công bố</h1>${list}
<p><a href="/kiem-chung/">Kiểm chứng một bản công bố ngay trong trình duyệt</a> · <a href="/cong-bo/feed.xml">Tin công bố mới (Atom)</a> · <a href="/cong-bo/catalog.jsonld">Danh mục dữ liệu (DCAT)</a></p>
<p>Khóa kiểm tra nhật ký công bố: <code>${escape(verifierKey)}</code></p></main></body></html>
`;
}

const pathOf = ({ roundId }: Item): string => `/cong-bo/${encodeURIComponent(roundId)}/`;

function entry(item: Item): string {
  const act = item.decisionNumber === null ? '' : ` – Quyết định ${escape(item.decisionNumber)}`;
  const sample = item.sample ? ' (dữ liệu mẫu)' : '';
  return `<li><a href="${pathOf(item)}">${escape(item.roundTitle)}</a>${sample}${act}</li>`;
}
