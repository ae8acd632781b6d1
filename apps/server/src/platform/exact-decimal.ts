/** An exact value as the engine writes it: a decimal, or a ratio "a/b". */
interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function ratioOf(text: string): Ratio {
  const [left = '0', right] = text.split('/');
  if (right !== undefined) return { top: BigInt(left), bottom: BigInt(right) };
  const [whole = '0', fraction = ''] = left.split('.');
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

/** Half away from zero, to so many decimals. */
export function printRatio({ top, bottom }: Ratio, decimals: number): string {
  const scaled = (top < 0n ? -top : top) * 10n ** BigInt(decimals) * 2n + bottom;
  const digits = (scaled / (2n * bottom)).toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return top < 0n && /[1-9]/.test(text) ? `-${text}` : text;
}

/** A finite decimal stays as it is; a ratio is printed with four decimals, for screens only. */
export const decimalOf = (text: string): string => (text.includes('/') ? printRatio(ratioOf(text), 4) : text);

/** Exact mean of exact values, printed; null of none. */
export function printedMean(values: readonly string[], decimals: number): string | null {
  if (values.length === 0) return null;
  const sum = values.map(ratioOf).reduce(addRatios);
  return printRatio({ top: sum.top, bottom: sum.bottom * BigInt(values.length) }, decimals);
}

function addRatios(a: Ratio, b: Ratio): Ratio {
  if (a.bottom === b.bottom) return { top: a.top + b.top, bottom: a.bottom };
  const top = a.top * b.bottom + b.top * a.bottom;
  const bottom = a.bottom * b.bottom;
  const shared = gcd(top < 0n ? -top : top, bottom);
  return { top: top / shared, bottom: bottom / shared };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** -1, 0 or 1; exact, whatever form the values have. */
export function compareExact(a: string, b: string): -1 | 0 | 1 {
  const [x, y] = [ratioOf(a), ratioOf(b)];
  const difference = x.top * y.bottom - y.top * x.bottom;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
