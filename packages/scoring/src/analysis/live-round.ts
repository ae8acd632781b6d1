import type { FactTable } from '../fact-table.ts';
import type { FactProblem, ItemFacts } from '../facts.ts';
import { setItemFacts } from '../load-facts.ts';
import type { ItemPlan, Plan } from '../plan.ts';
import { scoreTable } from '../score-table.ts';
import type { Scores } from '../scores.ts';
import { createBoard, type Board } from './board.ts';
import { bandIndex, isRanked, setKey } from './board-index.ts';
import { exactOf } from './board-totals.ts';
import { rescoreItem } from './rescore-item.ts';
import { createRankOrder, type RankOrder } from './rank-order.ts';
import { writeQuickly } from './quick-facts.ts';
import { mirrorTotals, mirrorUnit, restoreItem } from './spare-row.ts';
import { Standing } from './standing.ts';

/** New facts of one item; they replace all facts the item had. */
export interface ItemChange {
  readonly itemId: string;
  readonly facts: ItemFacts;
}

/**
 * A round that is kept scored and ranked while single items change. Holds copies of everything; the table and the
 * scores it was opened with stay as they are. A unit index outside the table is a mistake and throws.
 */
export interface LiveRound {
  readonly plan: Plan;
  /** Replaces the facts of one item and returns where the unit stands now. An unknown item changes nothing. */
  readonly change: (unit: number, itemId: string, facts: ItemFacts) => Standing;
  /** Where the unit would stand if these facts were changed; nothing is kept. */
  readonly whatIf: (unit: number, changes: readonly ItemChange[]) => Standing;
  readonly standing: (unit: number) => Standing;
}

/** The board and the orders behind a live round, for the other analyses. */
export interface LiveState {
  readonly board: Board;
  /** By block: all ranked units. */
  readonly orders: readonly RankOrder[];
  /** By block, for dense ranks: one unit for each place. null = ranks count units. */
  readonly places: readonly RankOrder[] | null;
  /** Room for the items changed in the spare row, to be taken back. */
  readonly touched: ItemPlan[];
  /** The unit that the spare row shows; -1 = none. */
  mirrored: number;
}

const NO_PROBLEMS: readonly FactProblem[] = [];

/** `scores`, when given, must be those of the table. */
export function openLiveRound(
  plan: Plan,
  table: FactTable,
  scores: Scores = scoreTable(plan, table),
): LiveRound {
  const state = openState(plan, table, scores);
  return {
    plan,
    change: (unit, itemId, facts) => change(state, unit, itemId, facts),
    whatIf: (unit, changes) => whatIfIn(state, unit, changes),
    standing: (unit) => standingOf(state, requireUnit(state, unit), unit, NO_PROBLEMS),
  };
}

export function openState(plan: Plan, table: FactTable, scores: Scores): LiveState {
  const board = createBoard(plan, table, scores);
  const members = table.units.blockNames.map<number[]>(() => []);
  for (let unit = 0; unit < board.spare; unit++) {
    if (isRanked(board, unit)) members[table.units.blocks[unit] as number]?.push(unit);
  }
  const orders = members.map((units) => createRankOrder(units, board.compare));
  const dense = plan.set.ranking.ties === 'dense';
  return {
    board,
    orders,
    places: dense ? members.map((units) => onePerPlace(board, units)) : null,
    touched: [],
    mirrored: -1,
  };
}

function onePerPlace(board: Board, units: readonly number[]): RankOrder {
  const places = createRankOrder([], board.compare);
  for (const unit of units) if (places.equalTo(unit) < 0) places.insert(unit);
  return places;
}

export function requireUnit({ board }: LiveState, unit: number): number {
  if (Number.isInteger(unit) && unit >= 0 && unit < board.spare) return unit;
  throw new RangeError(`unit ${unit} of ${board.spare}`);
}

function change(state: LiveState, unit: number, itemId: string, facts: ItemFacts): Standing {
  const { board } = state;
  const item = findItem(board, itemId);
  requireUnit(state, unit);
  if (item === undefined) return standingOf(state, unit, unit, [unknownItem(board, unit, itemId)]);
  leave(state, unit);
  const problems = writeFacts(board, unit, item, facts);
  rescoreItem(board, item, unit);
  setKey(board, unit);
  enter(state, unit);
  if (state.mirrored === unit) state.mirrored = -1;
  return standingOf(state, unit, unit, problems);
}

