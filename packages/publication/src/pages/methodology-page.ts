import type { CriteriaSet, Group, Item, Node, Rounding, TieBreak, WorkedCase } from '@parix/scoring';
import { itemsUnder } from '../set-index.ts';
import { markup, type HtmlValue } from './html.ts';
import type { Page } from './layout.ts';
import type { PageContext } from './page-context.ts';
import { decisionText, number, POINTS_FROM, STATUS, TREATMENT } from './words.ts';

export function areaRulesPath(area: number): string {
  return `methodology/${area + 1}.html`;
}

/** How the whole is judged: sources, areas, rounding, classes, ranking. The rules of each area have their own page. */
export function methodologyPage(context: PageContext): Page {
  const { set } = context;
  return {
    title: 'Cách chấm điểm',
    description: `Quy định chấm điểm của ${set.title}: ${context.index.items.length} tiêu chí được chấm trong ${set.areas.length} lĩnh vực.`,
    depth: 0,
    current: 'methodology.html',
    body: [sources(set), areaTable(set), totalRules(set), classes(context), ranking(context)],
  };
}

function sources(set: CriteriaSet): HtmlValue {
  const act = set.act === null ? 'chưa gắn với quyết định nào' : decisionText(set.act);
  return markup`<p class="lead">${set.title} (mã ${set.id}, phiên bản ${set.version}), ${act}.</p>
    ${set.amendedBy.length > 0 && markup`<p class="text">Đã được sửa đổi bởi: ${set.amendedBy.map(decisionText).join('; ')}.</p>`}
    ${
      set.sources.length > 0 &&
      markup`<ul class="text">
        ${set.sources.map((source) => markup`<li>${source}</li>`)}
      </ul>`
    }`;
}

const ROLES = { ordinary: '', bonus: 'điểm thưởng', deduction: 'điểm trừ' } as const;

