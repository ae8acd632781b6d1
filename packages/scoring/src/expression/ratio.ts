/** An exact quotient. `den` is always positive; not necessarily in lowest terms. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

export const ratio = (num: bigint, den: bigint = 1n): Ratio => ({ num, den });

/** Exact value of a decimal text, or undefined when the text is none. */
export function parseRatio(text: string): Ratio | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const [whole = '', part = ''] = text.split('.');
  return reduce(BigInt(whole + part), 10n ** BigInt(part.length));
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Lowest terms; `den` must not be zero. */
export function reduce(num: bigint, den: bigint): Ratio {
  const sign = den < 0n ? -1n : 1n;
  const by = gcd(num, den * sign);
  return { num: (num * sign) / by, den: (den * sign) / by };
}

export const compareRatio = (a: Ratio, b: Ratio): number => {
  const [left, right] = [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
};
export const lesser = (a: Ratio, b: Ratio): Ratio => (compareRatio(b, a) < 0 ? b : a);
export const greater = (a: Ratio, b: Ratio): Ratio => (compareRatio(b, a) > 0 ? b : a);
export const addRatio = (a: Ratio, b: Ratio): Ratio =>
  a.den === b.den ? ratio(a.num + b.num, a.den) : ratio(a.num * b.den + b.num * a.den, a.den * b.den);
export const negateRatio = (a: Ratio): Ratio => ratio(-a.num, a.den);
export const multiplyRatio = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.num, a.den * b.den);
/** `b` must not be zero. */
export const divideRatio = (a: Ratio, b: Ratio): Ratio =>
  b.num < 0n ? ratio(-a.num * b.den, -b.num * a.den) : ratio(a.num * b.den, b.num * a.den);

export const floorDivide = (num: bigint, den: bigint): bigint => {
  const quotient = num / den;
  return num % den < 0n ? quotient - 1n : quotient;
};

export const ceilDivide = (num: bigint, den: bigint): bigint => -floorDivide(-num, den);

/** Half-up: ties move away from zero. */
export function roundRatio(a: Ratio, decimals: number): Ratio {
  const scale = 10n ** BigInt(decimals);
  const size = a.num < 0n ? -a.num : a.num;
  const rounded = (2n * size * scale + a.den) / (2n * a.den);
  return ratio(a.num < 0n ? -rounded : rounded, scale);
}

/** "12.5" when the value is a finite decimal, else "a/b" in lowest terms. */
export function printRatio(value: Ratio): string {
  const { num, den } = reduce(value.num, value.den);
  const decimals = decimalsOf(den);
  if (decimals === undefined) return `${num}/${den}`;
  const digits = String(((num < 0n ? -num : num) * 10n ** BigInt(decimals)) / den).padStart(
    decimals + 1,
    '0',
  );
  const whole = digits.slice(0, digits.length - decimals);
  return (num < 0n ? '-' : '') + whole + (decimals > 0 ? `.${digits.slice(-decimals)}` : '');
}

/** Decimals needed to write 1/den exactly, or undefined when no number of them is enough. */
function decimalsOf(den: bigint): number | undefined {
  let [rest, twos, fives] = [den, 0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}
