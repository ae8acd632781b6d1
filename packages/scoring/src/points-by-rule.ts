import type { FactTable } from './fact-table.ts';
import { isAbsent } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import type { ItemPlan } from './plan.ts';
import { readValues } from './read-values.ts';

/** What the rule makes of the figures beside an appraiser's points; null when they do not say. */
export function pointsByRule(table: FactTable, item: ItemPlan, unit: number): Fraction | null {
  const complete = item.figures.every(
    (figure, at) => figure.optional || !isAbsent(table, item.firstSlot + at, unit),
  );
  if (!complete) return null;
  const values = readValues(table, item, unit);
  return item.rule.check === null || item.rule.check(values) === null ? item.rule.evaluate(values) : null;
}
