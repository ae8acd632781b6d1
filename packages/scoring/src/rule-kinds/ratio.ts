import type { Ratio } from '../criteria-set.ts';
import type { Column } from '../fact-table.ts';
import type { Int } from '../points.ts';
import { cmpInt, maxInt, minInt, mulInt, parseScaled, pow10, subInt } from '../points.ts';
import type { Fraction } from '../fraction.ts';
import { divFraction, formatRatio, scaledFraction } from '../fraction.ts';
import type { ExplanationStep } from '../results.ts';
import { readConstant, readFigure } from './constants.ts';
import type { CompiledQuantity } from './quantity.ts';
import {
  compileQuantity,
  evaluateQuantity,
  factorOf,
  gatherQuantity,
  largest,
  quantityText,
  rescaleQuantity,
} from './quantity.ts';
import type { Chunk, FiguresFault, RuleScope, Values } from './rule-kind.ts';

/** A ratio as two whole numbers on one scale; its value is n / d and is never divided out. */
export interface CompiledRatio {
  readonly numerator: CompiledQuantity;
  readonly denominator: CompiledQuantity;
  readonly outside: Ratio['outside'];
  readonly whenZero: 'zero' | 'full-points' | 'not-applicable' | 'no-data';
  /** Figure / divideBy in place of a zero denominator: n / (f / q) = n x byNumerator / (f x byFigure). */
  readonly fallback: RatioFallback | null;
  readonly canBeUndefined: boolean;
  /** Figures worth changing to win points, the best first. */
  readonly levers: readonly Lever[];
}

/** How n and d move when a figure grows by one. */
export interface Lever {
  readonly figure: number;
  readonly byN: Int;
  readonly byD: Int;
}
interface RatioFallback {
  readonly key: string;
  readonly figure: number;
  readonly decimals: number;
  readonly divideBy: string;
  readonly by: Fraction;
  readonly byNumerator: Int;
  readonly byFigure: Int;
  readonly high: Int;
}

export function compileRatio(ratio: Ratio, scope: RuleScope): CompiledRatio | null {
  const top = compileQuantity(ratio.numerator, scope);
  const bottom = compileQuantity(ratio.denominator, scope);
  const zero = ratio.zeroDenominator;
  const fallback = zero.then === 'use' ? compileFallback(zero.figure, zero.divideBy, scope) : undefined;
  if (top === null || bottom === null || fallback === null) return null;
  if (bottom.high <= 0) {
    scope.problem('ratio-negative');
    return null;
  }
  const decimals = Math.max(top.decimals, bottom.decimals);
  const scaled = fallback && scaleFallback(fallback, decimals, scope);
  const numerator = rescaleQuantity(top, decimals);
  const denominator = rescaleQuantity(bottom, decimals);
  return {
    numerator,
    denominator,
    levers: leversOf(numerator, denominator),
    outside: ratio.outside,
    whenZero: zero.then === 'use' ? zero.else : zero.then,
    fallback: scaled ?? null,
    canBeUndefined: bottom.low <= 0,
  };
}

/** Those that stand in the numerator alone change what was done, not how much there was to do: they come first. */
function leversOf(numerator: CompiledQuantity, denominator: CompiledQuantity): readonly Lever[] {
  const figures = [...new Set(numerator.terms.map((term) => term.figure))];
  const levers = figures.map((figure) => ({
    figure,
    byN: factorOf(numerator, figure),
    byD: factorOf(denominator, figure),
  }));
  const alone = levers.filter((lever) => lever.byD === 0);
  return alone.length > 0 ? alone : levers;
}

function compileFallback(
  key: string,
  divideBy: string,
  scope: RuleScope,
): { key: string; figure: number; divideBy: string; by: Fraction } | null {
  const figure = readFigure(key, ['integer', 'decimal'], scope);
  const by = readConstant(divideBy, 'divideBy', scope);
  if (figure === null || by === null) return null;
  if (by.n <= 0 || (scope.slots[figure]?.min ?? 0) < 0) {
    scope.problem('zero-denominator-not-positive', { figure: key, divideBy });
    return null;
  }
  return { key, figure, divideBy, by };
}