const findItem = ({ plan }: Board, id: string): ItemPlan | undefined =>
  plan.items[plan.itemIndex.get(id) ?? -1];

function unknownItem({ table }: Board, unit: number, itemId: string): FactProblem {
  const code = table.units.codes[unit] ?? '';
  return { code: 'unknown-item', unit: code, item: itemId, figure: null, value: itemId, detail: {} };
}

function writeFacts(board: Board, unit: number, item: ItemPlan, facts: ItemFacts): readonly FactProblem[] {
  return writeQuickly(board, unit, item, facts)
    ? NO_PROBLEMS
    : setItemFacts(board.table, unit, item.index, facts);
}

function leave({ board, orders, places }: LiveState, unit: number): void {
  if (!isRanked(board, unit)) return;
  const block = board.table.units.blocks[unit] as number;
  orders[block]?.remove(unit);
  const place = places?.[block];
  if (place?.remove(unit) !== true) return;
  const heir = orders[block]?.equalTo(unit) ?? -1;
  if (heir >= 0) place.insert(heir);
}

function enter({ board, orders, places }: LiveState, unit: number): void {
  if (!isRanked(board, unit)) return;
  const block = board.table.units.blocks[unit] as number;
  orders[block]?.insert(unit);
  const place = places?.[block];
  if (place !== undefined && place.equalTo(unit) < 0) place.insert(unit);
}

/** Shows `unit` in the spare row, unchanged. */
export function imagine(state: LiveState, unit: number): void {
  if (state.mirrored === unit) return;
  mirrorUnit(state.board, unit);
  state.mirrored = unit;
}

/** Applies changes to the spare row, looks, and takes them back. */
export function whatIfIn(state: LiveState, unit: number, changes: readonly ItemChange[]): Standing {
  const { board } = state;
  imagine(state, requireUnit(state, unit));
  const { spare } = board;
  let problems = NO_PROBLEMS;
  const { touched } = state;
  let count = 0;
  for (let at = 0; at < changes.length; at++) {
    const { itemId, facts } = changes[at] as ItemChange;
    const item = findItem(board, itemId);
    const found = item ? writeFacts(board, spare, item, facts) : [unknownItem(board, unit, itemId)];
    if (found.length > 0) problems = [...problems, ...found];
    if (item === undefined) continue;
    rescoreItem(board, item, spare);
    touched[count++] = item;
  }
  setKey(board, spare);
  const standing = standingOf(state, spare, unit, problems);
  for (let at = 0; at < count; at++) restoreItem(board, touched[at] as ItemPlan, unit);
  mirrorTotals(board, unit);
  return standing;
}

/** The standing of a row; `self` is the unit that it is or stands for. */
export function standingOf(
  state: LiveState,
  row: number,
  self: number,
  problems: readonly FactProblem[],
): Standing {
  const { board } = state;
  const { plan, table } = board;
  const band = bandIndex(board, row);
  const classId = band < 0 ? null : (plan.bands[table.units.kinds[row] as number]?.[band]?.band.id ?? null);
  const rank = isRanked(board, row) ? rankOf(state, row, self) : null;
  return new Standing(
    plan,
    board.totals[row] as number,
    board.maxima[row] as number,
    exactOf(board, row),
    rank,
    classId,
    problems,
  );
}

/** Rank inside the block; `self` itself does not count among the others. */
export function rankOf({ board, orders, places }: LiveState, row: number, self: number): number {
  const block = board.table.units.blocks[row] as number;
  const order = orders[block];
  const place = places?.[block];
  if (order === undefined) return 1;
  const selfBefore = row !== self && isRanked(board, self) && board.compare(self, row) < 0;
  if (place === undefined) return 1 + order.before(row) - (selfBefore ? 1 : 0);
  return 1 + place.before(row) - (selfBefore && order.equalTo(self) < 0 ? 1 : 0);
}
