/** Exact texts of the engine ("85.5", "-1/3") as ratios of whole numbers, for sums and printing on the pages. */

export interface Exact {
  readonly n: bigint;
  /** Always positive. */
  readonly d: bigint;
}

/** Reads a decimal or a ratio "a/b"; throws for any other text, which the engine never writes. */
export function exact(text: string): Exact {
  const [, whole, fraction, divisor] = /^(-?\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || (fraction !== undefined && divisor !== undefined) || divisor === '0')
    throw new RangeError(`not an exact number: ${text}`);
  if (divisor !== undefined) return { n: BigInt(whole), d: BigInt(divisor) };
  return { n: BigInt(whole + (fraction ?? '')), d: 10n ** BigInt(fraction?.length ?? 0) };
}

export function plus(a: Exact, b: Exact): Exact {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, { n: -b.n, d: b.d });
}

export function isZero(value: Exact): boolean {
  return value.n === 0n;
}

/** Decimal text with at most `decimals` decimals, ties away from zero, trailing zeros dropped: for the eye only. */
export function printExact(value: Exact, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const size = value.n < 0n ? -value.n : value.n;
  const rounded = (2n * size * scale + value.d) / (2n * value.d);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const sign = value.n < 0n && rounded !== 0n ? '-' : '';
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** A drawing position; never used to decide anything. */
export function approximate(value: Exact): number {
  return Number(printExact(value, 6));
}
