import { exact, minus, printExact } from '../exact.ts';
import { className } from '../set-index.ts';
import type { PreviousRound } from '../snapshot.ts';
import { markup, type HtmlValue } from './html.ts';
import type { Page } from './layout.ts';
import { unitHref, type PageContext, type RankedResult } from './page-context.ts';
import { pageCount, pager, UNITS_PER_PAGE } from './pager.ts';
import { number, rankChange, signed } from './words.ts';

/** Pages of the comparison with the year before; there are none without one. `page` is 1-based. */
export function comparisonPath(page: number): string {
  return page === 1 ? 'comparison.html' : `comparison/${page}.html`;
}

export function comparisonPages(context: PageContext): number {
  return context.input.previous === null ? 0 : pageCount(context.result.units.length);
}

export function comparisonPage(context: PageContext, previous: PreviousRound, page: number): Page {
  const units = context.blocks.flatMap(({ units: members }) => members);
  const from = (page - 1) * UNITS_PER_PAGE;
  const shown = units.slice(from, from + UNITS_PER_PAGE);
  const depth = page === 1 ? 0 : 1;
  const year = previous.indexYear;
  return {
    title: page === 1 ? `So sánh với năm ${year}` : `So sánh với năm ${year}, trang ${page}`,
    description: `Chỉ số, thứ hạng và xếp loại năm ${context.round.indexYear} so với ${previous.title}.`,
    depth,
    current: '',
    body: markup`<p class="lead">${comparability(context, previous)}</p>
      ${table(context, previous, shown, depth)}
      ${pager(comparisonPages(context), page, (other) => '../'.repeat(depth) + comparisonPath(other), 'Các trang so sánh')}`,
  };
}

/** A change of the ruler is not a change of what it measures. */
function comparability({ set, round }: PageContext, previous: PreviousRound): string {
  const now = `${set.id}@${set.version}`;
  return now === previous.set
    ? `Hai năm ${previous.indexYear} và ${round.indexYear} chấm theo cùng bộ tiêu chí, cùng phiên bản (${now}), nên chỉ số so sánh được trực tiếp.`
    : `Năm ${previous.indexYear} chấm theo bộ ${previous.set}, năm ${round.indexYear} theo bộ ${now}: một phần thay đổi có thể do cách đo khác nhau, không chỉ do kết quả của đơn vị.`;
}

function table(
  context: PageContext,
  previous: PreviousRound,
  units: readonly RankedResult[],
  depth: number,
): HtmlValue {
  return markup`<h2 id="so-sanh">Từng đơn vị</h2>
    <div class="px-scroll" role="region" aria-labelledby="so-sanh" tabindex="0">
      <table class="px-table">
        <caption>
          Theo thứ hạng năm ${context.round.indexYear}
        </caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col" class="px-number">Năm ${previous.indexYear} (%)</th>
            <th scope="col" class="px-number">Năm ${context.round.indexYear} (%)</th>
            <th scope="col" class="px-number">Thay đổi</th>
            <th scope="col">Thứ hạng</th>
            <th scope="col">Xếp loại</th>
          </tr>
        </thead>
        <tbody>
          ${units.map((unit) => row(context, unit, depth))}
        </tbody>
      </table>
    </div>`;
}

function row(context: PageContext, { result }: RankedResult, depth: number): HtmlValue {
  const before = context.previousOf(result.unit);
  const name = markup`<th scope="row">
    <a href="${unitHref(result.unit, depth)}">${context.nameOf(result.unit)}</a>
  </th>`;
  const now = markup`<td class="px-number">${number(result.printedIndex)}</td>`;
  if (before === undefined)
    return markup`<tr>
      ${name}
      <td class="px-number">–</td>
      ${now}
      <td colspan="3">không có kết quả năm trước nên không so sánh được</td>
    </tr>`;
  const change = printExact(minus(exact(result.printedIndex), exact(before.printedIndex)), 4);
  const label = (id: string | null): string => className(context.set, result.kind, id) || 'không xếp loại';
  const [old, present] = [label(before.classId), label(result.classId)];
  return markup`<tr>
    ${name}
    <td class="px-number">${number(before.printedIndex)}</td>
    ${now}
    <td class="px-number">${signed(change)}</td>
    <td>${rankChange(before.rank, result.rank)}</td>
    <td>${old === present ? present : `${old} → ${present}`}</td>
  </tr>`;
}
