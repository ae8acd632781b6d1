import Fraction from 'fraction.js';
import type { Item, Rounding } from '@parix/scoring';

/** Points as a worked case expects them: rounded where the set rounds items, as exact text; null without a finite form. */
export function pointsText(value: Fraction, rounding: Rounding | null): string | null {
  const exact = rounding === null ? value : round(value, rounding);
  return finiteText(exact);
}

/** half-up moves ties away from zero; the other modes are spelled out the same way. */
export function round(value: Fraction, { decimals, mode }: Rounding): Fraction {
  const scale = new Fraction(10).pow(decimals) ?? new Fraction(1);
  const scaled = value.abs().mul(scale);
  const down = scaled.floor();
  const rest = scaled.sub(down);
  const half = rest.compare(new Fraction(1, 2));
  const odd = down.mod(2).compare(0) !== 0;
  const up = {
    'half-up': half >= 0,
    'half-even': half > 0 || (half === 0 && odd),
    down: false,
    up: rest.compare(0) > 0,
  }[mode];
  const rounded = (up ? down.add(1) : down).div(scale);
  return value.compare(0) < 0 ? rounded.neg() : rounded;
}

function finiteText(value: Fraction): string | null {
  for (let decimals = 0; decimals <= 9; decimals++) {
    const scaled = value.mul(new Fraction(10).pow(decimals) ?? 1);
    if (scaled.d === 1n) return place(scaled.s * scaled.n, decimals);
  }
  return null;
}

function place(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals);
  return `${units < 0n ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`;
}

const clamp = (value: Fraction, low: Fraction, high: Fraction) =>
  value.compare(low) < 0 ? low : value.compare(high) > 0 ? high : value;

/** Points of a ratio by the rule's words, with rationals; `ratio` is a plain number of whole and part (1 = 100 %). */
export function ratioPoints(item: Item, given: Fraction): Fraction {
  const { rule } = item;
  const max = new Fraction(item.max ?? '0');
  if (rule?.kind !== 'ratio-steps' && rule?.kind !== 'ratio-linear')
    throw new Error(`${item.id}: not a ratio`);
  const ratio = rule.ratio.outside === 'clamp' ? clamp(given, new Fraction(0), new Fraction(1)) : given;
  const percent = ratio.mul(100);
  if (rule.kind === 'ratio-steps') {
    const step = rule.steps.find(
      (each) => 'otherwise' in each || reaches(percent, new Fraction(each.limit), each.inclusive),
    );
    return new Fraction(step?.points ?? '0');
  }
  const counted = rule.complement ? new Fraction(100).sub(percent) : percent;
  if (rule.floor !== null && !reaches(counted, new Fraction(rule.floor.limit), rule.floor.inclusive))
    return new Fraction(0);
  const share = counted.div(rule.target ?? '100');
  return clamp(share, new Fraction(0), new Fraction(1)).mul(max);
}

const reaches = (value: Fraction, limit: Fraction, inclusive: boolean) => {
  const order = value.compare(limit);
  return order > 0 || (order === 0 && inclusive);
};

export const bounded = (item: Item, value: Fraction): Fraction =>
  clamp(value, new Fraction(item.min), new Fraction(item.max ?? '0'));
