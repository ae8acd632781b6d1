import { boundTotal, capGroup } from '../evaluate-unit.ts';
import { mulFraction, reduceFraction, roundFraction, subFraction, type Fraction } from '../fraction.ts';
import { MARK } from '../marks.ts';
import type { GroupPlan, ItemPlan, Plan } from '../plan.ts';
import { floorDiv, mulInt, pow10, type Int } from '../points.ts';
import type { UnitView } from '../unit-view.ts';
import { combineElements, undominated, type Element, type Option } from './cheapest.ts';

/** What a unit can win, in whole parts of a point (`scale` parts make one). */
export interface MissingPoints {
  readonly scale: Int;
  /** Sum of the areas as it is, before the bounds of the total. */
  readonly sum: number;
  /** Independent choices; each pick is the indexes of the items to bring to full points. */
  readonly elements: readonly Element<readonly number[]>[];
  /** Total points (with bounds and rounding) for a sum of areas. */
  readonly total: (sum: number) => Fraction;
}

/** Marks of items that can still be won back. */
const OPEN: ReadonlySet<number> = new Set([MARK.scored, MARK.noData, MARK.awarded, MARK.scoredZero]);

export interface Effort {
  /** Whole number; null = the item is not to be used. */
  readonly costOf: (item: ItemPlan) => number | null;
}

/**
 * The missing points of every usable item, carried through the groups: where a group rounds or caps, its items make
 * one choice among their best combinations; elsewhere each item stands for itself.
 */
export function missingPoints(plan: Plan, view: UnitView, { costOf }: Effort): MissingPoints {
  const open = plan.items.flatMap((item) => {
    const { mark, points, maximum } = view.item(item.index);
    const gain = subFraction(maximum, points);
    const cost = OPEN.has(mark) && gain.n > 0 ? costOf(item) : null;
    return cost === null ? [] : [{ item, gain, cost }];
  });
  const scale = commonScale(
    plan,
    view,
    open.map(({ gain }) => gain),
  );
  const parts = (value: Fraction): number => Number(floorDiv(mulInt(value.n, scale), value.d));
  const own = new Map<number, Element<readonly number[]>[]>();
  for (const { item, gain, cost } of open) {
    const element = [{ gain: parts(gain), cost, pick: [item.index] }];
    if (element[0]?.gain !== 0) own.set(item.group, [...(own.get(item.group) ?? []), element]);
  }
  const tree: Tree = { plan, own, scale, raw: rawSums(plan, view, parts) };
  const areas = plan.groups.filter((group) => group.parent < 0);
  return {
    scale,
    sum: areas.reduce((sum, area) => sum + parts(view.group(area.index).points), 0),
    elements: areas.flatMap((area) => elementsOf(tree, area)),
    total: (sum) => boundTotal(plan, { n: sum, d: scale }),
  };
}

/** Largest scale that keeps sums of points safe; what does not fit it is rounded down, which never promises too much. */
const FINEST = 1e10;

/** Parts of a point that hold every gain and sum exactly, as far as that is possible. */
function commonScale(plan: Plan, view: UnitView, gains: readonly Fraction[]): Int {
  let scale: Int = pow10(plan.decimals);
  const values = [...gains, ...plan.items.map((item) => view.item(item.index).points)];
  for (const value of values) {
    const { d } = reduceFraction(mulFraction(value, { n: scale, d: 1 }));
    if (d !== 1) scale = mulInt(scale, d);
    if (scale > FINEST) return FINEST;
  }
  return scale;
}

interface Tree {
  readonly plan: Plan;
  readonly own: ReadonlyMap<number, readonly Element<readonly number[]>[]>;
  readonly scale: Int;
  /** Sum of each group's parts before its rounding and cap. */
  readonly raw: readonly number[];
}

function rawSums(plan: Plan, view: UnitView, parts: (value: Fraction) => number): readonly number[] {
  const raw = plan.groups.map(() => 0);
  const add = (group: number, points: Fraction): void => {
    if (group >= 0) raw[group] = (raw[group] ?? 0) + parts(points);
  };
  for (const item of plan.items) add(item.group, view.item(item.index).points);
  for (const group of plan.groups) add(group.parent, view.group(group.index).points);
  return raw;
}

function elementsOf(tree: Tree, group: GroupPlan): readonly Element<readonly number[]>[] {
  const below = tree.plan.groups.filter((child) => child.parent === group.index);
  const elements = [
    ...(tree.own.get(group.index) ?? []),
    ...below.flatMap((child) => elementsOf(tree, child)),
  ];
  const plain =
    group.cap === null && (group.rounding === null || roundsNothing(tree, group.rounding.decimals));
  if (plain || elements.length === 0) return elements;
  const combined = undominated(combineElements(elements).map((option) => bounded(tree, group, option)));
  const useful = combined.filter((option) => option.gain > 0);
  return useful.length === 0 ? [] : [useful];
}

/** Sums of whole units of the plan are not touched by a rounding as fine as the plan. */
const roundsNothing = ({ plan, scale }: Tree, decimals: number): boolean =>
  decimals >= plan.decimals && scale === pow10(plan.decimals);

function bounded(
  tree: Tree,
  group: GroupPlan,
  { gain, cost, pick }: Option<readonly (readonly number[])[]>,
): Option<readonly number[]> {
  const before = tree.raw[group.index] ?? 0;
  const effect = subFraction(boundedSum(tree, group, before + gain), boundedSum(tree, group, before));
  return { gain: Number(floorDiv(mulInt(effect.n, tree.scale), effect.d)), cost, pick: pick.flat() };
}

const boundedSum = ({ plan, scale }: Tree, group: GroupPlan, sum: number): Fraction =>
  capGroup(plan, group, roundFraction({ n: sum, d: scale }, group.rounding));
