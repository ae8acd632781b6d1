import { markup } from '@parix/publication';
import type { Row } from '../../db/schema.ts';

type Version = Pick<Row<'publication'>, 'sequence' | 'decisionNumber' | 'decisionDate' | 'correctionReason'>;

/** The published page with a note at its head: replaced by which publication, by what decision and why. */
export function replacedPage(
  html: string,
  { next, depth }: { readonly next: Version; readonly depth: number },
): string {
  const root = '../'.repeat(depth + 1);
  const date = next.decisionDate?.split('-').reverse().join('/');
  const note = markup`<p class="sample" role="note"><strong>Bản công bố này đã được thay thế.</strong>
Bản đính chính (lần ${next.sequence})${next.decisionNumber !== null && ` theo Quyết định ${next.decisionNumber}`}${date !== undefined && ` ngày ${date}`}${next.correctionReason !== null && `, lý do: ${next.correctionReason}`}.
<a href="${root}index.html">Xem bản đang có hiệu lực</a>. Nội dung dưới đây giữ nguyên như khi công bố.</p>`;
  return html.replace(/(<main\b[^>]*>)/, (main) => `${main}\n${note.html}`);
}
