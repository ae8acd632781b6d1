import { endMark, policyMark } from './compile/compile-policies.ts';
import type { FactTable } from './fact-table.ts';
import { factMark } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import {
  ZERO,
  addFraction,
  divFraction,
  fraction,
  maxFraction,
  minFraction,
  mulFraction,
  roundFraction,
  scaledFraction,
} from './fraction.ts';
import { MARK, isApplicable } from './marks.ts';
import type { GroupPlan, ItemPlan, Plan } from './plan.ts';
import { readValues } from './read-values.ts';

/** One item of one unit, exact. Points and maximum are in points, not in units of the plan. */
export interface ItemOutcome {
  readonly mark: number;
  /** What enters the sum, after the item's rounding; 0 where the item left it. */
  readonly points: Fraction;
  /** As it counted for this unit: 0 when removed or shared out, larger when it took over a share. */
  readonly maximum: Fraction;
}
export interface GroupOutcome {
  readonly points: Fraction;
  readonly maximum: Fraction;
}
export interface UnitOutcome {
  readonly items: readonly ItemOutcome[];
  readonly groups: readonly GroupOutcome[];
  readonly points: Fraction;
  readonly maximum: Fraction;
}

/**
 * The exact scalar path: everything about one unit in rationals. It is the meaning of the engine; the columns of
 * `scoreTable` are the same numbers, faster.
 */
export function evaluateUnit(table: FactTable, unit: number): UnitOutcome {
  const { plan } = table;
  const raw = plan.items.map((item) => rawOutcome(table, item, unit));
  const shares = raw.some((outcome) => outcome.mark === MARK.naShared) ? shareOut(table, unit, raw) : null;
  const items = plan.items.map((item, at) => {
    const own = raw[at] as RawOutcome;
    return settleItem(
      table,
      item,
      unit,
      shares?.marks[at] ?? own.mark,
      own.points,
      shares?.added[at] ?? ZERO,
    );
  });
  return { items, ...aggregate(plan, items) };
}

export interface RawOutcome {
  readonly mark: number;
  /** The rule's points before rounding; null where the rule does not stand. */
  readonly points: Fraction | null;
}

/** Mark and unrounded points of one item from its own facts alone. */
export function rawOutcome(table: FactTable, item: ItemPlan, unit: number): RawOutcome {
  const mark = factMark(table, item.index, unit);
  if (mark !== MARK.scored) return { mark, points: null };
  const points = item.rule.evaluate(readValues(table, item, unit));
  return points === null ? { mark: undefinedMark(table, item, unit), points } : { mark, points };
}

/** What an undefined rule (zero denominator) of this unit means. */
export function undefinedMark(table: FactTable, item: ItemPlan, unit: number): number {
  if (item.undefinedMark !== null) return item.undefinedMark;
  const policy = item.policies[table.units.kinds[unit] ?? 0];
  return policy == null ? MARK.noData : policyMark(policy, table.older[item.index]?.has(unit) ?? false);
}

/** An item without shares: what most units have everywhere. */
export function evaluateItem(table: FactTable, item: ItemPlan, unit: number): ItemOutcome {
  const raw = rawOutcome(table, item, unit);
  return settleItem(table, item, unit, raw.mark, raw.points, ZERO);
}

/** Points and maximum by the mark; a share taken over scales the points before they are rounded. */
function settleItem(
  table: FactTable,
  item: ItemPlan,
  unit: number,
  mark: number,
  points: Fraction | null,
  added: Fraction,
): ItemOutcome {
  const declared = item.maximum;
  const maximum = added.n === 0 ? declared : addFraction(declared, added);
  switch (mark) {
    case MARK.scored:
      return { mark, points: grownPoints(item, points ?? ZERO, added, maximum), maximum };
    case MARK.awarded:
      return { mark, points: grownPoints(item, givenPoints(table, item, unit), added, maximum), maximum };
    case MARK.naOlder:
      return { mark, points: roundFraction(olderPoints(table, item, unit), item.rounding), maximum };
    case MARK.scoredFull:
    case MARK.naFull:
      return { mark, points: grownPoints(item, declared, added, maximum), maximum };
    case MARK.naRemoved:
    case MARK.naShared:
      return { mark, points: ZERO, maximum: ZERO };
    default:
      return { mark, points: ZERO, maximum };
  }
}

/** Points under a maximum that grew by `added`, rounded as the item says. */
function grownPoints(item: ItemPlan, value: Fraction, added: Fraction, maximum: Fraction): Fraction {
  if (added.n === 0) return roundFraction(value, item.rounding);
  // A maximum that grew by a third of a point has no rounded form; rounding must not lead above it.
  const grown = divFraction(mulFraction(value, maximum), item.maximum);
  return minFraction(roundFraction(grown, item.rounding), maximum);
}

export function givenPoints(table: FactTable, item: ItemPlan, unit: number): Fraction {
  return table.given[item.index]?.get(unit)?.points ?? ZERO;
}

