import type { Group, GroupResult, Item, ItemResult, Node, UnitResult } from '@parix/scoring';
import { exact, minus, printExact } from '../exact.ts';
import { className } from '../set-index.ts';
import type { PublishedLayer } from '../snapshot.ts';
import { markup, type HtmlValue } from './html.ts';
import type { Page } from './layout.ts';
import type { PageContext } from './page-context.ts';
import { lossWaterfall, printedExact } from './unit-waterfall.ts';
import { decisionWord, number, pointsText, signed, statusText } from './words.ts';

/** One unit: its result, where points were lost, and every item with its reasons. */
export function unitPage(context: PageContext, unitIndex: number, unit: UnitResult): Page {
  const name = context.nameOf(unit.unit);
  const label = className(context.set, unit.kind, unit.classId);
  const rank = unit.rank === null ? 'không xếp hạng' : `hạng ${unit.rank}`;
  return {
    title: name,
    description: `${name}: chỉ số ${number(unit.printedIndex)} %, ${rank}${label === '' ? '' : `, xếp loại ${label}`}.`,
    depth: 1,
    current: '',
    body: [summary(context, unit, label), lossWaterfall(context, unit), areas(context, unitIndex, unit)],
  };
}

function summary(context: PageContext, unit: UnitResult, label: string): HtmlValue {
  const among = context.rankedIn.get(unit.block) ?? 0;
  const before = context.previousOf(unit.unit);
  const { counts } = unit;
  const open = [
    counts['not-applicable'] > 0 && `${counts['not-applicable']} tiêu chí không áp dụng`,
    counts['no-data'] > 0 && `${counts['no-data']} tiêu chí chưa có số liệu`,
    counts['not-appraised'] > 0 && `${counts['not-appraised']} tiêu chí chưa thẩm định`,
  ].filter((words) => words !== false);
  return markup`<p class="lead">
      ${context.index.kindName.get(unit.kind) ?? unit.kind}, mã
      ${unit.unit}${context.rankedIn.size > 1 && `, khối ${unit.block}`}.${open.length > 0 && ` ${counts.scored} tiêu chí đã chấm, ${open.join(', ')}.`}
    </p>
    <dl class="facts">
      <div>
        <dt>Chỉ số</dt>
        <dd>${number(unit.printedIndex)} %</dd>
      </div>
      <div>
        <dt>Điểm</dt>
        <dd>${number(unit.printedPoints)} <small>trên ${printedExact(unit.maximum)}</small></dd>
      </div>
      <div>
        <dt>Xếp loại</dt>
        <dd>${label || 'Không xếp loại'}</dd>
      </div>
      <div>
        <dt>Thứ hạng</dt>
        <dd>
          ${unit.rank === null ? 'Không xếp hạng' : markup`${unit.rank} <small>trong ${among} đơn vị</small>`}
        </dd>
      </div>
      ${
        before !== undefined &&
        markup`<div>
          <dt>So với năm ${context.input.previous?.indexYear}</dt>
          <dd>
            ${changeText(before.printedIndex, unit.printedIndex)}
            <small>từ ${number(before.printedIndex)} %${before.rank !== null && `, hạng ${before.rank}`}</small>
          </dd>
        </div>`
      }
    </dl>`;
}

function changeText(before: string, after: string): string {
  return signed(printExact(minus(exact(after), exact(before)), 4));
}

interface UnitParts {
  readonly context: PageContext;
  readonly unitIndex: number;
  readonly unit: UnitResult;
  readonly groups: ReadonlyMap<string, GroupResult>;
  readonly items: ReadonlyMap<string, ItemResult>;
}

function areas(context: PageContext, unitIndex: number, unit: UnitResult): HtmlValue {
  const groups = new Map(unit.groups.map((group) => [group.id, group]));
  const items = new Map(unit.items.map((item) => [item.id, item]));
  const parts = { context, unitIndex, unit, groups, items };
  return context.set.areas.map((area, i) => areaSection(parts, area, i));
}

function areaSection(parts: UnitParts, area: Group, i: number): HtmlValue {
  return markup`<section aria-labelledby="lv-${i + 1}">
    <h2 id="lv-${i + 1}">${area.code}. ${area.name}</h2>
    <p>${groupPoints(parts.groups.get(area.id), area)}</p>
    <table class="card scores">
      <caption>
        Điểm từng tiêu chí của lĩnh vực ${area.code}
      </caption>
      <thead>
        <tr>
          <th scope="col">Tiêu chí</th>
          <th scope="col">Điểm tối đa</th>
          <th scope="col">Tự chấm</th>
          <th scope="col">Thẩm định</th>
          <th scope="col">Kết quả</th>
        </tr>
      </thead>
      <tbody>
        ${area.children.map((child) => nodeRows(parts, child))}
      </tbody>
    </table>
  </section> `;
}

