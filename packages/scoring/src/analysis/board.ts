import { bandOf, bandOfUnits } from '../classify.ts';
import { evaluateUnit, givenPoints, indexOf, olderPoints, undefinedMark } from '../evaluate-unit.ts';
import type { Column, FactTable } from '../fact-table.ts';
import { factMark } from '../fact-table.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, roundToScale, scaledFraction } from '../fraction.ts';
import { NO_INDEX } from '../index-keys.ts';
import { MARK } from '../marks.ts';
import type { GroupPlan, ItemPlan, Plan } from '../plan.ts';
import { mulInt, pow10, roundDiv } from '../points.ts';
import { tieComparator } from '../rank-units.ts';
import { readValues } from '../read-values.ts';
import type { ExactTotals, Scores } from '../scores.ts';
import { quickItem, type QuickItem } from './quick-facts.ts';
import { UNDEFINED, inUnits, scalarKernel, type ScalarKernel } from './scalar-kernels.ts';

/**
 * A scored round that can change item by item: copies of the columns of its facts and scores, with one spare row at
 * the end (`spare`) for a unit that is only imagined. Every number is what `scoreTable` would compute anew.
 */
export interface Board {
  readonly plan: Plan;
  readonly table: FactTable;
  /** Rows of real units; also the index of the spare row. */
  readonly spare: number;
  readonly points: readonly Int32Array[];
  readonly marks: (Uint8Array | null)[];
  readonly groupPoints: readonly Int32Array[];
  readonly groupRemoved: readonly (Int32Array | null)[];
  readonly totals: Int32Array;
  readonly maxima: Int32Array;
  readonly exact: Map<number, ExactTotals>;
  /** As `Scores.keys`, but NaN where two indices can only be compared as ratios. */
  readonly keys: Float64Array;
  /** `plan.keyFactor` where it makes the keys; 0 where they are printed indices or cannot be numbers. */
  readonly factor: number;
  readonly ranksPrinted: boolean;
  readonly printScale: number;
  /** Items of a unit whose maximum is shared out: while there are any, the unit is summed exactly. */
  readonly shared: Uint16Array;
  /** Parts of each group and of the total, where sums cannot just be carried on. null = they can. */
  readonly parts: readonly (GroupParts | null)[];
  readonly totalParts: readonly number[] | null;
  readonly areas: readonly number[];
  /** True when a unit's totals or place can hang on facts of other items than the one that changed. */
  readonly readsFacts: boolean;
  /** Columns of each item. */
  readonly columns: readonly (readonly Column[])[];
  /** By kind: class limits ready for whole units; null = to be worked out. */
  readonly classesPrinted: boolean;
  readonly bandLimits: readonly (Float64Array | null)[];
  /** By item: the short way of writing its figures; null = it has none. */
  readonly quick: readonly (QuickItem | null)[];
  /** By item; null = only the exact rule itself. */
  readonly kernels: readonly (ScalarKernel | null)[];
  readonly now: {
    /** How the spare row stands to units with the same index: as the tie-breaks decide, before all, or after all. */
    ties: 'decided' | 'won' | 'lost';
    /** Whether `exact` holds any unit: asking a map is the dearest step of a change. */
    anyExact: boolean;
  };
  /** Negative when `a` stands before `b` by index and tie-break. */
  readonly compare: (a: number, b: number) => number;
}

interface GroupParts {
  readonly items: readonly number[];
  readonly groups: readonly number[];
}

