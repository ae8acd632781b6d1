import type { Column, FactTable } from '../fact-table.ts';
import { cmpFraction } from '../fraction.ts';
import { NO_INDEX } from '../index-keys.ts';
import { MARK } from '../marks.ts';
import type { GroupPlan, ItemPlan, Plan } from '../plan.ts';
import { tieComparator } from '../rank-units.ts';
import type { ExactTotals, Scores } from '../scores.ts';
import { bandLimitsOf, printScaleOf, setKey } from './board-index.ts';
import { indexFraction } from './board-totals.ts';
import { quickItem, type QuickItem } from './quick-facts.ts';
import { scalarKernel, type ScalarKernel } from './scalar-kernels.ts';

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

export interface GroupParts {
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