function scaleFallback(
  fallback: { key: string; figure: number; divideBy: string; by: Fraction },
  decimals: number,
  scope: RuleScope,
): RatioFallback {
  const slot = scope.slots[fallback.figure];
  // n / 10^k : (f / 10^j) / (bn / bd)  =  n x bn x 10^j : f x bd x 10^k
  const byNumerator = mulInt(fallback.by.n, pow10(slot?.decimals ?? 0));
  const byFigure = mulInt(fallback.by.d, pow10(decimals));
  return { ...fallback, decimals: slot?.decimals ?? 0, byNumerator, byFigure, high: slot?.max ?? 0 };
}

export interface EffectiveRatio {
  readonly n: Int;
  readonly d: Int;
  /** n before it was cut to 0..100 %. */
  readonly raw: Int;
  /** True when the fallback stood in for the denominator. */
  readonly replaced: boolean;
}

/** The ratio that counts, clamped where the rule says so; null when there is no denominator. */
export function effectiveRatio(ratio: CompiledRatio, values: Values): EffectiveRatio | null {
  const raw = rawRatio(ratio, values);
  if (raw === null || ratio.outside !== 'clamp') return raw;
  if (raw.n >= 0 && cmpInt(raw.n, raw.d) <= 0) return raw;
  return { n: maxInt(0, minInt(raw.n, raw.d)), d: raw.d, raw: raw.n, replaced: raw.replaced };
}

function rawRatio(ratio: CompiledRatio, values: Values): EffectiveRatio | null {
  const n = evaluateQuantity(ratio.numerator, values);
  const d = evaluateQuantity(ratio.denominator, values);
  if (d !== 0) return { n, d, raw: n, replaced: false };
  const figure = ratio.fallback === null ? 0 : (values[ratio.fallback.figure] ?? 0);
  if (ratio.fallback === null || figure === 0) return null;
  const scaled = mulInt(n, ratio.fallback.byNumerator);
  return { n: scaled, d: mulInt(figure, ratio.fallback.byFigure), raw: scaled, replaced: true };
}

/** A negative denominator never makes sense; a ratio outside 0..100 % only where the rule rejects it. */
export function checkRatio(ratio: CompiledRatio, values: Values): FiguresFault {
  if (evaluateQuantity(ratio.denominator, values) < 0) return 'ratio-out-of-range';
  if (ratio.outside !== 'reject') return null;
  const raw = rawRatio(ratio, values);
  if (raw === null) return evaluateQuantity(ratio.numerator, values) === 0 ? null : 'ratio-out-of-range';
  return raw.n >= 0 && cmpInt(raw.n, raw.d) <= 0 ? null : 'ratio-out-of-range';
}

/** True when no allowed figures can make `checkRatio` find a fault. */
export function neverFaulty(ratio: CompiledRatio): boolean {
  return ratio.denominator.low >= 0 && ratio.outside !== 'reject';
}

/** Bounds of |n| and d over all allowed figures, for the proof of range. */
export function ratioBounds(ratio: CompiledRatio): { n: Int; d: Int } {
  const n = largest(ratio.numerator);
  const d = largest(ratio.denominator);
  if (ratio.fallback === null) return { n, d };
  return {
    n: maxInt(n, mulInt(n, ratio.fallback.byNumerator)),
    d: maxInt(d, mulInt(ratio.fallback.high, ratio.fallback.byFigure)),
  };
}

/**
 * Writes n and d of a chunk; where there is no denominator, 0 / 1 and the undefined flag. Ratios outside 0..100 %
 * are not cut here: limits above 0 and a loop with bounds come to the same points.
 */
export function gatherRatio(
  ratio: CompiledRatio,
  chunk: Chunk,
  columns: readonly Column[],
  from: number,
  length: number,
): void {
  gatherQuantity(ratio.numerator, chunk.numerator, columns, from, length);
  gatherQuantity(ratio.denominator, chunk.denominator, columns, from, length);
  if (ratio.canBeUndefined && hasZero(ratio, chunk, columns, from, length)) {
    replaceZeros(ratio, chunk, columns, from, length);
  }
}

