import { evaluateUnit, givenPoints, olderPoints, undefinedMark } from '../evaluate-unit.ts';
import { factMark } from '../fact-table.ts';
import { roundToScale } from '../fraction.ts';
import { MARK } from '../marks.ts';
import type { GroupPlan, ItemPlan, Plan } from '../plan.ts';
import { pow10, roundDiv } from '../points.ts';
import { readValues } from '../read-values.ts';
import { exactOf, setExact } from './board-totals.ts';
import type { Board, GroupParts } from './board.ts';
import { UNDEFINED, inUnits, type ScalarKernel } from './scalar-kernels.ts';

/**
 * After the facts of one item of one unit have changed: its points, its groups, the unit's totals. The key is left
 * to `setKey`, once after all changes.
 */
export function rescoreItem(board: Board, item: ItemPlan, unit: number): void {
  if (!board.plan.integral) {
    settleExactly(board, unit);
    return;
  }
  const own = board.points[item.index] as Int32Array;
  const before = own[unit] as number;
  const markBefore = board.marks[item.index]?.[unit] ?? MARK.scored;
  const mark = scoreItem(board, item, unit);
  if (mark !== markBefore) remark(board, item, unit, markBefore, mark);
  const removed = removedBy(item, mark) - removedBy(item, markBefore);
  carryUp(board, item, unit, (own[unit] as number) - before, removed);
  if ((board.shared[unit] as number) > 0) settleExactly(board, unit);
}

const removedBy = (item: ItemPlan, mark: number): number => (mark === MARK.naRemoved ? Number(item.max) : 0);

function remark(board: Board, item: ItemPlan, unit: number, before: number, mark: number): void {
  (board.marks[item.index] ??= new Uint8Array(board.spare + 1))[unit] = mark;
  const step = Number(mark === MARK.naShared) - Number(before === MARK.naShared);
  if (step !== 0) board.shared[unit] = (board.shared[unit] as number) + step;
}

/** Writes the item's points and returns its effective mark. */
function scoreItem(board: Board, item: ItemPlan, unit: number): number {
  const { table } = board;
  const own = board.points[item.index] as Int32Array;
  let mark = factMark(table, item.index, unit);
  if (mark === MARK.scored) {
    const kernel = board.kernels[item.index] as ScalarKernel | null;
    const points = kernel === null ? exactPoints(board, item, unit) : kernel(unit);
    if (points !== UNDEFINED) {
      own[unit] = points;
      return mark;
    }
    mark = undefinedMark(table, item, unit);
  }
  own[unit] = markedPoints(board, item, mark, unit);
  return mark;
}

function exactPoints({ table, plan }: Board, item: ItemPlan, unit: number): number {
  const points = item.rule.evaluate(readValues(table, item, unit));
  return points === null ? UNDEFINED : inUnits(plan, item, points);
}

function markedPoints({ table, plan }: Board, item: ItemPlan, mark: number, unit: number): number {
  switch (mark) {
    case MARK.scoredFull:
    case MARK.naFull:
      return Number(item.max);
    case MARK.awarded:
      return inUnits(plan, item, givenPoints(table, item, unit));
    case MARK.naOlder:
      return inUnits(plan, item, olderPoints(table, item, unit));
    default:
      return 0;
  }
}

/** Carries a change of points and of the maximum up to the totals. */
function carryUp(board: Board, item: ItemPlan, unit: number, gained: number, removed: number): void {
  const { plan, totals, maxima } = board;
  let change = gained;
  let at = item.group;
  for (;;) {
    const group = plan.groups[at] as GroupPlan;
    const own = board.groupPoints[at] as Int32Array;
    const before = own[unit] as number;
    const parts = board.parts[at] as GroupParts | null;
    own[unit] = parts === null ? before + change : boundGroup(plan, group, sumParts(board, parts, unit));
    change = own[unit] - before;
    if (removed !== 0) addRemoved(board, at, unit, removed);
    if (group.parent < 0) {
      if (removed !== 0 && group.role === 'ordinary') maxima[unit] = (maxima[unit] as number) - removed;
      break;
    }
    at = group.parent;
  }
  if (exactOf(board, unit) !== undefined) settleTotals(board, unit);
  else if (board.totalParts === null) totals[unit] = (totals[unit] as number) + change;
  else totals[unit] = boundTotal(plan, sumAreas(board, unit));
}

function addRemoved({ groupRemoved }: Board, group: number, unit: number, removed: number): void {
  const column = groupRemoved[group];
  if (column != null) column[unit] = (column[unit] as number) + removed;
}

function sumParts({ points, groupPoints }: Board, parts: GroupParts, unit: number): number {
  let sum = 0;
  for (const item of parts.items) sum += points[item]?.[unit] as number;
  for (const group of parts.groups) sum += groupPoints[group]?.[unit] as number;
  return sum;
}

function sumAreas({ areas, groupPoints }: Board, unit: number): number {
  let sum = 0;
  for (const area of areas) sum += groupPoints[area]?.[unit] as number;
  return sum;
}

/** A group's points from the sum of its parts: its rounding, then its cap. */
function boundGroup(plan: Plan, { rounding, cap, role }: GroupPlan, sum: number): number {
  const rounded = roundUnits(plan, rounding, sum);
  if (cap === null) return rounded;
  return role === 'deduction' ? Math.max(rounded, Number(cap)) : Math.min(rounded, Number(cap));
}

function boundTotal(plan: Plan, sum: number): number {
  const { floor, cap, rounding } = plan.total;
  const low = floor === null ? -Infinity : Number(floor);
  const high = cap === null ? Infinity : Number(cap);
  return roundUnits(plan, rounding, Math.min(high, Math.max(low, sum)));
}

function roundUnits(plan: Plan, rounding: GroupPlan['rounding'], value: number): number {
  if (rounding === null || rounding.decimals >= plan.decimals) return value;
  const unit = Number(pow10(plan.decimals - rounding.decimals));
  return Number(roundDiv(value, unit, rounding.mode)) * unit;
}

/** The unit has stopped sharing maxima: its columns, kept up to date all along, count again. */
function settleTotals(board: Board, unit: number): void {
  const { plan, groupRemoved } = board;
  setExact(board, unit, undefined);
  board.totals[unit] = boundTotal(plan, sumAreas(board, unit));
  let maximum = Number(plan.total.max);
  for (const area of board.areas) {
    if (plan.groups[area]?.role === 'ordinary') maximum -= groupRemoved[area]?.[unit] ?? 0;
  }
  board.maxima[unit] = maximum;
}

function settleExactly(board: Board, unit: number): void {
  const { plan } = board;
  const { points, maximum } = evaluateUnit(board.table, unit);
  setExact(board, unit, { points, maximum });
  board.totals[unit] = Number(roundToScale(points, plan.decimals, 'down'));
  board.maxima[unit] = Number(roundToScale(maximum, plan.decimals, 'down'));
}
