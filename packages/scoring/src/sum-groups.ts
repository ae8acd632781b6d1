import type { GroupPlan, Plan } from './plan.ts';
import { pow10, roundDiv } from './points.ts';
import type { Sheet } from './sheet.ts';

/** Right after the last item of a group, while its columns are near: sum the children, round, cap. */
export function closeGroup(sheet: Sheet, group: GroupPlan, from: number, to: number): void {
  const { plan, groupPoints, groupRemoved, maxima } = sheet;
  const own = groupPoints[group.index] as Int32Array;
  sumColumns(own, sheet.children[group.index] ?? [], from, to);
  roundColumn(own, group, plan, from, to);
  const removed = groupRemoved[group.index];
  if (removed == null) return;
  const upper = groupRemoved[group.parent];
  if (upper != null) addColumn(upper, removed, from, to);
  else if (group.parent < 0 && group.role === 'ordinary') subtractColumn(maxima, removed, from, to);
}

/** target = sum of the columns: the first three at once, the others two at a time. */
export function sumColumns(
  target: Int32Array,
  columns: readonly Int32Array[],
  from: number,
  to: number,
): void {
  const [a, b, c] = columns;
  if (a === undefined) return;
  if (b === undefined) target.set(a.subarray(from, to), from);
  else if (c === undefined) setTwo(target, a, b, from, to);
  else setThree(target, a, b, c, from, to);
  for (let at = 3; at < columns.length; at += 2) {
    const one = columns[at] as Int32Array;
    const two = columns[at + 1];
    if (two === undefined) addColumn(target, one, from, to);
    else addTwo(target, one, two, from, to);
  }
}

function setTwo(target: Int32Array, a: Int32Array, b: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = ((a[i] as number) + (b[i] as number)) | 0;
}

function setThree(
  target: Int32Array,
  a: Int32Array,
  b: Int32Array,
  c: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) target[i] = ((a[i] as number) + (b[i] as number) + (c[i] as number)) | 0;
}

function addTwo(target: Int32Array, one: Int32Array, two: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    target[i] = ((target[i] as number) + (one[i] as number) + (two[i] as number)) | 0;
  }
}

function addColumn(target: Int32Array, source: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = (target[i] as number) + (source[i] as number);
}

function subtractColumn(target: Int32Array, source: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = (target[i] as number) - (source[i] as number);
}

function roundColumn(column: Int32Array, group: GroupPlan, plan: Plan, from: number, to: number): void {
  const { rounding, role } = group;
  if (rounding !== null && rounding.decimals < plan.decimals) {
    const unit = Number(pow10(plan.decimals - rounding.decimals));
    for (let i = from; i < to; i++) {
      column[i] = Number(roundDiv(column[i] as number, unit, rounding.mode)) * unit;
    }
  }
  if (group.cap === null) return;
  const cap = Number(group.cap);
  for (let i = from; i < to; i++) {
    const value = column[i] as number;
    column[i] = role === 'deduction' ? Math.max(value, cap) : Math.min(value, cap);
  }
}

/** Floor and cap of the totals, then their rounding. */
export function boundTotals({ plan, totals }: Sheet): void {
  const { floor, cap, rounding } = plan.total;
  const low = floor === null ? -Infinity : Number(floor);
  const high = cap === null ? Infinity : Number(cap);
  const coarse = rounding !== null && rounding.decimals < plan.decimals;
  if (floor === null && cap === null && !coarse) return;
  const unit = coarse ? Number(pow10(plan.decimals - rounding.decimals)) : 1;
  for (let i = 0; i < totals.length; i++) {
    const bounded = Math.min(high, Math.max(low, totals[i] as number));
    totals[i] = coarse ? Number(roundDiv(bounded, unit, rounding.mode)) * unit : bounded;
  }
}
