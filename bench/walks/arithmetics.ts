import { Decimal } from 'decimal.js';
import Fraction from 'fraction.js';
import type { Arithmetic } from './exact-walk.ts';

/** Exact rational as a pair, never reduced: the first oracle. */
export interface BigRatio {
  readonly n: bigint;
  readonly d: bigint;
}
const ratio = (n: bigint, d: bigint): BigRatio => (d < 0n ? { n: -n, d: -d } : { n, d });
export const bigIntRatios: Arithmetic<BigRatio> = {
  of: (integer) => ({ n: BigInt(integer), d: 1n }),
  add: (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d }),
  subtract: (a, b) => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d }),
  multiply: (a, b) => ({ n: a.n * b.n, d: a.d * b.d }),
  divide: (a, b) => ratio(a.n * b.d, a.d * b.n),
  atLeast: (a, b) => a.n * b.d >= b.n * a.d,
  toHundredths: (a) => {
    const negative = a.n < 0n;
    const n = (negative ? -a.n : a.n) * 100n;
    const rounded = Number((2n * n + a.d) / (2n * a.d));
    return negative ? -rounded : rounded;
  },
};

/** A second, independent exact library. */
export const fractions: Arithmetic<Fraction> = {
  of: (integer) => new Fraction(integer),
  add: (a, b) => a.add(b),
  subtract: (a, b) => a.sub(b),
  multiply: (a, b) => a.mul(b),
  divide: (a, b) => a.div(b),
  atLeast: (a, b) => a.compare(b) >= 0,
  toHundredths: (a) => {
    const scaled = a.abs().mul(100).add(1, 2).floor();
    return Number(scaled.n) * (a.compare(0) < 0 ? -1 : 1);
  },
};

/** The library many would choose: 20 significant digits, so a division is cut off. */
export const decimals: Arithmetic<Decimal> = {
  of: (integer) => new Decimal(integer),
  add: (a, b) => a.plus(b),
  subtract: (a, b) => a.minus(b),
  multiply: (a, b) => a.times(b),
  divide: (a, b) => a.div(b),
  atLeast: (a, b) => a.gte(b),
  toHundredths: (a) => a.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
};