function groupPoints(group: GroupResult | undefined, area: Group): string {
  if (group === undefined) return 'Không có điểm.';
  if (area.role === 'bonus') return `Điểm thưởng: ${number(group.printedPoints)}.`;
  if (area.role === 'deduction') return `Điểm trừ: ${number(group.printedPoints)}.`;
  if (group.printedIndex === null) return 'Lĩnh vực này không áp dụng với đơn vị.';
  return `Đạt ${number(group.printedPoints)} trên ${printedExact(group.maximum)} điểm, bằng ${number(group.printedIndex)} %.`;
}

function nodeRows(parts: UnitParts, node: Node): HtmlValue {
  if (node.node === 'item') return itemRow(parts, node);
  const group = parts.groups.get(node.id);
  return markup`<tr class="criterion">
      <th scope="row"><span class="code">${node.code}.</span> ${node.name}</th>
      <td>${group && printedExact(group.maximum)}</td>
      <td></td>
      <td></td>
      <td>${group && number(group.printedPoints)}</td>
    </tr>
    ${node.children.map((child) => nodeRows(parts, child))}`;
}

function itemRow(parts: UnitParts, item: Item): HtmlValue {
  const result = parts.items.get(item.id);
  if (result === undefined) return null;
  const layer = parts.context.layerOf(parts.unit.unit, item.id);
  const state = statusText(result);
  return markup`<tr><th scope="row"><span class="code">${item.code}.</span> ${item.name}${reasons(parts, item, result)}${counted(layer)}${layerReason(layer)}${evidence(parts, item)}</th><td>${printedExact(result.maximum)}</td><td>${points(layer?.selfPoints)}</td><td>${points(layer?.appraisal?.points)}</td><td${isShort(result) && markup` class="lost"`}>${pointsText(result)}${state !== '' && markup` <span class="state">${state}</span>`}</td></tr>
`;
}

function points(text: string | null | undefined): HtmlValue {
  return text === null || text === undefined ? null : number(text);
}

/** True when the item has fewer points than it could have. */
function isShort(result: ItemResult): boolean {
  return result.points !== result.maximum && result.status !== 'not-applicable';
}

/** Full points fold their arithmetic away; what was lost, is missing or does not apply is said at once. */
function reasons({ context, unitIndex }: UnitParts, item: Item, result: ItemResult): HtmlValue {
  const sentences = context.sentences(unitIndex, item.id);
  if (sentences.length === 0) return null;
  const list = markup`<ul class="why">
    ${sentences.map((sentence) => markup`<li>${sentence}</li>`)}
  </ul>`;
  if (isShort(result) || result.status !== 'scored') return list;
  return markup`<details>
    <summary>Cách tính</summary>
    ${list}
  </details>`;
}

/** Figures that nobody declared say where they come from. */
function counted(layer: PublishedLayer | undefined): HtmlValue {
  return layer?.counted?.map(({ words }) => markup`<p class="more">${words}</p>`) ?? null;
}

function layerReason(layer: PublishedLayer | undefined): HtmlValue {
  const appraisal = layer?.appraisal ?? null;
  if (appraisal === null || (appraisal.reason === '' && appraisal.decision === 'accept')) return null;
  const reason = appraisal.reason === '' ? '' : `: ${appraisal.reason}`;
  return markup`<p class="more">Thẩm định – ${decisionWord(appraisal.decision)}${reason}</p>`;
}

function evidence({ context, unit }: UnitParts, item: Item): HtmlValue {
  const documents = context.evidenceOf(unit.unit, item.id);
  if (documents.length === 0) return null;
  return markup`<p class="more">
    Tài liệu kiểm chứng:
    ${documents.map((document, i) => [
      i > 0 && '; ',
      link(
        document.reference === '' ? document.title : `${document.title} (${document.reference})`,
        document.url,
      ),
    ])}.
  </p>`;
}

/** Only web addresses become links: the address comes from a unit and could be anything. */
function link(words: string, url: string | null): HtmlValue {
  return url !== null && /^https?:\/\//i.test(url)
    ? markup`<a href="${url}" rel="nofollow">${words}</a>`
    : words;
}
