import { MARK } from './marks.ts';
import type { Plan, SlotPlan } from './plan.ts';
import type { Fraction } from './fraction.ts';
import type { Int } from './points.ts';

/** Whole numbers of one figure for all units, in the slot's own scale. */
export type Column = Int32Array | Float64Array | BigInt64Array;

/** Day number that stands for an optional date left empty. */
export const NO_DATE = -2147483648;

/**
 * The facts of a round as columns. A missing optional figure is 0 (NO_DATE for dates) in its column and set in
 * `absent`; a missing required figure makes the item's mark `noData`.
 */
export interface FactTable {
  readonly plan: Plan;
  readonly count: number;
  readonly units: UnitColumns;
  /** By slot. */
  readonly columns: readonly Column[];
  /** By slot; 1 = left empty. null while nobody left the figure empty. */
  readonly absent: (Uint8Array | null)[];
  /** By item, as far as the facts tell (zero denominators are found while scoring). null = all scored. */
  readonly marks: (Uint8Array | null)[];
  /** By item: points that stand instead of the rule's, for units marked `awarded` or `naOlder`. */
  readonly given: (Map<number, GivenPoints> | null)[];
  /** By item: points of an earlier period, wherever they were stated (a zero denominator may need them). */
  readonly older: (Map<number, GivenPoints> | null)[];
}

export interface GivenPoints {
  readonly points: Fraction;
  readonly reason: string;
}

export interface UnitColumns {
  readonly codes: string[];
  readonly names: string[];
  /** Index into the plan's kinds. */
  readonly kinds: Uint16Array;
  /** Index into `blockNames`. */
  readonly blocks: Int32Array;
  readonly blockNames: string[];
  readonly unranked: Uint8Array;
}

/** An empty table for `count` units of the first kind in one block "": fill columns and marks, then score. */
export function allocateTable(plan: Plan, count: number): FactTable {
  return {
    plan,
    count,
    units: {
      codes: new Array<string>(count).fill(''),
      names: new Array<string>(count).fill(''),
      kinds: new Uint16Array(count),
      blocks: new Int32Array(count),
      blockNames: [''],
      unranked: new Uint8Array(count),
    },
    columns: plan.slots.map((slot) => allocateColumn(slot, count)),
    absent: plan.slots.map(() => null),
    marks: plan.items.map(() => null),
    given: plan.items.map(() => null),
    older: plan.items.map(() => null),
  };
}

function allocateColumn(slot: SlotPlan, count: number): Column {
  if (slot.storage === 'int32') return new Int32Array(count);
  return slot.storage === 'float64' ? new Float64Array(count) : new BigInt64Array(count);
}

/** The column of one figure, to be filled with whole numbers of the slot's scale; undefined when there is none. */
export function findColumn(table: FactTable, itemId: string, key: string): Column | undefined {
  const item = table.plan.items[table.plan.itemIndex.get(itemId) ?? -1];
  const figure = item?.figureIndex.get(key);
  return item === undefined || figure === undefined ? undefined : table.columns[item.firstSlot + figure];
}

/** The marks of one item, created (all `scored`) when there were none. */
export function marksOf(table: FactTable, item: number): Uint8Array {
  return (table.marks[item] ??= new Uint8Array(table.count));
}

/** One figure of one unit as an exact whole number of its slot's scale. */
export function readSlot(table: FactTable, slot: number, unit: number): Int {
  const value = table.columns[slot]?.[unit];
  if (value === undefined) throw new RangeError(`slot ${slot}, unit ${unit}`);
  return typeof value === 'number' ? value : smallest(value);
}

function smallest(value: bigint): Int {
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : value;
}

export function writeSlot(table: FactTable, slot: number, unit: number, value: Int): void {
  const column = table.columns[slot];
  if (column instanceof BigInt64Array) column[unit] = BigInt(value);
  else if (column !== undefined) column[unit] = Number(value);
}

export function isAbsent(table: FactTable, slot: number, unit: number): boolean {
  return table.absent[slot]?.[unit] === 1;
}

export function factMark(table: FactTable, item: number, unit: number): number {
  return table.marks[item]?.[unit] ?? MARK.scored;
}
