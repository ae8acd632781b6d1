import type { Decimal, Rounding, RoundingMode } from './criteria-set.ts';

/**
 * Exact whole numbers: a plain number while it is a safe integer, a bigint beyond. The form is canonical
 * (never a bigint that would fit), so the common path costs ordinary arithmetic and large money stays exact.
 */
export type Int = number | bigint;

const MAX = Number.MAX_SAFE_INTEGER;
const MAX_BIG = BigInt(MAX);

/** Longest decimal text read; longer is not a figure anybody declared and would only cost time. */
export const LONGEST_DECIMAL = 64;

/** The canonical form of a bigint. */
export function intOf(value: bigint): Int {
  return value <= MAX_BIG && value >= -MAX_BIG ? Number(value) : value;
}

export function addInt(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= MAX && sum >= -MAX) return sum;
  }
  return intOf(BigInt(a) + BigInt(b));
}

export function subInt(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference <= MAX && difference >= -MAX) return difference;
  }
  return intOf(BigInt(a) - BigInt(b));
}

export function mulInt(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    // "+ 0" turns -0 into 0, which would otherwise print and compare as something else under Object.is.
    const product = a * b + 0;
    if (product <= MAX && product >= -MAX) return product;
  }
  return intOf(BigInt(a) * BigInt(b));
}

/** True when the product of two safe integers is one itself. */
export function isSafeProduct(a: number, b: number): boolean {
  return Number.isSafeInteger(a * b);
}

export function negInt(a: Int): Int {
  return typeof a === 'number' ? 0 - a : intOf(-a);
}

export function absInt(a: Int): Int {
  return a < 0 ? negInt(a) : a;
}

/** -1, 0 or 1. Mixed comparison of number and bigint is exact in the language. */
export function cmpInt(a: Int, b: Int): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function minInt(a: Int, b: Int): Int {
  return a < b ? a : b;
}

export function maxInt(a: Int, b: Int): Int {
  return a > b ? a : b;
}

const POWERS: readonly Int[] = Array.from({ length: 80 }, (_, k) => intOf(10n ** BigInt(k)));

/** 10 to the power of `exponent` (0..79). */
export function pow10(exponent: number): Int {
  const power = POWERS[exponent];
  if (power === undefined) throw new RangeError(`pow10(${exponent})`);
  return power;
}

/** Largest whole number not above numerator / denominator; the denominator is positive. */
export function floorDiv(numerator: Int, denominator: Int): Int {
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    // The quotient of two safe integers, rounded to a double, never crosses the integer above it.
    return Math.floor(numerator / denominator) + 0;
  }
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  const q = n / d;
  return intOf(n % d < 0n ? q - 1n : q);
}

/** Smallest whole number not below numerator / denominator; the denominator is positive. */
export function ceilDiv(numerator: Int, denominator: Int): Int {
  return negInt(floorDiv(negInt(numerator), denominator));
}

/**
 * numerator / denominator to a whole number. Every mode is symmetric about zero: `half-up` moves ties away
 * from zero, `half-even` to the even neighbour, `down` cuts towards zero, `up` away from it.
 */
export function roundDiv(numerator: Int, denominator: Int, mode: RoundingMode): Int {
  if (numerator < 0) return negInt(roundDiv(negInt(numerator), denominator, mode));
  const quotient = floorDiv(numerator, denominator);
  const rest = subInt(numerator, mulInt(quotient, denominator));
  return roundsAway(quotient, rest, denominator, mode) ? addInt(quotient, 1) : quotient;
}

function roundsAway(quotient: Int, rest: Int, denominator: Int, mode: RoundingMode): boolean {
  if (rest === 0 || mode === 'down') return false;
  if (mode === 'up') return true;
  const half = cmpInt(rest, subInt(denominator, rest));
  if (half !== 0) return half > 0;
  return mode === 'half-up' || !isEven(quotient);
}

function isEven(value: Int): boolean {
  return typeof value === 'number' ? value % 2 === 0 : value % 2n === 0n;
}

export function gcdInt(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    let x = Math.abs(a);
    let y = Math.abs(b);
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let x = BigInt(absInt(a));
  let y = BigInt(absInt(b));
  while (y !== 0n) [x, y] = [y, x % y];
  return intOf(x);
}

/** A decimal text taken apart: `digits` / 10^decimals. */
export interface ExactDecimal {
  readonly digits: Int;
  readonly decimals: number;
}

