import type { Decimal, Rounding } from './criteria-set.ts';
import type { Int } from './points.ts';
import {
  addInt,
  cmpInt,
  formatFixed,
  formatScaled,
  gcdInt,
  intOf,
  maxInt,
  mulInt,
  negInt,
  parseDecimal,
  pow10,
  roundDiv,
  subInt,
} from './points.ts';

/** An exact ratio n / d with d > 0, not necessarily reduced. */
export interface Fraction {
  readonly n: Int;
  readonly d: Int;
}

export const ZERO: Fraction = { n: 0, d: 1 };
export const ONE: Fraction = { n: 1, d: 1 };

export function fraction(n: Int, d: Int): Fraction {
  return d < 0 ? { n: negInt(n), d: negInt(d) } : { n, d };
}

export function wholeFraction(n: Int): Fraction {
  return { n, d: 1 };
}

/** digits / 10^decimals. */
export function scaledFraction(digits: Int, decimals: number): Fraction {
  return { n: digits, d: pow10(decimals) };
}

/** Denominators past the safe range are reduced at once, so long sums stay small. */
function settle(n: Int, d: Int): Fraction {
  if (typeof n === 'number' && typeof d === 'number') return { n, d };
  return reduceFraction({ n, d });
}

export function reduceFraction(value: Fraction): Fraction {
  const divisor = gcdInt(value.n, value.d);
  if (divisor === 1 || divisor === 0) return value.n === 0 ? ZERO : value;
  if (typeof value.n === 'number' && typeof value.d === 'number' && typeof divisor === 'number') {
    return { n: value.n / divisor, d: value.d / divisor };
  }
  const by = BigInt(divisor);
  return { n: intOf(BigInt(value.n) / by), d: intOf(BigInt(value.d) / by) };
}

export function addFraction(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return settle(addInt(a.n, b.n), a.d);
  return settle(addInt(mulInt(a.n, b.d), mulInt(b.n, a.d)), mulInt(a.d, b.d));
}

export function subFraction(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return settle(subInt(a.n, b.n), a.d);
  return settle(subInt(mulInt(a.n, b.d), mulInt(b.n, a.d)), mulInt(a.d, b.d));
}

export function mulFraction(a: Fraction, b: Fraction): Fraction {
  return settle(mulInt(a.n, b.n), mulInt(a.d, b.d));
}

/** a / b; the caller has made sure that b is not zero. */
export function divFraction(a: Fraction, b: Fraction): Fraction {
  const quotient = fraction(mulInt(a.n, b.d), mulInt(a.d, b.n));
  return settle(quotient.n, quotient.d);
}

export function cmpFraction(a: Fraction, b: Fraction): -1 | 0 | 1 {
  if (a.d === b.d) return cmpInt(a.n, b.n);
  return cmpInt(mulInt(a.n, b.d), mulInt(b.n, a.d));
}

export function minFraction(a: Fraction, b: Fraction): Fraction {
  return cmpFraction(a, b) <= 0 ? a : b;
}

export function maxFraction(a: Fraction, b: Fraction): Fraction {
  return cmpFraction(a, b) >= 0 ? a : b;
}

/** The value as a whole number of 10^-decimals, rounded; exact when it already is one. */
export function roundToScale(value: Fraction, decimals: number, mode: Rounding['mode']): Int {
  return roundDiv(mulInt(value.n, pow10(decimals)), value.d, mode);
}

/** One rounding point; null = not rounded there. */
export function roundFraction(value: Fraction, rounding: Rounding | null): Fraction {
  if (rounding === null) return value;
  return scaledFraction(roundToScale(value, rounding.decimals, rounding.mode), rounding.decimals);
}

/** Printed text with exactly `rounding.decimals` decimals. */
export function printFraction(value: Fraction, rounding: Rounding): Decimal {
  return formatFixed(roundToScale(value, rounding.decimals, rounding.mode), rounding.decimals);
}

