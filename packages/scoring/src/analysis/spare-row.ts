import type { Column, GivenPoints } from '../fact-table.ts';
import type { ItemPlan } from '../plan.ts';
import type { Board } from './board.ts';
import { exactOf, setExact } from './board-totals.ts';

/** Makes the spare row the same as a unit's: facts, points, totals. */
export function mirrorUnit(board: Board, unit: number): void {
  const { units } = board.table;
  const { spare, plan } = board;
  units.codes[spare] = units.codes[unit] ?? '';
  units.names[spare] = units.names[unit] ?? '';
  units.kinds[spare] = units.kinds[unit] as number;
  units.blocks[spare] = units.blocks[unit] as number;
  units.unranked[spare] = units.unranked[unit] as number;
  for (const item of plan.items) {
    mirrorFacts(board, item, unit);
    mirrorPoints(board, item, unit);
  }
  for (let group = 0; group < plan.groups.length; group++) mirrorGroup(board, group, unit);
  mirrorTotals(board, unit);
}

/** Takes back what was changed in the spare row for one item; the totals are `mirrorTotals`' part. */
export function restoreItem(board: Board, item: ItemPlan, unit: number): void {
  // Facts that nothing but their own item reads are written anew before they are read again.
  if (board.readsFacts) mirrorFacts(board, item, unit);
  mirrorPoints(board, item, unit);
  for (let at = item.group; at >= 0; at = board.plan.groups[at]?.parent ?? -1) mirrorGroup(board, at, unit);
}

export function mirrorTotals(board: Board, unit: number): void {
  const { spare } = board;
  board.totals[spare] = board.totals[unit] as number;
  board.maxima[spare] = board.maxima[unit] as number;
  board.keys[spare] = board.keys[unit] as number;
  board.shared[spare] = board.shared[unit] as number;
  setExact(board, spare, exactOf(board, unit));
}

function mirrorFacts(board: Board, item: ItemPlan, unit: number): void {
  const { spare, table } = board;
  const { index } = item;
  const columns = board.columns[index] as readonly Column[];
  for (let at = 0; at < columns.length; at++) {
    copyWithin(columns[at] as Column, unit, spare);
    const absent = table.absent[item.firstSlot + at];
    if (absent != null) absent[spare] = absent[unit] as number;
  }
  const given = table.marks[index];
  if (given != null) given[spare] = given[unit] as number;
  mirrorGiven(table.given[index], unit, spare);
  mirrorGiven(table.older[index], unit, spare);
}

function mirrorPoints(board: Board, { index }: ItemPlan, unit: number): void {
  const { spare } = board;
  const marks = board.marks[index];
  if (marks != null) marks[spare] = marks[unit] as number;
  const points = board.points[index] as Int32Array;
  if (points.length > spare) points[spare] = points[unit] as number;
}

function copyWithin(column: Column, from: number, to: number): void {
  if (column instanceof BigInt64Array) column[to] = column[from] as bigint;
  else column[to] = column[from] as number;
}

function mirrorGiven(given: Map<number, GivenPoints> | null | undefined, unit: number, spare: number): void {
  if (given == null) return;
  const own = given.get(unit);
  if (own === undefined) given.delete(spare);
  else given.set(spare, own);
}

function mirrorGroup({ groupPoints, groupRemoved, spare }: Board, group: number, unit: number): void {
  const points = groupPoints[group] as Int32Array;
  if (points.length <= spare) return;
  points[spare] = points[unit] as number;
  const removed = groupRemoved[group];
  if (removed != null) removed[spare] = removed[unit] as number;
}