export function createBoard(plan: Plan, table: FactTable, scores: Scores): Board {
  const spare = table.count;
  const copy = copyTable(table);
  const columns = plan.items.map((item) =>
    copy.columns.slice(item.firstSlot, item.firstSlot + item.figures.length),
  );
  const chunk = {
    undefined: new Uint8Array(1),
    anyUndefined: false,
    numerator: new Float64Array(1),
    denominator: new Float64Array(1),
  };
  const extra = plan.integral ? 1 : 0;
  const comparing = {
    plan,
    table: copy,
    spare,
    points: scores.points.map((column) => extended(column, extra)),
    groupPoints: scores.groupPoints.map((column) => extended(column, extra)),
    totals: extended(scores.totals, 1),
    maxima: extended(scores.maxima, 1),
    exact: new Map(scores.exact),
    keys: new Float64Array(spare + 1).fill(NO_INDEX),
  };
  const now: Board['now'] = { ties: 'decided', anyExact: scores.exact.size > 0 };
  const areas = plan.groups.filter((group) => group.parent < 0).map((group) => group.index);
  // Written out instead of spread, so that all boards have one hidden class: what reads them stays fast.
  const board: Board = {
    plan,
    table: copy,
    spare,
    points: comparing.points,
    marks: scores.marks.map((column) => column && extended(column, 1)),
    groupPoints: comparing.groupPoints,
    groupRemoved: scores.groupRemoved.map((column) => column && extended(column, extra)),
    totals: comparing.totals,
    maxima: comparing.maxima,
    exact: comparing.exact,
    keys: comparing.keys,
    factor: plan.set.ranking.basis === 'printed' ? 0 : (plan.keyFactor ?? 0),
    ranksPrinted: plan.set.ranking.basis === 'printed',
    printScale: printScaleOf(plan),
    shared: countShared(plan, scores, spare + 1),
    parts: plan.groups.map((group) => (carriesOn(plan, group) ? null : partsOf(plan, group))),
    areas,
    totalParts: totalCarriesOn(plan) ? null : areas,
    readsFacts:
      !plan.integral || plan.items.some(mayShare) || plan.tieBreaks.some((rule) => rule.by === 'slot'),
    columns,
    classesPrinted: plan.set.classification.basis === 'printed',
    bandLimits: bandLimitsOf(plan),
    quick: plan.items.map((item) => quickItem(plan, item, columns[item.index] ?? [])),
    kernels: plan.items.map((item) => scalarKernel(plan, item, columns[item.index] ?? [], chunk)),
    now,
    compare: comparator({ ...comparing, sheet: comparing }, now),
  };
  for (let unit = 0; unit < spare; unit++) setKey(board, unit);
  return board;
}

/** A copy with `extra` rows more. */
function extended<T extends Int32Array | Uint8Array | Uint16Array | Float64Array>(
  column: T,
  extra: number,
): T {
  const make = column.constructor as new (length: number) => T;
  const copy = new make(column.length + extra);
  copy.set(column);
  return copy;
}

function extendedColumn(column: Column): Column {
  if (!(column instanceof BigInt64Array)) return extended(column, 1);
  const copy = new BigInt64Array(column.length + 1);
  copy.set(column);
  return copy;
}

function copyTable(table: FactTable): FactTable {
  const { units } = table;
  return {
    plan: table.plan,
    count: table.count + 1,
    units: {
      codes: [...units.codes, ''],
      names: [...units.names, ''],
      kinds: extended(units.kinds, 1),
      blocks: extended(units.blocks, 1),
      blockNames: units.blockNames,
      unranked: extended(units.unranked, 1),
    },
    columns: table.columns.map(extendedColumn),
    absent: table.absent.map((bytes) => bytes && extended(bytes, 1)),
    marks: table.marks.map((bytes) => bytes && extended(bytes, 1)),
    given: table.given.map((points) => points && new Map(points)),
    older: table.older.map((points) => points && new Map(points)),
  };
}

const mayShare = (item: ItemPlan): boolean =>
  item.policies.some((policy) => policy?.policy.policy === 'share');

function countShared(plan: Plan, scores: Scores, rows: number): Uint16Array {
  const shared = new Uint16Array(rows);
  for (const item of plan.items) {
    const marks = scores.marks[item.index];
    if (marks == null || !mayShare(item)) continue;
    marks.forEach((mark, unit) => {
      if (mark === MARK.naShared) shared[unit] = (shared[unit] as number) + 1;
    });
  }
  return shared;
}

