import { ClassDistribution, toneOf, YearChange, type UnitChange } from '@parix/charts';
import { createElement } from 'react';
import { DATA_PATHS } from '../data-files.ts';
import { exact, isZero, minus, printExact } from '../exact.ts';
import { bandsFor } from '../set-index.ts';
import { MANIFEST_PATH } from '../snapshot.ts';
import { markup, type HtmlValue } from './html.ts';
import type { Page } from './layout.ts';
import { unitHref, type Block, type PageContext, type RankedResult } from './page-context.ts';
import { pageCount, pager, UNITS_PER_PAGE } from './pager.ts';
import { comparisonPath } from './comparison-page.ts';
import { CORRECTION_PATH } from './correction-page.ts';
import { rankingHref } from './ranking-page.ts';
import { areaHeatMap, drawn, rankingTable } from './unit-tables.ts';
import { decisionText, number, rankChange, signed } from './words.ts';

/** The first page: who stands where, how the classes fall, what to download and how to check it. */
export function indexPage(context: PageContext): Page {
  const { round } = context;
  const units = context.result.units.length;
  return {
    title: round.title,
    description: `${round.blockName}: xếp hạng ${units} đơn vị, năm đánh giá ${round.indexYear}.`,
    depth: 0,
    current: 'index.html',
    body: [
      lead(context),
      context.blocks.map((block, i) => rankingSection(context, block, i)),
      distribution(context),
      context.blocks.map((block, i) => areaSection(context, block, i)),
      yearChange(context),
      downloads(context),
    ],
  };
}

function lead({ round, result, set, input }: PageContext): HtmlValue {
  const provisional = result.units.some(({ counts }) => counts['no-data'] + counts['not-appraised'] > 0);
  return markup`<p class="lead">
      ${round.blockName}, năm đánh giá ${round.indexYear}, chấm theo
      ${set.title}${set.act !== null && ` (${decisionText(set.act)})`}.
      ${round.decision === null ? 'Chưa có quyết định công bố.' : `Kết quả công bố theo ${decisionText(round.decision)}.`}
    </p>
    ${input.correction !== null && markup`<p class="lead">Đây là bản đính chính. <a href="${CORRECTION_PATH}">Xem bản này đính chính những gì.</a></p>`}
    ${provisional && markup`<p class="lead">Một số đơn vị còn tiêu chí chưa có số liệu hoặc chưa thẩm định; các tiêu chí đó đang tính 0 điểm và được ghi rõ ở trang của đơn vị.</p>`}`;
}

function titleFor(context: PageContext, what: string, { name }: Block): string {
  return context.blocks.length > 1 ? `${what}: ${name}` : what;
}

function rankingSection(context: PageContext, block: Block, i: number): HtmlValue {
  const pages = pageCount(block.units.length);
  const title = titleFor(context, 'Bảng xếp hạng', block);
  const links = pager(pages, 1, (page) => rankingHref(i, page, 0), `Các trang: ${title}`);
  const cut = pages > 1 && markup`<p>${UNITS_PER_PAGE} đơn vị đầu trong ${block.units.length} đơn vị.</p>`;
  const table = rankingTable(context, firstPage(block), { id: `xep-hang-${i}`, title, depth: 0 });
  return [table, cut, links];
}

function areaSection(context: PageContext, block: Block, i: number): HtmlValue {
  const title = titleFor(context, 'Kết quả theo lĩnh vực', block);
  return areaHeatMap(context, firstPage(block), { id: `linh-vuc-${i}`, title, depth: 0 });
}

function firstPage({ units }: Block): readonly RankedResult[] {
  return units.slice(0, UNITS_PER_PAGE);
}

function distribution(context: PageContext): HtmlValue {
  const { units } = context.result;
  const kinds = [...new Set(units.map(({ kind }) => kind))];
  const bands = new Map(
    kinds.flatMap((kind) => bandsFor(context.set, kind).map((band) => [band.id, band.name])),
  );
  const classes = [...bands].map(([id, label], i) => {
    const count = units.filter(({ classId }) => classId === id).length;
    const share = printExact({ n: BigInt(count) * 100n, d: BigInt(units.length) }, 1);
    const tone = toneOf(i, bands.size);
    return { id, label, count, countText: `${count} đơn vị`, shareText: `${number(share)} %`, tone };
  });
  if (classes.length === 0) return null;
  const most = classes.reduce((a, b) => (b.count > a.count ? b : a));
  const chart = createElement(ClassDistribution, {
    id: 'xep-loai',
    title: 'Số đơn vị theo mức xếp loại',
    heading: 2,
    description: `Nhiều nhất là mức ${most.label}: ${most.countText}, ${most.shareText}.`,
    table: 'folded',
    words: { class: 'Xếp loại', count: 'Số đơn vị', share: 'Tỷ lệ', showTable: 'Xem bảng số liệu' },
    classes,
  });
  return drawn(chart);
}

/** More units than this are shown by their largest rises and falls. */
const MOST_CHANGES = 40;
const EXTREMES = 10;

