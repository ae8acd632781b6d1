import type { ItemOutcome } from './evaluate-unit.ts';
import { evaluateUnit } from './evaluate-unit.ts';
import type { FactTable } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import { ZERO, scaledFraction } from './fraction.ts';
import { MARK } from './marks.ts';
import type { Int } from './points.ts';
import { subInt } from './points.ts';
import type { Scores } from './scores.ts';

/** One unit's results, exact, wherever they are kept: in the columns or in the rational path. */
export interface UnitView {
  item(index: number): ItemOutcome;
  group(index: number): { readonly points: Fraction; readonly maximum: Fraction };
  readonly points: Fraction;
  readonly maximum: Fraction;
}

export function viewUnit(table: FactTable, scores: Scores, unit: number): UnitView {
  return scores.exact.has(unit) ? viewExactly(table, unit) : viewColumns(scores, unit);
}

function viewExactly(table: FactTable, unit: number): UnitView {
  const outcome = evaluateUnit(table, unit);
  const nothing: ItemOutcome = { mark: MARK.noData, points: ZERO, maximum: ZERO };
  return {
    item: (index) => outcome.items[index] ?? nothing,
    group: (index) => outcome.groups[index] ?? nothing,
    points: outcome.points,
    maximum: outcome.maximum,
  };
}

function viewColumns(scores: Scores, unit: number): UnitView {
  const { plan } = scores;
  const inPoints = (units: Int): Fraction => scaledFraction(units, plan.decimals);
  return {
    item(index) {
      const mark = scores.marks[index]?.[unit] ?? MARK.scored;
      const maximum = plan.items[index]?.maximum ?? ZERO;
      return {
        mark,
        points: inPoints(scores.points[index]?.[unit] ?? 0),
        maximum: mark === MARK.naRemoved ? ZERO : maximum,
      };
    },
    group(index) {
      const removed = scores.groupRemoved[index]?.[unit] ?? 0;
      return {
        points: inPoints(scores.groupPoints[index]?.[unit] ?? 0),
        maximum: inPoints(subInt(plan.groups[index]?.max ?? 0, removed)),
      };
    },
    points: inPoints(scores.totals[unit] ?? 0),
    maximum: inPoints(scores.maxima[unit] ?? 0),
  };
}
