import { indexOf } from '../evaluate-unit.ts';
import type { FactTable } from '../fact-table.ts';
import { formatRatio, printFraction, subFraction } from '../fraction.ts';
import type { GroupPlan, ItemPlan, Plan } from '../plan.ts';
import type { GroupExplanation, ItemExplanation, UnitExplanation } from '../results.ts';
import type { Scores } from '../scores.ts';
import type { UnitView } from '../unit-view.ts';
import { viewUnit } from '../unit-view.ts';
import { explainOutcome } from './explain-item.ts';

/** The whole tree of one unit: every area, criterion and item with its arithmetic. */
export function explainUnit(plan: Plan, table: FactTable, scores: Scores, unit: number): UnitExplanation {
  if (!(unit >= 0 && unit < table.count)) throw new RangeError(`unit ${unit}`);
  const view = viewUnit(table, scores, unit);
  const index = indexOf(view.points, view.maximum);
  const bands = plan.bands[table.units.kinds[unit] ?? 0] ?? [];
  const rank = scores.ranks[unit] ?? 0;
  return {
    unit: table.units.codes[unit] ?? '',
    points: formatRatio(view.points),
    maximum: formatRatio(view.maximum),
    index: formatRatio(index),
    printedIndex: printFraction(index, plan.set.rounding.printedIndex),
    classId: bands[scores.classes[unit] ?? -1]?.band.id ?? null,
    rank: rank === 0 ? null : rank,
    areas: plan.groups.flatMap((group) => (group.parent < 0 ? [explainGroup(table, unit, view, group)] : [])),
  };
}

function explainGroup(table: FactTable, unit: number, view: UnitView, group: GroupPlan): GroupExplanation {
  const { plan } = table;
  const { points, maximum } = view.group(group.index);
  const children = group.children.map(({ node, index }): GroupExplanation | ItemExplanation => {
    if (node === 'group') return explainGroup(table, unit, view, plan.groups[index] as GroupPlan);
    return explainOutcome(table, plan.items[index] as ItemPlan, unit, view.item(index));
  });
  return {
    id: group.group.id,
    code: group.group.code,
    name: group.group.name,
    level: group.level,
    points: formatRatio(points),
    maximum: formatRatio(maximum),
    lost: formatRatio(subFraction(maximum, points)),
    children,
  };
}