function areaTable(set: CriteriaSet): HtmlValue {
  return markup`<h2 id="linh-vuc">Các lĩnh vực</h2>
    <div class="px-scroll" role="region" aria-labelledby="linh-vuc" tabindex="0">
      <table class="px-table">
        <caption>
          Chọn một lĩnh vực để xem quy tắc của từng tiêu chí
        </caption>
        <thead>
          <tr>
            <th scope="col">Lĩnh vực</th>
            <th scope="col" class="px-number">Điểm tối đa</th>
            <th scope="col" class="px-number">Số tiêu chí</th>
          </tr>
        </thead>
        <tbody>
          ${set.areas.map(
            (area, i) =>
              markup`<tr>
                <th scope="row">
                  <a href="${areaRulesPath(i)}">${area.code}. ${area.name}</a>${ROLES[area.role] !== '' && ` (${ROLES[area.role]})`}
                </th>
                <td class="px-number">${area.max === null ? '–' : number(area.max)}</td>
                <td class="px-number">${itemsUnder(area).length}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

const MODES: Readonly<Record<Rounding['mode'], string>> = {
  'half-up': 'nửa đơn vị làm tròn lên',
  'half-even': 'nửa đơn vị làm tròn về số chẵn',
  down: 'làm tròn xuống',
  up: 'làm tròn lên',
};

function roundingText(what: string, rounding: Rounding | null): string {
  return rounding === null
    ? `${what}: không làm tròn`
    : `${what}: ${rounding.decimals} chữ số thập phân, ${MODES[rounding.mode]}`;
}

function totalRules({ rounding, total }: CriteriaSet): HtmlValue {
  return markup`<h2>Tổng điểm và làm tròn</h2>
    <ul class="text">
      <li>Chỉ số (%) = tổng điểm ÷ tổng điểm tối đa được tính × 100.</li>
      ${total.max !== null && markup`<li>Tổng điểm tối đa của các lĩnh vực: ${number(total.max)} điểm.</li>`}
      ${total.floor !== null && markup`<li>Tổng điểm không thấp hơn ${number(total.floor)}.</li>`}
      ${total.cap !== null && markup`<li>Tổng điểm không cao hơn ${number(total.cap)}.</li>`}
      <li>${roundingText('Điểm từng tiêu chí thành phần', rounding.item)}.</li>
      <li>${roundingText('Điểm tiêu chí', rounding.criterion)}.</li>
      <li>${roundingText('Điểm lĩnh vực', rounding.area)}.</li>
      <li>${roundingText('Tổng điểm', rounding.total)}.</li>
      <li>${roundingText('Chỉ số khi in ra', rounding.printedIndex)}.</li>
    </ul>`;
}

const BASIS = { unrounded: 'chỉ số chưa làm tròn', printed: 'chỉ số đã làm tròn khi in' } as const;

function classes({ set, index }: PageContext): HtmlValue {
  return markup`<h2>Xếp loại</h2>
    <p class="text">So sánh ${BASIS[set.classification.basis]} với ngưỡng của từng mức, từ cao xuống thấp.</p>
    ${set.classification.schemes.map(
      ({ kinds, bands }) =>
        markup`${kinds !== null && markup`<h3>${kinds.map((kind) => index.kindName.get(kind) ?? kind).join(', ')}</h3>`}
          <ul class="text">
            ${bands.map(
              ({ name, from, inclusive }) =>
                markup`<li>
                  ${name}:
                  ${from === null ? 'các trường hợp còn lại' : `${inclusive ? 'từ' : 'trên'} ${number(from)} %${inclusive ? ' trở lên' : ''}`}.
                </li>`,
            )}
          </ul>`,
    )}`;
}

const TIES = {
  competition: 'Đơn vị bằng nhau cùng hạng, hạng sau được bỏ qua (1, 2, 2, 4).',
  dense: 'Đơn vị bằng nhau cùng hạng, hạng sau liền kề (1, 2, 2, 3).',
  ordered: 'Mỗi đơn vị một hạng riêng; đơn vị bằng nhau được phân định theo các tiêu chí phụ.',
} as const;

function ranking({ set, index }: PageContext): HtmlValue {
  const { ties, tieBreak, unrankedKinds, basis } = set.ranking;
  const names = new Map(set.areas.flatMap(namesUnder));
  return markup`<h2>Xếp hạng</h2>
    <p class="text">Xếp theo ${BASIS[basis]} trong từng khối. ${TIES[ties]}</p>
    ${
      tieBreak.length > 0 &&
      markup`<p class="text">Khi bằng nhau, lần lượt so sánh:</p>
        <ol class="text">
          ${tieBreak.map((rule) => markup`<li>${tieBreakText(rule, names)}</li>`)}
        </ol>`
    }
    ${unrankedKinds.length > 0 && markup`<p class="text">Có chỉ số nhưng không xếp hạng: ${unrankedKinds.map((kind) => index.kindName.get(kind) ?? kind).join(', ')}.</p>`}`;
}

function namesUnder(node: Node): readonly (readonly [string, string])[] {
  const own = [node.id, `${node.code}. ${node.name}`] as const;
  return node.node === 'item' ? [own] : [own, ...node.children.flatMap(namesUnder)];
}

function tieBreakText(rule: TieBreak, names: ReadonlyMap<string, string>): string {
  if (rule.by === 'points') return 'tổng điểm trước khi quy đổi, cao hơn xếp trước';
  if (rule.by === 'unit-code') return 'mã đơn vị, nhỏ hơn xếp trước';
  const first = rule.prefer === 'highest' ? 'cao hơn xếp trước' : 'thấp hơn xếp trước';
  if (rule.by === 'figure')
    return `số liệu "${rule.figure}" của ${names.get(rule.item) ?? rule.item}, ${first}`;
  return `điểm ${names.get(rule.id) ?? rule.id}, ${first}`;
}

/** The rules of one area in words, each with its worked cases. */
export function areaRulesPage(context: PageContext, area: Group, i: number): Page {
  return {
    title: `Quy tắc chấm điểm: ${area.code}. ${area.name}`,
    description: `Quy tắc của ${itemsUnder(area).length} tiêu chí trong lĩnh vực ${area.name}, kèm ví dụ.`,
    depth: 1,
    current: '',
    body: markup`<p><a href="../methodology.html">Tất cả các lĩnh vực</a></p>
      <table class="card">
        <caption>
          Tiêu chí, điểm tối đa và quy tắc
        </caption>
        <thead>
          <tr>
            <th scope="col">Tiêu chí và quy tắc</th>
            <th scope="col">Điểm tối đa</th>
          </tr>
        </thead>
        <tbody>
          ${area.children.map((child) => ruleRows(context, child))}
        </tbody>
      </table>
      <p>
        ${i > 0 && markup`<a href="${i}.html">Lĩnh vực trước</a> `}${i + 1 < context.set.areas.length && markup`<a href="${i + 2}.html">Lĩnh vực sau</a>`}
      </p>`,
  };
}

function ruleRows(context: PageContext, node: Node): HtmlValue {
  const max = node.max === null ? '–' : number(node.max);
  if (node.node === 'group')
    return markup`<tr class="criterion">
        <th scope="row"><span class="code">${node.code}.</span> ${node.name}</th>
        <td>${max}</td>
      </tr>
      ${node.children.map((child) => ruleRows(context, child))}`;
  return markup`<tr>
    <th scope="row">
      <span class="code">${node.code}.</span> ${node.name}
      <ul class="why">
        ${context.ruleText(node).map((line) => markup`<li>${line}</li>`)}
      </ul>
      <p class="more">${about(context, node).join(' ')}</p>
      ${cases(node)}
    </th>
    <td>${max}</td>
  </tr> `;
}

function about({ index }: PageContext, item: Item): readonly string[] {
  const { evidence, appraiser, notApplicable, source, guidance, pointsFrom } = item;
  return [
    `Điểm từ: ${POINTS_FROM[pointsFrom].toLowerCase()}.`,
    appraiser === null ? '' : `Cơ quan thẩm định: ${index.appraiserName.get(appraiser) ?? appraiser}.`,
    evidence.required === 'none' || evidence.text === '' ? '' : `Tài liệu kiểm chứng: ${evidence.text}.`,
    notApplicable.policy === 'forbidden' ? '' : `Khi không áp dụng: ${TREATMENT[notApplicable.policy]}.`,
    guidance === '' ? '' : `Hướng dẫn: ${guidance}`,
    source === '' ? '' : `Căn cứ: ${source}.`,
  ].filter((text) => text !== '');
}

function cases(item: Item): HtmlValue {
  if (item.cases.length === 0) return null;
  return markup`<details>
    <summary>${item.cases.length} ví dụ</summary>
    <ul class="why">
      ${item.cases.map(
        (each) => markup`<li>${each.name}: ${caseFigures(item, each)} → ${caseResult(each)}.</li>`,
      )}
    </ul>
  </details>`;
}

function caseFigures(item: Item, { figures, notApplicable }: WorkedCase): string {
  if (notApplicable === true) return 'không áp dụng';
  const texts = Object.entries(figures).map(([key, value]) => {
    const figure = item.figures.find((each) => each.key === key);
    return `${figure?.label ?? key} = ${valueText(figure, value)}`;
  });
  return texts.length === 0 ? 'chưa có số liệu' : texts.join(', ');
}

function valueText(figure: Item['figures'][number] | undefined, value: string | boolean | null): string {
  if (value === null) return 'chưa có số liệu';
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  if (figure?.type === 'choice') return figure.options.find(({ id }) => id === value)?.label ?? value;
  return figure?.type === 'date' ? value.split('-').reverse().join('/') : number(value);
}

function caseResult({ expect }: WorkedCase): string {
  const points = expect.points === null ? '' : `${number(expect.points)} điểm`;
  if (expect.status === 'scored') return points;
  return points === ''
    ? STATUS[expect.status].toLowerCase()
    : `${STATUS[expect.status].toLowerCase()}, ${points}`;
}