function yearChange(context: PageContext): HtmlValue {
  const { previous } = context.input;
  if (previous === null) return null;
  const changes = context.blocks.flatMap(({ units }) => units.flatMap((unit) => unitChange(context, unit)));
  if (changes.length === 0) return null;
  const all = changes.toSorted((a, b) => b.after - b.before - (a.after - a.before));
  const shown = all.length <= MOST_CHANGES ? all : [...all.slice(0, EXTREMES), ...all.slice(-EXTREMES)];
  const up = all.filter(({ after, before }) => after > before).length;
  const down = all.filter(({ after, before }) => after < before).length;
  const rest =
    shown.length < all.length
      ? ` Hình chỉ vẽ ${EXTREMES} đơn vị tăng và ${EXTREMES} đơn vị giảm nhiều nhất.`
      : '';
  const chart = createElement(YearChange, {
    id: 'thay-doi',
    title: `Thay đổi so với năm ${previous.indexYear}`,
    heading: 2,
    description: `${up} đơn vị tăng, ${down} đơn vị giảm, ${all.length - up - down} đơn vị giữ nguyên chỉ số. Vạch mảnh là năm ${previous.indexYear}, vạch đậm là năm ${context.round.indexYear}.${rest}`,
    table: 'folded',
    words: {
      unit: 'Đơn vị',
      before: `Chỉ số năm ${previous.indexYear}`,
      after: `Chỉ số năm ${context.round.indexYear}`,
      change: 'Thay đổi',
      rank: 'Thứ hạng',
      showTable: 'Xem bảng số liệu',
    },
    units: shown,
  });
  return [
    drawn(chart),
    markup`<p><a href="${comparisonPath(1)}">So sánh từng đơn vị với năm ${previous.indexYear}</a></p>`,
  ];
}

function unitChange(context: PageContext, { result }: RankedResult): readonly UnitChange[] {
  const before = context.previousOf(result.unit);
  if (before === undefined) return [];
  const change = minus(exact(result.printedIndex), exact(before.printedIndex));
  return [
    {
      id: result.unit,
      label: context.nameOf(result.unit),
      href: unitHref(result.unit, 0),
      before: Number(before.printedIndex),
      after: Number(result.printedIndex),
      beforeText: number(before.printedIndex),
      afterText: number(result.printedIndex),
      changeText: isZero(change) ? '0' : signed(printExact(change, 4)),
      rankText: rankChange(before.rank, result.rank),
    },
  ];
}

function downloads({ hashes, fingerprint, input }: PageContext): HtmlValue {
  const files: readonly (readonly [string, string])[] = [
    [DATA_PATHS.resultsCsv, 'Kết quả theo đơn vị (CSV)'],
    [DATA_PATHS.resultsXlsx, 'Kết quả theo đơn vị (Excel)'],
    [DATA_PATHS.itemsCsv, 'Kết quả theo từng tiêu chí (CSV)'],
    [DATA_PATHS.results, 'Kết quả chính xác, không làm tròn (JSON)'],
    [DATA_PATHS.facts, 'Số liệu đầu vào của các đơn vị (JSON)'],
    [DATA_PATHS.layers, 'Điểm tự chấm và điểm thẩm định (JSON)'],
    ['data/criteria-set.yaml', 'Bộ tiêu chí (YAML)'],
    ...input.amendmentDocuments.map(
      (_, i) => [`data/amendment-${i + 1}.yaml`, `Văn bản sửa đổi bộ tiêu chí ${i + 1} (YAML)`] as const,
    ),
    [DATA_PATHS.resultsCsvw, 'Mô tả bảng kết quả theo đơn vị (CSVW)'],
    [DATA_PATHS.itemsCsvw, 'Mô tả bảng kết quả theo tiêu chí (CSVW)'],
    [DATA_PATHS.dcat, 'Mô tả tập dữ liệu (DCAT)'],
    [MANIFEST_PATH, 'Bản kê mọi tệp kèm mã băm (JSON)'],
  ];
  return markup`<section aria-labelledby="tai-ve">
      <h2 id="tai-ve">Tải dữ liệu</h2>
      <ul class="downloads">
        ${files.map(([path, words]) => markup`<li><a href="${path}" download>${words}</a></li>`)}
      </ul>
    </section>
    <section aria-labelledby="kiem-chung">
      <h2 id="kiem-chung">Kiểm chứng</h2>
      <p class="text">
        Tải cả thư mục này về máy rồi chạy <code>parix verify</code>: mọi con số được tính lại từ số liệu, mọi
        tệp được so mã băm, nhật ký công bố được kiểm tra chữ ký. <a href="verify.html">Xem cách làm.</a>
      </p>
      <dl class="text">
        <dt>Dấu vân bộ tiêu chí (SHA-256)</dt>
        <dd class="hash">${fingerprint}</dd>
        <dt>Mã băm số liệu đầu vào (facts.json)</dt>
        <dd class="hash">${hashes.facts}</dd>
        <dt>Mã băm kết quả (results.json)</dt>
        <dd class="hash">${hashes.results}</dd>
      </dl>
    </section>`;
}
