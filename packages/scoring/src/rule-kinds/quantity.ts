import type { Quantity } from '../criteria-set.ts';
import type { Column } from '../fact-table.ts';
import type { Int } from '../points.ts';
import { addInt, formatScaled, maxInt, minInt, mulInt, negInt, pow10 } from '../points.ts';
import { readFigure } from './constants.ts';
import type { RuleScope, Values } from './rule-kind.ts';

/** A signed sum of figures as one whole number of 10^-decimals. */
export interface CompiledQuantity {
  readonly terms: readonly QuantityTerm[];
  readonly decimals: number;
  /** Proved range. */
  readonly low: Int;
  readonly high: Int;
}
export interface QuantityTerm {
  /** Index among the item's figures. */
  readonly figure: number;
  /** Sign and scale, or a weight. */
  readonly factor: Int;
}

const NUMBERS = ['integer', 'decimal'] as const;

/** Compiles a quantity over numeric figures; null after reporting what is wrong. */
export function compileQuantity(quantity: Quantity, scope: RuleScope): CompiledQuantity | null {
  const plus = quantity.plus.map((key) => ({ figure: readFigure(key, NUMBERS, scope), sign: 1 }));
  const minus = quantity.minus.map((key) => ({ figure: readFigure(key, NUMBERS, scope), sign: -1 }));
  if (plus.length === 0 && minus.length === 0) scope.problem('quantity-empty');
  const signed = [...plus, ...minus];
  if (signed.length === 0 || signed.some((term) => term.figure === null)) return null;
  const decimals = Math.max(...signed.map((term) => scope.slots[term.figure ?? 0]?.decimals ?? 0));
  return weightedQuantity(
    signed.map(({ figure, sign }) => ({
      figure: figure ?? 0,
      factor: mulInt(sign, pow10(decimals - (scope.slots[figure ?? 0]?.decimals ?? 0))),
    })),
    decimals,
    scope,
  );
}

/** A quantity from ready terms, with its range. An optional figure left empty counts as 0. */
export function weightedQuantity(
  terms: readonly QuantityTerm[],
  decimals: number,
  scope: RuleScope,
): CompiledQuantity {
  let low: Int = 0;
  let high: Int = 0;
  for (const term of terms) {
    const range = termRange(term, scope);
    low = addInt(low, range.low);
    high = addInt(high, range.high);
  }
  return { terms, decimals, low, high };
}

function termRange(term: QuantityTerm, scope: RuleScope): { low: Int; high: Int } {
  const slot = scope.slots[term.figure];
  const optional = slot?.figure.optional ?? false;
  const min = optional ? minInt(slot?.min ?? 0, 0) : (slot?.min ?? 0);
  const max = optional ? maxInt(slot?.max ?? 0, 0) : (slot?.max ?? 0);
  const ends = [mulInt(min, term.factor), mulInt(max, term.factor)] as const;
  return { low: minInt(...ends), high: maxInt(...ends) };
}

/** The same quantity counted in 10^-decimals (not fewer than it has). */
export function rescaleQuantity(quantity: CompiledQuantity, decimals: number): CompiledQuantity {
  const by = pow10(decimals - quantity.decimals);
  if (by === 1) return quantity;
  return {
    terms: quantity.terms.map((term) => ({ ...term, factor: mulInt(term.factor, by) })),
    decimals,
    low: mulInt(quantity.low, by),
    high: mulInt(quantity.high, by),
  };
}

export function evaluateQuantity(quantity: CompiledQuantity, values: Values): Int {
  let sum: Int = 0;
  for (const term of quantity.terms) {
    const value = values[term.figure] ?? 0;
    sum = addInt(sum, term.factor === 1 ? value : mulInt(value, term.factor));
  }
  return sum;
}

export function quantityText(quantity: CompiledQuantity, value: Int): string {
  return quantity.decimals === 0 ? String(value) : formatScaled(value, quantity.decimals);
}

/** How much the quantity grows when the figure grows by one unit of its slot; 0 when it is not part of it. */
export function factorOf(quantity: CompiledQuantity, figure: number): Int {
  return quantity.terms.reduce<Int>(
    (sum, term) => (term.figure === figure ? addInt(sum, term.factor) : sum),
    0,
  );
}

/** Largest absolute value the quantity can take. */
export function largest(quantity: CompiledQuantity): Int {
  return maxInt(negInt(quantity.low), quantity.high);
}

/** Writes the quantity of `length` units into `target`; the caller has proved all sums below 2^53. */
export function gatherQuantity(
  quantity: CompiledQuantity,
  target: Float64Array,
  columns: readonly Column[],
  from: number,
  length: number,
): void {
  quantity.terms.forEach((term, position) => {
    const factor = Number(term.factor);
    const column = columns[term.figure] as Column;
    if (position === 0) setScaled(target, column, from, length, factor);
    else addScaled(target, column, from, length, factor);
  });
}

/** target = column x factor. */
export function setScaled(
  target: Float64Array,
  column: Column,
  from: number,
  length: number,
  factor: number,
): void {
  if (column instanceof Int32Array && factor === 1) {
    // The runtime converts a whole range at once, several times faster than any loop.
    target.set(column.subarray(from, from + length));
  } else if (column instanceof Int32Array) {
    setInt32(target, column, from, length, factor);
  } else {
    target.fill(0, 0, length);
    addScaled(target, column, from, length, factor);
  }
}

/** target += column x factor. */
export function addScaled(
  target: Float64Array,
  column: Column,
  from: number,
  length: number,
  factor: number,
): void {
  if (column instanceof Int32Array) addInt32(target, column, from, length, factor);
  else if (column instanceof Float64Array) addFloat64(target, column, from, length, factor);
}

/* One loop per element type, so that each stays monomorphic. */

function setInt32(target: Float64Array, column: Int32Array, from: number, length: number, by: number): void {
  for (let i = 0; i < length; i++) target[i] = (column[from + i] as number) * by;
}

function addInt32(target: Float64Array, column: Int32Array, from: number, length: number, by: number): void {
  for (let i = 0; i < length; i++) target[i] = (target[i] as number) + (column[from + i] as number) * by;
}

function addFloat64(
  target: Float64Array,
  column: Float64Array,
  from: number,
  length: number,
  by: number,
): void {
  for (let i = 0; i < length; i++) target[i] = (target[i] as number) + (column[from + i] as number) * by;
}
