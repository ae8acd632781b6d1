import { HeatMap, RankingBars, toneOf, type HeatStep, type RankedUnit } from '@parix/charts';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { bandsFor, className, ordinaryAreas } from '../set-index.ts';
import { trusted, type SafeHtml } from './html.ts';
import { unitHref, type PageContext, type RankedResult } from './page-context.ts';
import { number } from './words.ts';

/** The ranking table with its bars and the heat map, for the index and the pages of a long ranking. */

export function drawn(chart: ReactElement): SafeHtml {
  return trusted(renderToStaticMarkup(chart));
}

export function rankingTable(
  context: PageContext,
  units: readonly RankedResult[],
  chart: { readonly id: string; readonly title: string; readonly depth: number },
): SafeHtml {
  const kinds = new Set(units.map(({ result }) => result.kind));
  const limits = [...kinds].flatMap((kind) => bandsFor(context.set, kind).map(({ from }) => from));
  const words = { rank: 'Hạng', unit: 'Đơn vị', index: 'Chỉ số (%)', class: 'Xếp loại', points: 'Điểm' };
  return drawn(
    createElement(RankingBars, {
      id: chart.id,
      title: chart.title,
      heading: 2,
      description: 'Thanh càng dài chỉ số càng cao; nét đứt là ngưỡng của các mức xếp loại.',
      maximum: 100,
      limits: [...new Set(limits.filter((limit) => limit !== null))].map(Number),
      words,
      units: units.map((unit) => rankedUnit(context, unit, chart.depth)),
    }),
  );
}

function rankedUnit(context: PageContext, { result }: RankedResult, depth: number): RankedUnit {
  const bands = bandsFor(context.set, result.kind);
  const band = bands.findIndex(({ id }) => id === result.classId);
  return {
    id: result.unit,
    label: context.nameOf(result.unit),
    href: unitHref(result.unit, depth),
    rank: result.rank === null ? 'Không xếp hạng' : String(result.rank),
    index: Number(result.printedIndex),
    indexText: number(result.printedIndex),
    pointsText: number(result.printedPoints),
    classLabel: className(context.set, result.kind, result.classId) || 'Không xếp loại',
    tone: toneOf(Math.max(0, band), Math.max(1, bands.length)),
  };
}

/** Shades of the heat map. They only group values for the eye; they are no classes of the decision. */
const HEAT_STEPS: readonly HeatStep[] = [
  { label: 'từ 90 %', from: 90 },
  { label: 'từ 80 đến dưới 90 %', from: 80 },
  { label: 'từ 70 đến dưới 80 %', from: 70 },
  { label: 'từ 50 đến dưới 70 %', from: 50 },
  { label: 'dưới 50 %', from: 0 },
];

export function areaHeatMap(
  context: PageContext,
  units: readonly RankedResult[],
  chart: { readonly id: string; readonly title: string; readonly depth: number },
): SafeHtml {
  const areas = ordinaryAreas(context.set);
  return drawn(
    createElement(HeatMap, {
      id: chart.id,
      title: chart.title,
      heading: 2,
      description:
        'Mỗi ô là tỷ lệ phần trăm điểm đạt được so với điểm tối đa của lĩnh vực. Mức màu chỉ để dễ nhìn, không phải mức xếp loại.',
      words: { unit: 'Đơn vị', legend: 'Các mức màu', columns: 'Tên lĩnh vực' },
      columns: areas.map(({ id, code, name }) => ({ id, short: code, name })),
      steps: HEAT_STEPS,
      rows: units.map(({ result }) => {
        const groups = new Map(result.groups.map((group) => [group.id, group]));
        return {
          id: result.unit,
          label: context.nameOf(result.unit),
          href: unitHref(result.unit, chart.depth),
          cells: areas.map(({ id }) => heatCell(groups.get(id)?.printedIndex ?? null)),
        };
      }),
    }),
  );
}

function heatCell(printedIndex: string | null) {
  return printedIndex === null
    ? { value: null, text: 'không áp dụng' }
    : { value: Number(printedIndex), text: number(printedIndex) };
}