/** Most chunks have no zero denominator; the runtime tells so faster than a loop. */
function hasZero(
  { denominator }: CompiledRatio,
  chunk: Chunk,
  columns: readonly Column[],
  from: number,
  length: number,
): boolean {
  const term = denominator.terms[0];
  const column = denominator.terms.length === 1 && term !== undefined ? columns[term.figure] : undefined;
  const values =
    column instanceof Int32Array
      ? column.subarray(from, from + length)
      : chunk.denominator.subarray(0, length);
  return values.indexOf(0) >= 0;
}

function replaceZeros(
  ratio: CompiledRatio,
  chunk: Chunk,
  columns: readonly Column[],
  from: number,
  length: number,
): void {
  const { numerator, denominator, undefined: flags } = chunk;
  const fallback = ratio.fallback;
  const column = fallback === null ? undefined : columns[fallback.figure];
  for (let i = 0; i < length; i++) {
    if (denominator[i] !== 0) continue;
    const figure = column === undefined ? 0 : Number(column[from + i]);
    if (fallback === null || figure === 0) {
      flags[i] = 1;
      chunk.anyUndefined = true;
      numerator[i] = 0;
      denominator[i] = 1;
    } else {
      numerator[i] = (numerator[i] as number) * Number(fallback.byNumerator);
      denominator[i] = figure * Number(fallback.byFigure);
    }
  }
}

/** Cuts ratios to 0..100 %, for rules in which a ratio below 0 would show. */
export function clampRatios(numerator: Float64Array, denominator: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const n = numerator[i] as number;
    const d = denominator[i] as number;
    numerator[i] = n < 0 ? 0 : n > d ? d : n;
  }
}

/** The steps that lead to the ratio, as they are explained. */
export function explainRatio(
  ratio: CompiledRatio,
  values: Values,
  effective: EffectiveRatio,
): ExplanationStep[] {
  const { raw, d, replaced } = effective;
  if (replaced && ratio.fallback !== null) return explainReplaced(ratio, ratio.fallback, values, effective);
  const numerator = quantityText(ratio.numerator, raw);
  const denominator = quantityText(ratio.denominator, d);
  const steps: ExplanationStep[] = [{ op: 'ratio', numerator, denominator, value: `${raw}/${d}` }];
  if (raw !== effective.n) steps.push(cutStep(raw));
  return steps;
}

function explainReplaced(
  ratio: CompiledRatio,
  fallback: RatioFallback,
  values: Values,
  { raw, n, d }: EffectiveRatio,
): ExplanationStep[] {
  const numerator = quantityText(ratio.numerator, evaluateQuantity(ratio.numerator, values));
  const denominator = fallbackText(fallback, values);
  const steps: ExplanationStep[] = [
    { op: 'replace-denominator', figure: fallback.key, divideBy: fallback.divideBy, value: denominator },
    { op: 'ratio', numerator, denominator, value: `${raw}/${d}` },
  ];
  if (raw !== n) steps.push(cutStep(raw));
  return steps;
}

/** A ratio cut to 0 or to 100 %. */
function cutStep(raw: Int): ExplanationStep {
  const value = raw < 0 ? '0' : '1';
  return { op: raw < 0 ? 'floor' : 'cap', limit: value, value };
}

function fallbackText(fallback: RatioFallback, values: Values): string {
  return formatRatio(
    divFraction(scaledFraction(values[fallback.figure] ?? 0, fallback.decimals), fallback.by),
  );
}

/** (n x 100 x 10^k) and limit: a percentage as a factor for cross multiplication. */
export function percentFactor(decimals: number): Int {
  return mulInt(100, pow10(decimals));
}

/** A percentage in whole numbers of 10^-decimals percent. */
export function percentLimit(limit: string, decimals: number): Int {
  return parseScaled(limit, decimals) ?? 0;
}

/** Sign of n/d - limit %. */
export function compareWithPercent(n: Int, d: Int, limit: Int, factor: Int): -1 | 0 | 1 {
  return cmpInt(mulInt(n, factor), mulInt(limit, d));
}

/** 100 % - ratio. */
export function complementOf(n: Int, d: Int): Int {
  return subInt(d, n);
}
