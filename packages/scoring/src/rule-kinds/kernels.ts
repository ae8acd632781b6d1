/**
 * The fixed loops of the engine. Each reads chunk-sized Float64Arrays that hold whole numbers; the caller has proved
 * every intermediate value below 2^53, so each comparison and each floor of a quotient is exact.
 */
import type { Rounding, RoundingMode } from '../criteria-set.ts';
import type { Int } from '../points.ts';
import { absInt, addInt, maxInt, mulInt, pow10, roundDiv } from '../points.ts';

export const SAFE = Number.MAX_SAFE_INTEGER;

export function isSafe(...values: readonly Int[]): boolean {
  return values.every((value) => absInt(value) <= SAFE);
}

/**
 * Rounding of a quotient n / d to whole units of the plan: the quotient is taken in `divide` times coarser units and
 * multiplied back. `divide` is 1 when the item rounds to the plan's own decimals.
 */
export interface Step {
  readonly mode: RoundingMode;
  readonly divide: number;
}

/** An item that is not rounded has whole results anyway. */
export function roundingStep(rounding: Rounding | null, decimals: number): Step {
  if (rounding === null) return { mode: 'down', divide: 1 };
  if (rounding.decimals >= decimals) return { mode: rounding.mode, divide: 1 };
  return { mode: rounding.mode, divide: Number(pow10(decimals - rounding.decimals)) };
}

/** Writes the points of `length` units from one or two scratch arrays. */
export type QuantityLoop = (out: Int32Array, quantity: Float64Array, length: number) => void;
export type RatioLoop = (
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
) => void;

/*
 * Two habits of these loops. Their constants come packed in a Float64Array, because a number kept in an object is
 * unpacked again in every turn. And they compare with numbers, `Number(x >= limit) * gain`: figures decide the
 * comparison as good as at random, and a branch that is mispredicted half of the time costs more than the sum.
 */

/** out = n x by / (d x over) rounded, between 0 and `high`; 0 where n / d stays below the gate. */
export interface Proportion {
  readonly by: number;
  readonly over: number;
  readonly step: Step;
  readonly high: number;
  /** True when allowed figures may lead below 0 or above `high`. */
  readonly needsBounds: boolean;
  /** Points only where n x factor - limit x d >= strict; null = everywhere. */
  readonly gate: { readonly factor: number; readonly limit: number; readonly strict: number } | null;
}

export function proportionLoop(p: Proportion): RatioLoop {
  const { by, over, step, high } = p;
  // Without a gate every ratio passes: 0 >= 0.
  const gate = p.gate ?? { factor: 0, limit: 0, strict: 0 };
  const c = Float64Array.of(
    2 * by,
    over * step.divide,
    step.divide,
    high,
    gate.factor,
    gate.limit,
    gate.strict,
  );
  if (step.mode !== 'half-up') return (out, n, d, length) => proportionAnyMode(p, out, n, d, length);
  if (p.needsBounds) return (out, n, d, length) => boundedProportion(c, out, n, d, length);
  if (p.gate !== null) return (out, n, d, length) => gatedProportion(c, out, n, d, length);
  return (out, n, d, length) => plainProportion(c, out, n, d, length);
}

function plainProportion(
  c: Float64Array,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const twice = c[0] as number;
  const over = c[1] as number;
  const divide = c[2] as number;
  for (let i = 0; i < length; i++) {
    const bottom = (denominator[i] as number) * over;
    out[i] = Math.floor(((numerator[i] as number) * twice + bottom) / (2 * bottom)) * divide;
  }
}

function gatedProportion(
  c: Float64Array,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const twice = c[0] as number;
  const over = c[1] as number;
  const divide = c[2] as number;
  const factor = c[4] as number;
  const limit = c[5] as number;
  const strict = c[6] as number;
  for (let i = 0; i < length; i++) {
    const n = numerator[i] as number;
    const d = denominator[i] as number;
    const bottom = d * over;
    const points = Math.floor((n * twice + bottom) / (2 * bottom)) * divide;
    out[i] = points * Number(n * factor - limit * d >= strict);
  }
}

