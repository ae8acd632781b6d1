import type { Decimal } from '../criteria-set.ts';
import type { FactProblem, ItemFacts, UnitFacts } from '../facts.ts';
import { formatRatio, printFraction } from '../fraction.ts';
import { indexOf } from '../evaluate-unit.ts';
import { loadFacts } from '../load-facts.ts';
import { MARK } from '../marks.ts';
import type { Plan } from '../plan.ts';
import { scoreTable } from '../score-table.ts';
import type { Scores } from '../scores.ts';
import { viewUnit, type UnitView } from '../unit-view.ts';

/** Where a unit stands under one version. */
export interface VersionStanding {
  /** Exact total: a decimal when finite, else "a/b". */
  readonly points: string;
  readonly printedPoints: Decimal;
  readonly printedIndex: Decimal;
  readonly classId: string | null;
  readonly rank: number | null;
}
export interface ItemMovement {
  readonly id: string;
  /** Exact points; null where the version has no such item or the item left the unit's maximum. */
  readonly before: string | null;
  readonly after: string | null;
}
export interface UnitMovement {
  readonly unit: string;
  readonly name: string;
  readonly before: VersionStanding;
  readonly after: VersionStanding;
  /** True when points, index, class or rank differ. */
  readonly moved: boolean;
  /** Only items that differ, in the order of the newer version, then those it no longer has. */
  readonly items: readonly ItemMovement[];
  /** Facts that one of the versions cannot take although it has the item; there it stands without data. */
  readonly problems: readonly FactProblem[];
}

/**
 * Every unit under two versions of a set, from the same facts. Facts of items and figures that only one version has
 * are left out of the other without a word; everything else that does not fit is in `problems`.
 */
export function compareVersions(
  before: Plan,
  after: Plan,
  units: readonly UnitFacts[],
): readonly UnitMovement[] {
  const [old, now] = [judge(before, units), judge(after, units)];
  return units.map((facts, unit) => {
    const [from, to] = [old.stand(unit), now.stand(unit)];
    return {
      unit: facts.unit,
      name: facts.name ?? facts.unit,
      before: from,
      after: to,
      moved: moved(from, to),
      items: itemMovements(before, after, old.view(unit), now.view(unit)),
      problems: [...(old.problems.get(unit) ?? []), ...(now.problems.get(unit) ?? [])],
    };
  });
}

const moved = (a: VersionStanding, b: VersionStanding): boolean =>
  a.points !== b.points || a.printedIndex !== b.printedIndex || a.classId !== b.classId || a.rank !== b.rank;

interface Judged {
  readonly view: (unit: number) => UnitView;
  readonly stand: (unit: number) => VersionStanding;
  readonly problems: ReadonlyMap<number, readonly FactProblem[]>;
}

function judge(plan: Plan, units: readonly UnitFacts[]): Judged {
  const { table, problems } = loadFacts(
    plan,
    units.map((unit) => fitting(plan, unit)),
  );
  const scores = scoreTable(plan, table);
  const view = (unit: number): UnitView => viewUnit(table, scores, unit);
  const places = new Map(units.map(({ unit }, at) => [unit, at]));
  const byUnit = new Map<number, FactProblem[]>();
  for (const problem of problems) {
    const at = places.get(problem.unit) ?? -1;
    byUnit.set(at, [...(byUnit.get(at) ?? []), problem]);
  }
  const kinds = table.units.kinds;
  return {
    view,
    stand: (unit) => standing(plan, scores, unit, kinds[unit] ?? 0, view(unit)),
    problems: byUnit,
  };
}

/** The facts that this version asks for. */
function fitting(plan: Plan, unit: UnitFacts): UnitFacts {
  const items: Record<string, ItemFacts> = Object.create(null) as Record<string, ItemFacts>;
  for (const [id, facts] of Object.entries(unit.items)) {
    const item = plan.items[plan.itemIndex.get(id) ?? -1];
    if (item === undefined) continue;
    const known = Object.entries(facts.figures ?? {}).filter(([key]) => item.figureIndex.has(key));
    items[id] = facts.figures === undefined ? facts : { ...facts, figures: Object.fromEntries(known) };
  }
  return { ...unit, items };
}

function standing(plan: Plan, scores: Scores, unit: number, kind: number, view: UnitView): VersionStanding {
  const { rounding } = plan.set;
  const rank = scores.ranks[unit] ?? 0;
  return {
    points: formatRatio(view.points),
    printedPoints: printFraction(view.points, rounding.total ?? rounding.printedPoints),
    printedIndex: printFraction(indexOf(view.points, view.maximum), rounding.printedIndex),
    classId: plan.bands[kind]?.[scores.classes[unit] ?? -1]?.band.id ?? null,
    rank: rank === 0 ? null : rank,
  };
}

function itemMovements(before: Plan, after: Plan, old: UnitView, now: UnitView): readonly ItemMovement[] {
  const gone = before.items.filter(({ item }) => !after.itemIndex.has(item.id));
  return [...after.items, ...gone].flatMap(({ item: { id } }) => {
    const [from, to] = [pointsOf(before, old, id), pointsOf(after, now, id)];
    return from === to ? [] : [{ id, before: from, after: to }];
  });
}

function pointsOf(plan: Plan, view: UnitView, id: string): string | null {
  const index = plan.itemIndex.get(id);
  if (index === undefined) return null;
  const { mark, points } = view.item(index);
  return mark === MARK.naRemoved || mark === MARK.naShared ? null : formatRatio(points);
}
