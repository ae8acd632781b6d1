import type { Decimal } from '@parix/scoring';

/** A decimal as an integer and its scale: "85.50" is { units: 8550n, scale: 2 }. */
interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

const scaled = (text: Decimal): Scaled => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction);
  return { units: text.startsWith('-') ? -units : units, scale: fraction.length };
};

function write({ units, scale }: Scaled): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

const lift = (value: Scaled, scale: number) => value.units * 10n ** BigInt(scale - value.scale);

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b] = [scaled(left), scaled(right)];
  const scale = Math.max(a.scale, b.scale);
  return write({ units: lift(a, scale) + lift(b, scale), scale });
}

export const negate = (value: Decimal): Decimal =>
  value.startsWith('-') ? value.slice(1) : scaled(value).units === 0n ? value : `-${value}`;

export const isPositive = (value: Decimal): boolean => scaled(value).units > 0n;
export const decimalsOf = (value: Decimal): number => scaled(value).scale;

/** value x to / from as an exact decimal; null when it has no finite decimal form or `from` is zero. */
export function scaleDecimal(value: Decimal, from: Decimal, to: Decimal): Decimal | null {
  const [v, f, t] = [scaled(value), scaled(from), scaled(to)];
  if (f.units === 0n) return null;
  const top = v.units * t.units * 10n ** BigInt(f.scale);
  const bottom = f.units * 10n ** BigInt(v.scale + t.scale);
  for (let scale = 0; scale <= 12; scale++) {
    const shifted = top * 10n ** BigInt(scale);
    if (shifted % bottom === 0n) return write({ units: shifted / bottom, scale });
  }
  return null;
}