export function olderPoints(table: FactTable, item: ItemPlan, unit: number): Fraction {
  return table.older[item.index]?.get(unit)?.points ?? ZERO;
}

interface Shares {
  /** Final marks: a share without takers has become what its policy ends in. */
  readonly marks: readonly number[];
  /** What each item's maximum grew by. */
  readonly added: readonly Fraction[];
}

/**
 * Hands the maxima of shared items on. Takers are the applicable items of `among`; if none applies but some of them
 * are shared themselves, their lists are followed, and a chain that finds nobody ends in `ifNone`.
 */
function shareOut(table: FactTable, unit: number, raw: readonly RawOutcome[]): Shares {
  const { plan } = table;
  const marks = raw.map((outcome) => outcome.mark);
  const added = raw.map<Fraction>(() => ZERO);
  const kind = table.units.kinds[unit] ?? 0;
  raw.forEach((outcome, at) => {
    const item = plan.items[at];
    if (outcome.mark !== MARK.naShared || item === undefined) return;
    const takers = findTakers(plan, raw, at, kind);
    if (takers.length === 0) marks[at] = endOfShare(item, kind);
    const part = divFraction(
      scaledFraction(item.max, plan.decimals),
      fraction(Math.max(1, takers.length), 1),
    );
    for (const taker of takers) added[taker] = addFraction(added[taker] ?? ZERO, part);
  });
  return { marks, added };
}

function findTakers(plan: Plan, raw: readonly RawOutcome[], start: number, kind: number): readonly number[] {
  const visited = new Set([start]);
  let level: readonly number[] = amongOf(plan, start, kind);
  while (level.length > 0) {
    const takers = level.filter((at) => isApplicable(raw[at]?.mark ?? MARK.naZero));
    if (takers.length > 0) return [...new Set(takers)];
    const chained = level.filter((at) => raw[at]?.mark === MARK.naShared && !visited.has(at));
    for (const at of chained) visited.add(at);
    level = chained.flatMap((at) => amongOf(plan, at, kind)).filter((at) => !visited.has(at));
  }
  return [];
}

function amongOf(plan: Plan, at: number, kind: number): readonly number[] {
  return plan.items[at]?.policies[kind]?.among ?? [];
}

function endOfShare(item: ItemPlan, kind: number): number {
  const policy = item.policies[kind]?.policy;
  return policy?.policy === 'share' ? endMark(policy.ifNone) : MARK.naRemoved;
}

/** Sums upwards with the declared rounding points, caps and bounds. */
function aggregate(
  plan: Plan,
  items: readonly ItemOutcome[],
): { groups: readonly GroupOutcome[]; points: Fraction; maximum: Fraction } {
  const points = plan.groups.map<Fraction>(() => ZERO);
  const maxima = plan.groups.map<Fraction>(() => ZERO);
  plan.items.forEach((item, at) => {
    const outcome = items[at] as ItemOutcome;
    points[item.group] = addFraction(points[item.group] ?? ZERO, outcome.points);
    maxima[item.group] = addFraction(maxima[item.group] ?? ZERO, outcome.maximum);
  });
  let total = ZERO;
  let maximum = ZERO;
  for (let at = plan.groups.length - 1; at >= 0; at--) {
    const group = plan.groups[at] as GroupPlan;
    const sum = capGroup(plan, group, roundFraction(points[at] ?? ZERO, group.rounding));
    points[at] = sum;
    if (group.parent >= 0) {
      points[group.parent] = addFraction(points[group.parent] ?? ZERO, sum);
      maxima[group.parent] = addFraction(maxima[group.parent] ?? ZERO, maxima[at] ?? ZERO);
    } else {
      total = addFraction(total, sum);
      if (group.role === 'ordinary') maximum = addFraction(maximum, maxima[at] ?? ZERO);
    }
  }
  const groups = points.map((sum, at) => ({ points: sum, maximum: maxima[at] ?? ZERO }));
  return { groups, points: boundTotal(plan, total), maximum };
}

export function capGroup(plan: Plan, group: GroupPlan, sum: Fraction): Fraction {
  if (group.cap === null) return sum;
  const cap = scaledFraction(group.cap, plan.decimals);
  return group.role === 'deduction' ? maxFraction(sum, cap) : minFraction(sum, cap);
}

/** Floor and cap of the total, then its rounding. */
export function boundTotal(plan: Plan, total: Fraction): Fraction {
  const { floor, cap, rounding } = plan.total;
  let bounded = total;
  if (floor !== null) bounded = maxFraction(bounded, scaledFraction(floor, plan.decimals));
  if (cap !== null) bounded = minFraction(bounded, scaledFraction(cap, plan.decimals));
  return roundFraction(bounded, rounding);
}

/** Index in percent; 0 where nothing applies. */
export function indexOf(points: Fraction, maximum: Fraction): Fraction {
  if (maximum.n === 0) return ZERO;
  return divFraction(mulFraction(points, fraction(100, 1)), maximum);
}
