import { Waterfall, type WaterfallStep } from '@parix/charts';
import type { Group, GroupResult, UnitResult } from '@parix/scoring';
import { createElement } from 'react';
import { approximate, exact, isZero, minus, plus, printExact, type Exact } from '../exact.ts';
import { type HtmlValue } from './html.ts';
import type { PageContext } from './page-context.ts';
import { drawn } from './unit-tables.ts';
import { number, signed } from './words.ts';

const DECIMALS = 4;

/** An exact text for the eye: at most four decimals. */
export function printedExact(text: string): string {
  return number(printExact(exact(text), DECIMALS));
}

/** From the maximum down to the total, area by area; nothing when there is nothing to draw. */
export function lossWaterfall(context: PageContext, unit: UnitResult): HtmlValue {
  const groups = new Map(unit.groups.map((group) => [group.id, group]));
  const changes = context.set.areas.flatMap((area, i) => areaChange(area, groups.get(area.id), i));
  const start = exact(unit.maximum);
  const total = exact(unit.points);
  const summed = changes.reduce((sum, { change }) => plus(sum, change), start);
  const rest = minus(total, summed);
  const steps = [...changes, ...(isZero(rest) ? [] : [restStep(rest)])];
  const lost = minus(start, total);
  const worst = [...changes].sort((a, b) => approximate(a.change) - approximate(b.change))[0];
  const chart = createElement(Waterfall, {
    id: 'mat-diem',
    title: 'Điểm mất theo lĩnh vực',
    heading: 2,
    description: describe(lost, worst),
    start: { label: 'Điểm tối đa', value: approximate(start), text: printedExact(unit.maximum) },
    end: { label: 'Điểm đạt được', text: number(unit.printedPoints) },
    steps: steps.map(({ change, ...step }): WaterfallStep => ({
      ...step,
      change: approximate(change),
      text: isZero(change) ? '0' : signed(printExact(change, DECIMALS)),
    })),
    table: 'folded',
    words: {
      part: 'Lĩnh vực',
      change: 'Thay đổi',
      detail: 'Điểm đạt / tối đa',
      showTable: 'Xem bảng số liệu',
      axisFrom: 'Trục bắt đầu từ {from} điểm để thấy rõ phần mất.',
    },
    axisText: (value: number) => number(String(value)),
  });
  return drawn(chart);
}

interface AreaChange {
  readonly id: string;
  readonly label: string;
  readonly href?: string;
  readonly detail: string;
  readonly change: Exact;
}

function areaChange(area: Group, group: GroupResult | undefined, i: number): readonly AreaChange[] {
  if (group === undefined) return [];
  const points = exact(group.points);
  const ordinary = area.role === 'ordinary';
  const change = ordinary ? minus(points, exact(group.maximum)) : points;
  if (!ordinary && isZero(change)) return [];
  const reached = number(group.printedPoints);
  return [
    {
      id: area.id,
      label: `${area.code}. ${area.name}`,
      href: `#lv-${i + 1}`,
      detail: ordinary ? `${reached} / ${printedExact(group.maximum)}` : reached,
      change,
    },
  ];
}

/** What the areas do not explain: limits and rounding that the set puts on the total. */
function restStep(change: Exact): AreaChange {
  return { id: 'rest', label: 'Giới hạn và làm tròn tổng điểm', detail: '', change };
}

function describe(lost: Exact, worst: AreaChange | undefined): string {
  if (lost.n <= 0n) return 'Đơn vị không mất điểm.';
  const most =
    worst === undefined || worst.change.n >= 0n
      ? ''
      : ` Mất nhiều nhất ở lĩnh vực ${worst.label}: ${number(printExact({ n: -worst.change.n, d: worst.change.d }, DECIMALS))} điểm.`;
  return `Đơn vị mất ${number(printExact(lost, DECIMALS))} điểm so với điểm tối đa.${most}`;
}