function boundedProportion(
  c: Float64Array,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const twice = c[0] as number;
  const over = c[1] as number;
  const divide = c[2] as number;
  const high = c[3] as number;
  const factor = c[4] as number;
  const limit = c[5] as number;
  const strict = c[6] as number;
  for (let i = 0; i < length; i++) {
    const n = numerator[i] as number;
    const d = denominator[i] as number;
    const bottom = d * over;
    const points = Math.floor((n * twice + bottom) / (2 * bottom)) * divide;
    // What is below 0 becomes 0, so it cannot show that this floor moves negative ties upwards.
    const raised = points * Number(points > 0);
    out[i] = (raised - Number(raised > high) * (raised - high)) * Number(n * factor - limit * d >= strict);
  }
}

function proportionAnyMode(
  p: Proportion,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const { by, high, gate } = p;
  const { divide, mode } = p.step;
  const over = p.over * divide;
  for (let i = 0; i < length; i++) {
    const n = numerator[i] as number;
    const d = denominator[i] as number;
    const points = Math.min(high, Math.max(0, Number(roundDiv(n * by, d * over, mode)) * divide));
    out[i] = gate === null || n * gate.factor - gate.limit * d >= gate.strict ? points : 0;
  }
}

/** out = (q x by + add) / over rounded, between `low` and `high`. */
export interface Affine {
  readonly by: number;
  readonly add: number;
  readonly over: number;
  readonly step: Step;
  readonly low: number;
  readonly high: number;
  /** True when allowed figures may lead out of the bounds. */
  readonly needsBounds: boolean;
}

export function affineLoop(p: Affine): QuantityLoop {
  const over = p.over * p.step.divide;
  const halfUp = over === 1 || (p.step.mode === 'half-up' && p.low >= 0);
  const c = Float64Array.of(2 * p.by, 2 * p.add + over, 2 * over, p.step.divide, p.low, p.high);
  if (!halfUp) return (out, quantity, length) => affineAnyMode(p, out, quantity, length);
  if (p.needsBounds && over > 1) return (out, quantity, length) => boundedAffine(c, out, quantity, length);
  if (over > 1) return (out, quantity, length) => plainAffine(c, out, quantity, length);
  const whole = Float64Array.of(p.by, p.add, p.low, p.high);
  if (p.needsBounds) return (out, quantity, length) => boundedWhole(whole, out, quantity, length);
  return (out, quantity, length) => plainWhole(whole, out, quantity, length);
}

function plainWhole(c: Float64Array, out: Int32Array, quantity: Float64Array, length: number): void {
  const by = c[0] as number;
  const add = c[1] as number;
  for (let i = 0; i < length; i++) out[i] = (quantity[i] as number) * by + add;
}

/** Bounds come before the column: what is cut may not fit 32 bits. */
function boundedWhole(c: Float64Array, out: Int32Array, quantity: Float64Array, length: number): void {
  const by = c[0] as number;
  const add = c[1] as number;
  const low = c[2] as number;
  const high = c[3] as number;
  for (let i = 0; i < length; i++) {
    const points = (quantity[i] as number) * by + add;
    const raised = points + Number(points < low) * (low - points);
    out[i] = raised - Number(raised > high) * (raised - high);
  }
}

function plainAffine(c: Float64Array, out: Int32Array, quantity: Float64Array, length: number): void {
  const by = c[0] as number;
  const add = c[1] as number;
  const over = c[2] as number;
  const divide = c[3] as number;
  for (let i = 0; i < length; i++) {
    out[i] = Math.floor(((quantity[i] as number) * by + add) / over) * divide;
  }
}

/** Negative ties go the wrong way in this floor; they end at `low` and do not show. */
function boundedAffine(c: Float64Array, out: Int32Array, quantity: Float64Array, length: number): void {
  const by = c[0] as number;
  const add = c[1] as number;
  const over = c[2] as number;
  const divide = c[3] as number;
  const low = c[4] as number;
  const high = c[5] as number;
  for (let i = 0; i < length; i++) {
    const points = Math.floor(((quantity[i] as number) * by + add) / over) * divide;
    const raised = points + Number(points < low) * (low - points);
    out[i] = raised - Number(raised > high) * (raised - high);
  }
}

function affineAnyMode(p: Affine, out: Int32Array, quantity: Float64Array, length: number): void {
  const { by, add, low, high } = p;
  const { divide, mode } = p.step;
  const over = p.over * divide;
  for (let i = 0; i < length; i++) {
    const points = Number(roundDiv((quantity[i] as number) * by + add, over, mode)) * divide;
    out[i] = Math.min(high, Math.max(low, points));
  }
}