/** Shortest exact text: a decimal when finite ("85.5"), else the reduced ratio ("250/3"). */
export function formatRatio(value: Fraction): string {
  if (value.d === 1) return String(value.n);
  const decimals = typeof value.d === 'number' ? (SCALES.get(value.d) ?? null) : null;
  if (decimals !== null) return formatScaled(value.n, decimals);
  const reduced = reduceFraction(value);
  const needed = finiteDecimals(reduced.d);
  if (needed === null) return `${reduced.n}/${reduced.d}`;
  return formatScaled(roundToScale(reduced, needed, 'down'), needed);
}

/** Denominators that stand for a number of decimals: what points nearly always have. */
const SCALES: ReadonlyMap<number, number> = new Map(
  [1, 2, 3, 4, 5, 6].map((decimals) => [10 ** decimals, decimals]),
);

/**
 * An exact text at little cost, for the steps between figures and points: "a/b" is not reduced and may stand for a
 * finite decimal.
 */
export function stepText(value: Fraction): string {
  if (value.d === 1) return String(value.n);
  const decimals = typeof value.d === 'number' ? (SCALES.get(value.d) ?? null) : null;
  return decimals === null ? `${value.n}/${value.d}` : formatScaled(value.n, decimals);
}

/** Decimals needed by 1/d for a reduced denominator; null when d has another prime factor than 2 and 5. */
function finiteDecimals(d: Int): number | null {
  const twos = countFactor(d, 2);
  const fives = countFactor(twos.rest, 5);
  if (fives.rest !== 1) return null;
  const decimals = Number(maxInt(twos.count, fives.count));
  return decimals > 30 ? null : decimals;
}

function countFactor(value: Int, factor: number): { count: number; rest: Int } {
  let count = 0;
  if (typeof value === 'number') {
    let rest = value;
    for (; rest !== 0 && rest % factor === 0; rest /= factor) count++;
    return { count, rest };
  }
  let rest = value;
  for (const by = BigInt(factor); rest % by === 0n; rest /= by) count++;
  return { count, rest: intOf(rest) };
}

const RATIO = /^(-?\d{1,2000})\/(\d{1,2000})$/;

/** Reads "85.5" or "250/3"; null for anything else and for a zero denominator. */
export function parseRatio(text: string): Fraction | null {
  const decimal = parseDecimal(text);
  if (decimal !== null) return scaledFraction(decimal.digits, decimal.decimals);
  const parts = RATIO.exec(text);
  if (parts === null) return null;
  const d = intOf(BigInt(parts[2] ?? '0'));
  return d === 0 ? null : { n: intOf(BigInt(parts[1] ?? '0')), d };
}

/** Compares two exact texts (decimal or ratio). Throws RangeError when one is neither. */
export function compareRatio(a: string, b: string): -1 | 0 | 1 {
  return cmpFraction(requireRatio(a), requireRatio(b));
}

/** Rounds an exact text (decimal or ratio) for printing. Throws RangeError when it is neither. */
export function roundRatio(text: string, rounding: Rounding): Decimal {
  return printFraction(requireRatio(text), rounding);
}

export function requireRatio(text: string): Fraction {
  const value = parseRatio(text);
  if (value === null) throw new RangeError(`neither a decimal nor a ratio: ${text}`);
  return value;
}

/** Exact sum of two exact texts (decimals or ratios). Throws RangeError when one is neither. */
export function addRatio(a: string, b: string): string {
  return formatRatio(addFraction(requireRatio(a), requireRatio(b)));
}

/** Exact difference of two exact texts. Throws RangeError when one is neither. */
export function subtractRatio(a: string, b: string): string {
  return formatRatio(subFraction(requireRatio(a), requireRatio(b)));
}

/** Exact quotient a / b of two exact texts; null when b is zero. Throws RangeError when one is neither. */
export function ratioOf(a: string, b: string): string | null {
  const divisor = requireRatio(b);
  return divisor.n === 0 ? null : formatRatio(divFraction(requireRatio(a), divisor));
}
