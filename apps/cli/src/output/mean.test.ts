import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { printedMean } from './mean.ts';

const rounding = { decimals: 2, mode: 'half-up' } as const;

describe('printedMean', () => {
  it.each([
    [['85.5'], '85.50'],
    [['1/3', '1/3', '1/3'], '0.33'],
    [['0.005'], '0.01'],
    [['-0.005'], '-0.01'],
    [['2/3', '1/3'], '0.50'],
    [['80', '90.01'], '85.01'],
  ])('of %j is %s', (values, mean) => {
    expect(printedMean(values, rounding)).toBe(mean);
  });

  it('keeps the three modes apart on a tie', () => {
    const modes = ['half-up', 'half-even', 'down', 'up'] as const;
    expect(modes.map((mode) => printedMean(['1/3', '2/3', '0.5'], { decimals: 0, mode }))).toEqual([
      '1',
      '0',
      '0',
      '1',
    ]);
  });

  it('has no mean of nothing', () => {
    expect(printedMean([], rounding)).toBeNull();
  });

  it('agrees with an independent library on ratios', () => {
    const ratio = fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 97 }));
    fc.assert(
      fc.property(fc.array(ratio, { minLength: 1, maxLength: 30 }), (ratios) => {
        const exact = ratios
          .reduce((sum, [n, d]) => sum.add(new Fraction(n, d)), new Fraction(0))
          .div(ratios.length);
        const expected = exact.mul(100).add(new Fraction(1, 2)).floor().div(100);
        const mean = printedMean(
          ratios.map(([n, d]) => `${n}/${d}`),
          rounding,
        );
        expect(new Fraction(mean ?? '').equals(expected)).toBe(true);
      }),
    );
  });

  it('takes many units of unlike denominators in one pass', () => {
    const values = Array.from({ length: 10_598 }, (_, index) => `${index * 37}/${index + 1001}`);
    expect(printedMean(values, rounding)).toMatch(/^\d+\.\d\d$/);
  });
});
