import type { Decimal } from '@parix/scoring';

/** Order of two exact decimal texts: negative, zero or positive. */
export function compareText(a: Decimal, b: Decimal): number {
  const decimals = Math.max(fractionOf(a).length, fractionOf(b).length);
  const difference = scaled(a, decimals) - scaled(b, decimals);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function fractionOf(text: Decimal): string {
  return text.split('.')[1] ?? '';
}

function scaled(text: Decimal, decimals: number): bigint {
  const digits = text.replace('.', '') + '0'.repeat(decimals - fractionOf(text).length);
  return BigInt(digits);
}