/** Reads exact decimal text ("-12.50"); null for anything else: commas, exponents, spaces, empty text. */
export function parseDecimal(text: string): ExactDecimal | null {
  if (text.length === 0 || text.length > LONGEST_DECIMAL) return null;
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  let point = -1;
  let digits = 0;
  const start = at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else if (code === 46 && point < 0 && at > start) point = at;
    else return null;
  }
  if (at === start || point === text.length - 1) return null;
  const decimals = point < 0 ? 0 : text.length - 1 - point;
  if (digits > MAX) return { digits: intOf(BigInt(text.replace('.', ''))), decimals };
  return { digits: start === 1 ? 0 - digits : digits, decimals };
}

/** The number of decimals a text needs once trailing zeros are dropped; null when it is not a decimal. */
export function decimalsOf(text: string): number | null {
  const parsed = parseDecimal(text);
  if (parsed === null) return null;
  const point = text.indexOf('.');
  if (point < 0) return 0;
  let end = text.length;
  while (end > point + 1 && text.charCodeAt(end - 1) === 48) end--;
  return end - 1 - point;
}

/** The text as a whole number of 10^-decimals; null when it is no decimal or needs more decimals. */
export function parseScaled(text: string, decimals: number): Int | null {
  const parsed = parseDecimal(text);
  if (parsed === null) return null;
  if (parsed.decimals <= decimals) return mulInt(parsed.digits, pow10(decimals - parsed.decimals));
  const excess = pow10(parsed.decimals - decimals);
  const quotient = floorDiv(parsed.digits, excess);
  return mulInt(quotient, excess) === parsed.digits ? quotient : null;
}

/** digits / 10^decimals with exactly that many decimals: formatFixed(8550, 2) = "85.50". */
export function formatFixed(digits: Int, decimals: number): Decimal {
  if (decimals === 0) return String(digits);
  const text = String(absInt(digits)).padStart(decimals + 1, '0');
  const cut = text.length - decimals;
  return `${digits < 0 ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`;
}

/** digits / 10^decimals as the shortest exact decimal: formatScaled(8550, 2) = "85.5". */
export function formatScaled(digits: Int, decimals: number): Decimal {
  if (decimals === 0) return String(digits);
  if (typeof digits !== 'number' || digits < 0 || digits >= REMEMBERED) return shorten(digits, decimals);
  const texts = (TEXTS[decimals] ??= []);
  return (texts[digits] ??= shorten(digits, decimals));
}

/** Points and maxima take few values; their texts are made once per process. */
const REMEMBERED = 20_000;
const TEXTS: string[][] = [];

function shorten(digits: Int, decimals: number): Decimal {
  const text = formatFixed(digits, decimals);
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end--;
  return text.slice(0, text.charCodeAt(end - 1) === 46 ? end - 1 : end);
}

/** Shortest exact text, or exactly `decimals` decimals when given (which must be enough to be exact). */
export function formatDecimal(value: ExactDecimal, decimals?: number): Decimal {
  if (decimals === undefined) return formatScaled(value.digits, value.decimals);
  return formatFixed(
    mulInt(value.digits, pow10(Math.max(0, decimals - value.decimals))),
    Math.max(decimals, value.decimals),
  );
}

function onOneScale(a: Decimal, b: Decimal): { a: Int; b: Int; decimals: number } {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  if (left === null || right === null) throw new RangeError(`not a decimal: ${left === null ? a : b}`);
  const decimals = Math.max(left.decimals, right.decimals);
  return {
    a: mulInt(left.digits, pow10(decimals - left.decimals)),
    b: mulInt(right.digits, pow10(decimals - right.decimals)),
    decimals,
  };
}

/** -1, 0 or 1. Throws RangeError when a text is no decimal: parse at the edge first. */
export function compareDecimal(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scaled = onOneScale(a, b);
  return cmpInt(scaled.a, scaled.b);
}

/** Exact sum. Throws RangeError when a text is no decimal. */
export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const scaled = onOneScale(a, b);
  return formatScaled(addInt(scaled.a, scaled.b), scaled.decimals);
}

/** Exact difference. Throws RangeError when a text is no decimal. */
export function subtractDecimal(a: Decimal, b: Decimal): Decimal {
  const scaled = onOneScale(a, b);
  return formatScaled(subInt(scaled.a, scaled.b), scaled.decimals);
}

/** Rounded text with exactly `rounding.decimals` decimals. Throws RangeError when the text is no decimal. */
export function roundDecimal(text: Decimal, rounding: Rounding): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a decimal: ${text}`);
  const digits = roundDiv(
    mulInt(value.digits, pow10(rounding.decimals)),
    pow10(value.decimals),
    rounding.mode,
  );
  return formatFixed(digits, rounding.decimals);
}