/** True when a change of a part changes the group by as much. */
const carriesOn = (plan: Plan, group: GroupPlan): boolean =>
  group.cap === null && (group.rounding === null || group.rounding.decimals >= plan.decimals);
const totalCarriesOn = ({ total, decimals }: Plan): boolean =>
  total.floor === null &&
  total.cap === null &&
  (total.rounding === null || total.rounding.decimals >= decimals);

function partsOf(plan: Plan, { index }: GroupPlan): GroupParts {
  return {
    items: plan.items.filter((item) => item.group === index).map((item) => item.index),
    groups: plan.groups.filter((group) => group.parent === index).map((group) => group.index),
  };
}

type Comparing = Pick<Board, 'plan' | 'keys' | 'totals' | 'maxima' | 'exact' | 'table' | 'spare'> & {
  readonly sheet: Pick<Board, 'points' | 'groupPoints' | 'totals'>;
};

function comparator(board: Comparing, now: Board['now']): Board['compare'] {
  const { keys, plan, spare } = board;
  const ties = plan.tieBreaks.length === 0 ? null : tieComparator(board);
  return (a, b) => {
    const left = keys[a] as number;
    const right = keys[b] as number;
    if (left > right) return -1;
    if (left < right) return 1;
    const order = left === right ? 0 : compareIndices(board, a, b);
    if (order !== 0 || ties === null) return order;
    if (now.ties === 'decided' || (a !== spare && b !== spare)) return ties(a, b);
    return (now.ties === 'won') === (a === spare) ? -1 : 1;
  };
}

/** By falling index, as ratios. */
function compareIndices(
  board: Pick<Board, 'plan' | 'totals' | 'maxima' | 'exact'>,
  a: number,
  b: number,
): number {
  return cmpFraction(indexFraction(board, b), indexFraction(board, a));
}

/** Exact index (%) of a unit that has one. */
export function indexFraction(
  board: Pick<Board, 'plan' | 'totals' | 'maxima' | 'exact'>,
  unit: number,
): Fraction {
  const own = board.exact.get(unit);
  if (own !== undefined) return indexOf(own.points, own.maximum);
  return { n: mulInt(board.totals[unit] as number, 100), d: board.maxima[unit] as number };
}

/** Totals of a unit that is summed exactly; undefined where the columns hold them. */
export const exactOf = ({ now, exact }: Board, unit: number): ExactTotals | undefined =>
  now.anyExact ? exact.get(unit) : undefined;

export function setExact({ now, exact }: Board, unit: number, totals: ExactTotals | undefined): void {
  if (totals !== undefined) exact.set(unit, totals);
  else if (now.anyExact) exact.delete(unit);
  if (totals !== undefined || now.anyExact) now.anyExact = exact.size > 0;
}

export function totalsOf(board: Board, unit: number): ExactTotals {
  const { plan } = board;
  return (
    board.exact.get(unit) ?? {
      points: scaledFraction(board.totals[unit] as number, plan.decimals),
      maximum: scaledFraction(board.maxima[unit] as number, plan.decimals),
    }
  );
}

/** Brings the key of a unit up to date with its totals. */
export function setKey(board: Board, unit: number): void {
  const points = board.totals[unit] as number;
  const maximum = board.maxima[unit] as number;
  if (board.now.anyExact || maximum === 0) board.keys[unit] = anyKey(board, unit);
  else if (board.factor !== 0) board.keys[unit] = Math.floor((points * board.factor) / maximum);
  else board.keys[unit] = board.ranksPrinted ? printedIndex(board, points, maximum) : NaN;
}

/** The printed index of whole units as a whole number of its last place. */
function printedIndex({ plan, printScale }: Board, points: number, maximum: number): number {
  if (printScale !== 0 && points >= 0) return Math.floor((2 * points * printScale + maximum) / (2 * maximum));
  const { decimals, mode } = plan.set.rounding.printedIndex;
  return Number(roundDiv(mulInt(points, mulInt(100, pow10(decimals))), maximum, mode));
}

