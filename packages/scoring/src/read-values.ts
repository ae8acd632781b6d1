import type { FactTable } from './fact-table.ts';
import { readSlot } from './fact-table.ts';
import type { ItemPlan } from './plan.ts';
import type { Int } from './points.ts';
import type { Values } from './rule-kinds/rule-kind.ts';

/** The figures of one item of one unit, as the rules read them. */
export function readValues(table: FactTable, item: ItemPlan, unit: number): Values {
  const values = new Array<Int>(item.figures.length);
  for (let at = 0; at < values.length; at++) values[at] = readSlot(table, item.firstSlot + at, unit);
  return values;
}
