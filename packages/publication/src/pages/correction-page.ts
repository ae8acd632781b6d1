import type { UnitResult } from '@parix/scoring';
import { className } from '../set-index.ts';
import type { CorrectedUnit, PublishedCorrection } from '../snapshot.ts';
import { markup, type HtmlValue } from './html.ts';
import type { Page } from './layout.ts';
import { unitHref, type PageContext } from './page-context.ts';
import { decisionText, instant, number } from './words.ts';

export const CORRECTION_PATH = 'correction.html';

/** Differences that a page lists; the data file has them all. */
const MOST_UNITS = 200;

/** What a correction corrects, why, and every result that is another one now. */
export function correctionPage(context: PageContext, correction: PublishedCorrection): Page {
  const { replaces, reason, units } = correction;
  const act = replaces.decision === null ? '' : ` theo ${decisionText(replaces.decision)}`;
  const now = new Map(context.result.units.map((unit) => [unit.unit, unit]));
  return {
    title: 'Nội dung đính chính',
    description: `Bản công bố lần ${context.round.sequence} thay thế bản lần ${replaces.sequence}; ${units.length} đơn vị có kết quả khác.`,
    depth: 0,
    current: '',
    body: markup`<p class="lead">
        Bản này (lần ${context.round.sequence}) thay thế bản công bố lần
        ${replaces.sequence}${act}, phát hành lúc ${instant(replaces.publishedAt)}.
        ${context.round.decision !== null && `Căn cứ đính chính: ${decisionText(context.round.decision)}.`}
      </p>
      <h2>Lý do</h2>
      <p class="text">${reason}</p>
      <h2 id="khac-biet">Kết quả khác trước</h2>
      ${units.length === 0 ? markup`<p class="text">Không có kết quả nào của đơn vị thay đổi.</p>` : table(context, units, now)}
      ${units.length > MOST_UNITS && markup`<p class="text">Bảng liệt kê ${MOST_UNITS} trong ${units.length} đơn vị; danh sách đầy đủ ở tệp <a href="data/correction.json">correction.json</a>.</p>`}
      <h2>Bản kê của bản bị thay thế</h2>
      <p class="hash">${replaces.manifest}</p>`,
  };
}

function table(
  context: PageContext,
  units: readonly CorrectedUnit[],
  now: ReadonlyMap<string, UnitResult>,
): HtmlValue {
  return markup`<div class="px-scroll" role="region" aria-labelledby="khac-biet" tabindex="0">
    <table class="px-table">
      <caption>
        ${units.length} đơn vị có kết quả khác bản trước
      </caption>
      <thead>
        <tr>
          <th scope="col">Đơn vị</th>
          <th scope="col" class="px-number">Điểm</th>
          <th scope="col" class="px-number">Chỉ số (%)</th>
          <th scope="col" class="px-number">Hạng</th>
          <th scope="col">Xếp loại</th>
          <th scope="col">Tiêu chí có điểm khác</th>
        </tr>
      </thead>
      <tbody>
        ${units.slice(0, MOST_UNITS).map((before) => row(context, before, now.get(before.unit)))}
      </tbody>
    </table>
  </div>`;
}

function row(context: PageContext, before: CorrectedUnit, now: UnitResult | undefined): HtmlValue {
  if (now === undefined)
    return markup`<tr>
      <th scope="row">${before.name}</th>
      <td colspan="5">không còn trong bảng; trước đây chỉ số ${number(before.printedIndex)} %</td>
    </tr>`;
  const rank = (value: number | null): string => (value === null ? 'không xếp hạng' : String(value));
  const label = (id: string | null): string => className(context.set, now.kind, id) || 'không xếp loại';
  return markup`<tr>
    <th scope="row"><a href="${unitHref(now.unit, 0)}">${context.nameOf(now.unit)}</a></th>
    <td class="px-number">${changed(number(before.printedPoints), number(now.printedPoints))}</td>
    <td class="px-number">${changed(number(before.printedIndex), number(now.printedIndex))}</td>
    <td class="px-number">${changed(rank(before.rank), rank(now.rank))}</td>
    <td>${changed(label(before.classId), label(now.classId))}</td>
    <td>${itemsText(context, before, now)}</td>
  </tr>`;
}

const changed = (before: string, now: string): string => (before === now ? now : `${before} → ${now}`);

function itemsText(context: PageContext, before: CorrectedUnit, now: UnitResult): string {
  const points = new Map(now.items.map((item) => [item.id, item.points]));
  const text = (value: string | null | undefined): string => (value == null ? '–' : number(value));
  const parts = before.items.map(
    ({ item, points: old }) =>
      `${context.index.itemById.get(item)?.code ?? item}: ${changed(text(old), text(points.get(item)))}`,
  );
  return parts.length === 0 ? 'không có' : parts.join('; ');
}