/** 100 % in the last printed place, where half-up rounding of all indices is safe in doubles; else 0. */
function printScaleOf({ set }: Plan): number {
  const { decimals, mode } = set.rounding.printedIndex;
  const scale = 100 * 10 ** decimals;
  // Totals and maxima are below 2^31.
  return mode === 'half-up' && (2 * scale + 1) * 2 ** 31 <= Number.MAX_SAFE_INTEGER ? scale : 0;
}

function anyKey(board: Board, unit: number): number {
  const own = board.exact.get(unit);
  const maximum = board.maxima[unit] as number;
  if (own === undefined ? maximum === 0 : own.maximum.n === 0) return NO_INDEX;
  const points = board.totals[unit] as number;
  if (board.ranksPrinted) {
    const { decimals, mode } = board.plan.set.rounding.printedIndex;
    if (own === undefined) return printedIndex(board, points, maximum);
    return Number(roundToScale(indexOf(own.points, own.maximum), decimals, mode));
  }
  return own !== undefined || board.factor === 0 ? NaN : Math.floor((points * board.factor) / maximum);
}

/** Index into the unit's own bands; -1 = no class. */
export function bandIndex(board: Board, unit: number): number {
  const { plan, keys, bandLimits } = board;
  if (keys[unit] === NO_INDEX) return -1;
  const kind = board.table.units.kinds[unit] as number;
  const own = exactOf(board, unit);
  if (own !== undefined) return bandOf(plan, plan.bands[kind] ?? [], indexOf(own.points, own.maximum));
  const points = board.totals[unit] as number;
  const maximum = board.maxima[unit] as number;
  const limits = bandLimits[kind];
  if (limits == null) return bandOfUnits(plan, plan.bands[kind] ?? [], points, maximum);
  if (board.classesPrinted) return bandOfProduct(limits, printedIndex(board, points, maximum), 1);
  return bandOfProduct(limits, points, maximum);
}

function bandOfProduct(limits: Float64Array, points: number, maximum: number): number {
  for (let at = 0; at < limits.length; at += 3) {
    const [by, from, more] = [limits[at] as number, limits[at + 1] as number, limits[at + 2] as number];
    if (points * by - from * maximum >= more) return at / 3;
  }
  return -1;
}

/**
 * By kind, three numbers for each class, reached where points x first - maximum x second >= third; the printed index
 * and 1 stand for points and maximum where printed indices decide. null where products are not safe.
 */
function bandLimitsOf(plan: Plan): readonly (Float64Array | null)[] {
  const printed = plan.set.classification.basis === 'printed';
  const place = 10 ** plan.set.rounding.printedIndex.decimals;
  return plan.bands.map((bands) => {
    const limits = bands.map(({ from, decimals, band }) => {
      if (from === null) return [0, 0, 0];
      const more = band.inclusive ? 0 : 1;
      return printed
        ? [10 ** decimals, Number(from) * place, more]
        : [100 * 10 ** decimals, Number(from), more];
    });
    // Totals and maxima are below 2^31; a printed index beyond 2^40 is beyond every limit, exact or not.
    const [most, least] = printed ? [2 ** 40, 1] : [2 ** 31, 2 ** 31];
    const safe = limits.every(
      ([by = 0, from = 0]) => by * most + Math.abs(from) * least <= Number.MAX_SAFE_INTEGER,
    );
    return safe ? Float64Array.from(limits.flat()) : null;
  });
}

/** True when the unit has an index and takes part in the ranking of its block. */
export function isRanked({ plan, table, keys }: Board, unit: number): boolean {
  const { kinds, unranked } = table.units;
  return (
    unranked[unit] === 0 && keys[unit] !== NO_INDEX && plan.unrankedKinds[kinds[unit] as number] !== true
  );
}

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
