/**
 * The fixed loops of the engine. Each reads chunk-sized Float64Arrays that hold whole numbers; the caller has proved every intermediate value below 2^53, so each comparison and each floor of a quotient is exact.
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

/** out = n x by / (d x over) rounded, between 0 and `high`; 0 where n / d stays below the gate. */
export interface Proportion {
  readonly by: number;
  readonly over: number;
  readonly step: Step;
  readonly high: number;
  /** Points only where n x gateFactor - gateLimit x d >= gateStrict. */
  readonly gateFactor: number;
  readonly gateLimit: number;
  readonly gateStrict: number;
}

export function proportionKernel(
  p: Proportion,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  if (p.step.mode !== 'half-up') return proportionKernelAnyMode(p, out, numerator, denominator, length);
  const { by, high, gateFactor, gateLimit, gateStrict } = p;
  const { divide } = p.step;
  const over = p.over * divide;
  const twice = 2 * by;
  for (let i = 0; i < length; i++) {
    const n = numerator[i] as number;
    const d = denominator[i] as number;
    const bottom = d * over;
    const points = Math.floor((n * twice + bottom) / (2 * bottom)) * divide;
    // Comparisons as numbers: figures decide them at random, and a branch would be mispredicted half of the time.
    // A quotient below 0 gives 0, so it cannot show that this floor moves negative ties upwards.
    const capped = points - Number(points > high) * (points - high);
    out[i] = capped * (Number(points > 0) * Number(n * gateFactor - gateLimit * d >= gateStrict));
  }
}

function proportionKernelAnyMode(
  p: Proportion,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const { by, high, gateFactor, gateLimit, gateStrict } = p;
  const { divide, mode } = p.step;
  const over = p.over * divide;
  for (let i = 0; i < length; i++) {
    const n = numerator[i] as number;
    const d = denominator[i] as number;
    const points = Number(roundDiv(n * by, d * over, mode)) * divide;
    const passes = points > 0 && n * gateFactor - gateLimit * d >= gateStrict;
    out[i] = passes ? Math.min(points, high) : 0;
  }
}

/** out = clamp((q x by + add) / over) rounded. */
export interface Affine {
  readonly by: number;
  readonly add: number;
  readonly over: number;
  readonly step: Step;
  readonly low: number;
  readonly high: number;
}

export function affineKernel(p: Affine, out: Int32Array, quantity: Float64Array, length: number): void {
  const { by, add, low, high } = p;
  const { divide, mode } = p.step;
  const over = p.over * divide;
  if (over === 1) {
    for (let i = 0; i < length; i++) {
      const points = (quantity[i] as number) * by + add;
      const raised = points + Number(points < low) * (low - points);
      out[i] = raised - Number(raised > high) * (raised - high);
    }
  } else if (mode === 'half-up' && low >= 0) {
    for (let i = 0; i < length; i++) {
      const points = Math.floor((2 * ((quantity[i] as number) * by + add) + over) / (2 * over)) * divide;
      const raised = points + Number(points < low) * (low - points);
      out[i] = raised - Number(raised > high) * (raised - high);
    }
  } else {
    for (let i = 0; i < length; i++) {
      const points = Number(roundDiv((quantity[i] as number) * by + add, over, mode)) * divide;
      out[i] = Math.min(high, Math.max(low, points));
    }
  }
}

/** Most thresholds a fused loop takes; a rule with more runs the loop again on what is left. */
export const FUSED = 4;

/** out = base + sum of the gains of all reached thresholds; threshold: n x factor - limit x d >= strict. */
export interface Thresholds {
  readonly base: number;
  readonly factor: number;
  /** Padded with gains of 0 to a multiple of FUSED. */
  readonly limits: readonly number[];
  /** 0 = the limit itself reaches the step, 1 = only more than it. */
  readonly strict: readonly number[];
  readonly gains: readonly number[];
}

export function thresholdKernel(
  p: Thresholds,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  addThresholds(p, 0, p.base, out, numerator, denominator, length);
  for (let at = FUSED; at < p.limits.length; at += FUSED) {
    addThresholds(p, at, 0, out, numerator, denominator, length);
  }
}

function addThresholds(
  p: Thresholds,
  at: number,
  base: number,
  out: Int32Array,
  numerator: Float64Array,
  denominator: Float64Array,
  length: number,
): void {
  const factor = p.factor;
  const keep = at === 0 ? 0 : 1;
  const l0 = p.limits[at] as number;
  const l1 = p.limits[at + 1] as number;
  const l2 = p.limits[at + 2] as number;
  const l3 = p.limits[at + 3] as number;
  const s0 = p.strict[at] as number;
  const s1 = p.strict[at + 1] as number;
  const s2 = p.strict[at + 2] as number;
  const s3 = p.strict[at + 3] as number;
  const g0 = p.gains[at] as number;
  const g1 = p.gains[at + 1] as number;
  const g2 = p.gains[at + 2] as number;
  const g3 = p.gains[at + 3] as number;
  for (let i = 0; i < length; i++) {
    const x = (numerator[i] as number) * factor;
    const d = denominator[i] as number;
    // Numbers instead of branches: which step a unit reaches is as good as random.
    const first = Number(x - l0 * d >= s0) * g0 + Number(x - l1 * d >= s1) * g1;
    const second = Number(x - l2 * d >= s2) * g2 + Number(x - l3 * d >= s3) * g3;
    out[i] = (out[i] as number) * keep + base + first + second;
  }
}

export function padThresholds(p: Thresholds): Thresholds {
  const missing = p.limits.length === 0 ? FUSED : (FUSED - (p.limits.length % FUSED)) % FUSED;
  const pad = new Array<number>(missing).fill(0);
  return { ...p, limits: [...p.limits, ...pad], strict: [...p.strict, ...pad], gains: [...p.gains, ...pad] };
}

/** out[i] = table[column[from + i]]. */
export function lookupKernel(
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
  const top = addInt(mulInt(n, 2 * p.by), mulInt(mulInt(d, p.over), p.step.divide));
  const bottom = mulInt(mulInt(mulInt(d, p.over), p.step.divide), 2);
  const gate = addInt(mulInt(n, p.gateFactor), mulInt(d, absInt(p.gateLimit)));
  return isSafe(2 * p.by, p.over * p.step.divide, top, bottom, gate, p.high);
}

export function affineIsSafe(p: Affine, q: Int): boolean {
  const top = mulInt(2, addInt(mulInt(q, absInt(p.by)), absInt(p.add)));
  const over = mulInt(p.over, p.step.divide);
  return isSafe(p.by, p.add, mulInt(2, over), addInt(top, over), p.low, p.high);
}

export function thresholdsAreSafe(p: Thresholds, n: Int, d: Int): boolean {
  const limit = p.limits.reduce<Int>((most, value) => maxInt(most, absInt(value)), 0);
  return isSafe(addInt(mulInt(n, p.factor), addInt(mulInt(limit, d), 1)), ...p.gains, p.base);
}
