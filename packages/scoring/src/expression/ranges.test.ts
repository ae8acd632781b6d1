import { describe, expect, it } from 'vitest';
import type { Figure } from '../criteria-set.ts';
import { parseFormula } from './index.ts';
import { printRatio } from './ratio.ts';

const figure = (key: string, min: string, max: string, decimals = 0): Figure => ({
  type: decimals > 0 ? 'decimal' : 'integer',
  key,
  label: key,
  unit: '',
  min,
  max,
  decimals,
  optional: false,
});
const figures = [
  figure('a', '0', '500'),
  figure('b', '0', '500'),
  figure('c', '1', '40'),
  figure('d', '-2', '3'),
  figure('money', '0', '9999999999999.99', 2),
];
const prove = (text: string) => {
  const parsed = parseFormula(text, figures, { min: '-999999999999999999', max: '999999999999999999' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { lowest, highest, mayDivideByZero, exactInDoubles } = parsed.formula;
  return { range: `${printRatio(lowest)}..${printRatio(highest)}`, mayDivideByZero, exactInDoubles };
};
const rangeOf = (text: string): string => prove(text).range;

describe('interval analysis', () => {
  it.each([
    ['a', '0..500'],
    ['-a', '-500..0'],
    ['d * d', '-6..9'],
    ['abs(d)', '0..3'],
    ['a - b', '-500..500'],
    ['a / c', '0..500'],
    ['a / b', '0..500'],
    ['1 / d', '-1..1'],
    ['a / 8', '0..62.5'],
    ['round(a / 8, 0)', '0..63'],
    ['round(-a / 8, 0)', '-63..0'],
    ['floor(-a / 8)', '-63..0'],
    ['ceiling(-a / 8)', '-62..0'],
    ['min(2, max(0, d))', '0..2'],
    ['if a > 100 then 1 else a', '0..100'],
    ['if a >= 100 then 1 else a', '0..99'],
    ['if 100 <= a then 1 else a', '0..99'],
    ['if a / c > 1 then 1 else a / c', '0..1'],
    ['if not(a > 10) and d >= 0 then a + d else 0', '0..13'],
    ['if a > 10 or d < 0 then 0 else a + d', '0..13'],
    ['if a > 500 then 1000 else 1', '1..1'],
    ['if a = 7 then a else 7', '7..7'],
    ['if a != 0 then a else 1', '1..500'],
    ['if money > 0 then 1 / money else 0', '0..100'],
    ['if 1 > 2 then 5 else 6', '6..6'],
    ['if a <= b then 0 else 1', '0..1'],
  ])('proves the range of %s', (text, range) => {
    expect(rangeOf(text)).toBe(range);
  });

  it('tells where a denominator can be zero', () => {
    expect(prove('a / c').mayDivideByZero).toBe(false);
    expect(prove('a / b').mayDivideByZero).toBe(true);
    expect(prove('a / (c - 40)').mayDivideByZero).toBe(true);
    expect(prove('if b > 0 then a / b else 0').mayDivideByZero).toBe(false);
    expect(prove('if b != 0 then a / b else 0').mayDivideByZero).toBe(false);
    expect(prove('if b = 0 then 0 else a / b').mayDivideByZero).toBe(false);
    expect(prove('if b = 0 or a > 3 then 0 else a / b').mayDivideByZero).toBe(false);
    expect(prove('if b = 0 and a > 3 then 0 else a / b').mayDivideByZero).toBe(true);
  });

  it('allows doubles only while every integer stays below 2^53', () => {
    expect(prove('if a / c * 100 < 60 then 0 else round(a / c * 1.50, 2)').exactInDoubles).toBe(true);
    expect(prove('money / 3').exactInDoubles).toBe(true);
    expect(prove('min(1, money * money)').exactInDoubles).toBe(false);
    expect(prove('round(money / 3, 2)').exactInDoubles).toBe(false);
    expect(prove('if money / (money + 1) > 0.95 then 1 else 0').exactInDoubles).toBe(false);
  });
});
