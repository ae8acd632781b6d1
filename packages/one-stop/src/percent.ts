/** n / d rounded to a whole number, both not negative, d > 0. */
function roundDiv(n: bigint, d: bigint, tiesUp: boolean): bigint {
  const [whole, twice] = [n / d, (n % d) * 2n];
  return twice > d || (twice === d && tiesUp) ? whole + 1n : whole;
}

/** Decimals of a printed percentage. */
export const PERCENT_DECIMALS = 2;

/**
 * numerator / denominator in percent as exact text with two decimals, rounded half-up (by size, for a negative value) or
 * half-down. Both are whole numbers, the denominator is more than 0.
 */
export function percentText(numerator: number, denominator: number, ties: 'up' | 'down' = 'up'): string {
  const scale = 10n ** BigInt(PERCENT_DECIMALS);
  const size = BigInt(Math.abs(numerator)) * 100n * scale;
  const hundredths = roundDiv(size, BigInt(denominator), ties === 'up');
  const text = hundredths.toString().padStart(PERCENT_DECIMALS + 1, '0');
  const sign = numerator < 0 && hundredths > 0n ? '-' : '';
  return `${sign}${text.slice(0, -PERCENT_DECIMALS)}.${text.slice(-PERCENT_DECIMALS)}`;
}
