import type { Rounding } from '@parix/scoring';

interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** Decimals carried in the first attempt; far more than any printing needs. */
const GUARD = 40n;

/**
 * Mean of exact values ("85.5" or "250/3"), rounded once. The sum is bounded from both sides first, because exact
 * denominators of many units multiply up; only when the bounds round differently is the sum made exactly.
 */
export function printedMean(values: readonly string[], rounding: Rounding): string | null {
  if (values.length === 0) return null;
  const ratios = values.map(ratioOf);
  const scale = 10n ** (GUARD + BigInt(rounding.decimals));
  const low = ratios.reduce((sum, { n, d }) => sum + floorDivide(n * scale, d), 0n);
  const count = BigInt(values.length);
  if (ratios.every(({ n, d }) => (n * scale) % d === 0n))
    return rounded({ n: low, d: count * scale }, rounding);
  const bounds = [low, low + count].map((sum) => rounded({ n: sum, d: count * scale }, rounding));
  if (bounds[0] === bounds[1]) return bounds[0] ?? null;
  const exact = ratios.reduce((sum, { n, d }) => ({ n: sum.n * d + n * sum.d, d: sum.d * d }), {
    n: 0n,
    d: 1n,
  });
  return rounded({ n: exact.n, d: exact.d * count }, rounding);
}

function ratioOf(text: string): Ratio {
  const [left = '0', right] = text.split('/');
  if (right !== undefined) return { n: BigInt(left), d: BigInt(right) };
  const [whole = '0', fraction = ''] = left.split('.');
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length) };
}

function floorDivide(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d !== 0n && n < 0n !== d < 0n ? quotient - 1n : quotient;
}

function rounded({ n, d }: Ratio, { decimals, mode }: Rounding): string {
  const negative = n < 0n;
  const scaled = (negative ? -n : n) * 10n ** BigInt(decimals);
  const quotient = scaled / d;
  const rest = scaled % d;
  const up = roundsUp(quotient, rest, d, mode);
  const digits = (quotient + (up ? 1n : 0n)).toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

function roundsUp(quotient: bigint, rest: bigint, d: bigint, mode: Rounding['mode']): boolean {
  if (mode === 'down' || rest === 0n) return false;
  if (mode === 'up') return true;
  if (rest * 2n !== d) return rest * 2n > d;
  return mode === 'half-up' || quotient % 2n === 1n;
}
