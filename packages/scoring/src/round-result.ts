import type { ItemStatus, Rounding } from './criteria-set.ts';
import { givenPoints, indexOf, type ItemOutcome } from './evaluate-unit.ts';
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

/** The result of one unit. Keys stand in the order of canonical JSON, so that millions of items are written out fast. */
export function toUnitResult(plan: Plan, table: FactTable, scores: Scores, unit: number): UnitResult {
  const view = viewUnit(table, scores, unit);
  const { units } = table;
  const { rounding } = plan.set;
  const index = indexOf(view.points, view.maximum);
  const bands = plan.bands[units.kinds[unit] ?? 0] ?? [];
  const items = plan.items.map((item) => toItemResult(item, view, rounding.printedPoints));
  const rank = scores.ranks[unit] ?? 0;
  return {
    block: units.blockNames[units.blocks[unit] ?? 0] ?? '',
    classId: bands[scores.classes[unit] ?? -1]?.band.id ?? null,
    counts: countStatuses(items),
    groups: plan.groups.map((_, at) => toGroupResult(plan, at, view)),
    index: formatRatio(index),
    items,
    kind: plan.set.unitKinds[units.kinds[unit] ?? 0]?.id ?? '',
    maximum: formatRatio(view.maximum),
    points: formatRatio(view.points),
    printedIndex: printFraction(index, rounding.printedIndex),
    printedPoints: printFraction(view.points, rounding.total ?? rounding.printedPoints),
    rank: rank === 0 ? null : rank,
    unit: units.codes[unit] ?? '',
  };
}

/** Exact points of every item of one unit, in the order of the set; null where the item left the sum. */
export function toItemPoints(
  plan: Plan,
  table: FactTable,
  scores: Scores,
  unit: number,
): ReadonlyMap<string, string | null> {
  const view = viewUnit(table, scores, unit);
  return new Map(plan.items.map((item) => [item.item.id, pointsOf(view.item(item.index))]));
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
    maximum: formatRatio(maximum),
    points: formatRatio(points),
    printedIndex: maximum.n === 0 ? null : printFraction(indexOf(points, maximum), printedIndex),
    printedPoints: printFraction(points, group.rounding ?? printedPoints),
  };
}

function toItemResult(item: ItemPlan, view: UnitView, printed: Rounding): ItemResult {
  const { mark, points, maximum } = view.item(item.index);
  const exact = pointsOf({ mark, points });
  return {
    awarded: mark === MARK.awarded,
    id: item.item.id,
    maximum: formatRatio(maximum),
    points: exact,
    printedPoints: exact === null ? null : printFraction(points, item.rounding ?? printed),
    status: STATUS_OF_MARK[mark] ?? 'no-data',
    treatment: TREATMENT_OF_MARK[mark] ?? null,
  };
}

const pointsOf = ({ mark, points }: Pick<ItemOutcome, 'mark' | 'points'>): string | null =>
  mark === MARK.naRemoved || mark === MARK.naShared ? null : formatRatio(points);

function countStatuses(items: readonly ItemResult[]): Record<ItemStatus, number> {
  const counts = { 'no-data': 0, 'not-applicable': 0, 'not-appraised': 0, scored: 0 };
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
