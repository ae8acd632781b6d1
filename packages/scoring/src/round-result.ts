import type { ItemStatus, Rounding } from './criteria-set.ts';
import { givenPoints, indexOf } from './evaluate-unit.ts';
import type { FactTable } from './fact-table.ts';
import type { FactProblem, UnitFacts } from './facts.ts';
import { cmpFraction, formatRatio, printFraction, roundFraction } from './fraction.ts';
import { loadFacts } from './load-facts.ts';
import { MARK, STATUS_OF_MARK, TREATMENT_OF_MARK } from './marks.ts';
import type { ItemPlan, Plan } from './plan.ts';
import { pointsByRule } from './points-by-rule.ts';
import type { GroupResult, ItemResult, ResultWarning, RoundResult, UnitResult } from './results.ts';
import { scoreTable } from './score-table.ts';
import type { Scores } from './scores.ts';
import type { UnitView } from './unit-view.ts';
import { viewUnit } from './unit-view.ts';

/** Named in every result: a result names the engine that made it. */
export const ENGINE_VERSION = 'parix-scoring/1';

export type ScoredRound =
  | { readonly ok: true; readonly result: RoundResult; readonly table: FactTable; readonly scores: Scores }
  | { readonly ok: false; readonly problems: readonly FactProblem[] };

/** Loads, scores and writes out in one go; any problem in the facts refuses the whole round. */
export function scoreRound(plan: Plan, units: readonly UnitFacts[]): ScoredRound {
  const { table, problems } = loadFacts(plan, units);
  if (problems.length > 0) return { ok: false, problems };
  const scores = scoreTable(plan, table);
  return { ok: true, result: toRoundResult(plan, table, scores), table, scores };
}

/** The scores as plain data with exact texts: what is stored, published and compared. */
export function toRoundResult(plan: Plan, table: FactTable, scores: Scores): RoundResult {
  const warnings: ResultWarning[] = scores.openTies.map((units) => ({
    code: 'tie-not-broken',
    block: table.units.blockNames[table.units.blocks[units[0] ?? 0] ?? 0] ?? '',
    units: units.map((unit) => table.units.codes[unit] ?? ''),
  }));
  const units = Array.from({ length: table.count }, (_, unit) => toUnitResult(plan, table, scores, unit));
  for (let unit = 0; unit < table.count; unit++) warnings.push(...awardWarnings(table, unit));
  return { setId: plan.set.id, setVersion: plan.set.version, engine: ENGINE_VERSION, units, warnings };
}

/** The result of one unit. */
export function toUnitResult(plan: Plan, table: FactTable, scores: Scores, unit: number): UnitResult {
  const view = viewUnit(table, scores, unit);
  const { units } = table;
  const { rounding } = plan.set;
  const index = indexOf(view.points, view.maximum);
  const bands = plan.bands[units.kinds[unit] ?? 0] ?? [];
  const items = plan.items.map((item) => toItemResult(item, view, rounding.printedPoints));
  const rank = scores.ranks[unit] ?? 0;
  return {
    unit: units.codes[unit] ?? '',
    kind: plan.set.unitKinds[units.kinds[unit] ?? 0]?.id ?? '',
    block: units.blockNames[units.blocks[unit] ?? 0] ?? '',
    points: formatRatio(view.points),
    maximum: formatRatio(view.maximum),
    printedPoints: printFraction(view.points, rounding.total ?? rounding.printedPoints),
    printedIndex: printFraction(index, rounding.printedIndex),
    index: formatRatio(index),
    classId: bands[scores.classes[unit] ?? -1]?.band.id ?? null,
    rank: rank === 0 ? null : rank,
    groups: plan.groups.map((_, at) => toGroupResult(plan, at, view)),
    items,
    counts: countStatuses(items),
  };
}

/** The result of one item of one unit, without those of all others; undefined for an id that the set does not know. */
export function toResultOfItem(
  plan: Plan,
  table: FactTable,
  scores: Scores,
  unit: number,
  itemId: string,
): ItemResult | undefined {
  const item = plan.items.find((each) => each.item.id === itemId);
  return item && toItemResult(item, viewUnit(table, scores, unit), plan.set.rounding.printedPoints);
}

function toGroupResult(plan: Plan, at: number, view: UnitView): GroupResult {
  const group = plan.groups[at] as Plan['groups'][number];
  const { points, maximum } = view.group(at);
  const { printedPoints, printedIndex } = plan.set.rounding;
  return {
    id: group.group.id,
    level: group.level,
    points: formatRatio(points),
    maximum: formatRatio(maximum),
    printedPoints: printFraction(points, group.rounding ?? printedPoints),
    printedIndex: maximum.n === 0 ? null : printFraction(indexOf(points, maximum), printedIndex),
  };
}

function toItemResult(item: ItemPlan, view: UnitView, printed: Rounding): ItemResult {
  const { mark, points, maximum } = view.item(item.index);
  const left = mark === MARK.naRemoved || mark === MARK.naShared;
  return {
    id: item.item.id,
    status: STATUS_OF_MARK[mark] ?? 'no-data',
    points: left ? null : formatRatio(points),
    maximum: formatRatio(maximum),
    printedPoints: left ? null : printFraction(points, item.rounding ?? printed),
    treatment: TREATMENT_OF_MARK[mark] ?? null,
    awarded: mark === MARK.awarded,
  };
}

function countStatuses(items: readonly ItemResult[]): Record<ItemStatus, number> {
  const counts = { scored: 0, 'not-applicable': 0, 'no-data': 0, 'not-appraised': 0 };
  for (const item of items) counts[item.status]++;
  return counts;
}

/** Where an appraiser's points differ from what the rule makes of the same figures. */
function awardWarnings(table: FactTable, unit: number): readonly ResultWarning[] {
  return table.plan.items.flatMap((item): ResultWarning[] => {
    if (table.marks[item.index]?.[unit] !== MARK.awarded) return [];
    const byRule = pointsByRule(table, item, unit);
    const awarded = givenPoints(table, item, unit);
    if (byRule === null || cmpFraction(roundFraction(byRule, item.rounding), awarded) === 0) return [];
    return [
      {
        code: 'awarded-differs',
        unit: table.units.codes[unit] ?? '',
        item: item.item.id,
        byRule: formatRatio(roundFraction(byRule, item.rounding)),
        awarded: formatRatio(awarded),
      },
    ];
  });
}