/** Thresholds that one turn of the loop compares with; a rule with more compares the others one by one. */
const FUSED = 4;

/**
 * out = points[number of thresholds reached]; a threshold is reached when n x factor - limit x d >= strict.
 * Limits fall, so whoever reaches one reaches all after it and the number says which step it is.
 */
export interface Thresholds {
  readonly factor: number;
  readonly limits: readonly number[];
  /** 0 = the limit itself reaches the step, 1 = only more than it. */
  readonly strict: readonly number[];
  /** By number of thresholds reached: one entry more than there are limits. */
  readonly points: readonly number[];
}

export function thresholdLoop(p: Thresholds): RatioLoop {
  // A threshold that nobody reaches stands for a missing one: 0 >= 1.
  const four = <T>(values: readonly T[], missing: T): readonly T[] =>
    [0, 1, 2, 3].map((at) => values[at] ?? missing);
  const c = Float64Array.of(p.factor, ...four(p.limits, Infinity), ...four(p.strict, 1));
  const more = p.limits
    .slice(FUSED)
    .map((limit, at) => Float64Array.of(p.factor, limit, p.strict[FUSED + at] ?? 0));
  const points = Int32Array.from(p.points);
  if (more.length === 0) return (out, n, d, length) => setSteps(c, points, out, n, d, length);
  const counts = Int32Array.from(p.points, (_, reached) => reached);
  return (out, n, d, length) => {
    setSteps(c, counts, out, n, d, length);
    for (const one of more) countReached(one, out, n, d, length);
    for (let i = 0; i < length; i++) out[i] = points[out[i] as number] as number;
  };
}

function setSteps(
  c: Float64Array,
  points: Int32Array,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const factor = c[0] as number;
  const l0 = c[1] as number;
  const l1 = c[2] as number;
  const l2 = c[3] as number;
  const l3 = c[4] as number;
  const s0 = c[5] as number;
  const s1 = c[6] as number;
  const s2 = c[7] as number;
  const s3 = c[8] as number;
  for (let i = 0; i < length; i++) {
    const x = (numerator[i] as number) * factor;
    const d = denominator[i] as number;
    const high = Number(x - l0 * d >= s0) + Number(x - l1 * d >= s1);
    const low = Number(x - l2 * d >= s2) + Number(x - l3 * d >= s3);
    out[i] = points[high + low] as number;
  }
}

function countReached(
  c: Float64Array,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const factor = c[0] as number;
  const limit = c[1] as number;
  const strict = c[2] as number;
  for (let i = 0; i < length; i++) {
    const above = (numerator[i] as number) * factor - limit * (denominator[i] as number);
    out[i] = (out[i] as number) + Number(above >= strict);
  }
}

/** out[i] = table[column[from + i]]. */
export function lookUp(
  table: Float64Array,
  out: Int32Array,
  column: Int32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) out[i] = table[column[from + i] as number] as number;
}

/** Proof that (n x by + d x over) x 2 and its like stay exact for all |n| <= n, d <= d. */
export function proportionIsSafe(p: Proportion, n: Int, d: Int): boolean {
  const over = mulInt(mulInt(d, p.over), p.step.divide);
  const top = addInt(mulInt(n, 2 * p.by), over);
  const gate = p.gate === null ? 0 : addInt(mulInt(n, p.gate.factor), mulInt(d, absInt(p.gate.limit)));
  return isSafe(2 * p.by, p.over * p.step.divide, top, mulInt(over, 2), gate, p.high);
}

export function affineIsSafe(p: Affine, q: Int): boolean {
  const top = mulInt(2, addInt(mulInt(q, absInt(p.by)), absInt(p.add)));
  const over = mulInt(p.over, p.step.divide);
  return isSafe(p.by, p.add, mulInt(2, over), addInt(top, over), p.low, p.high);
}

export function thresholdsAreSafe(p: Thresholds, n: Int, d: Int): boolean {
  const limit = p.limits.reduce<Int>((most, value) => maxInt(most, absInt(value)), 0);
  return isSafe(addInt(mulInt(n, p.factor), addInt(mulInt(limit, d), 1)));
}
