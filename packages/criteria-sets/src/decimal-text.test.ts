import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { addDecimals, decimalsOf, isPositive, negate, scaleDecimal } from './decimal-text.ts';

const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([units, scale]) => (units / 10 ** scale).toFixed(scale).replace(/^-(0(\.0+)?)$/, '$1'));
const same = (text: string | null, value: Fraction) => text !== null && new Fraction(text).equals(value);

describe('decimals as text', () => {
  it('add, negate and compare with zero as rationals do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(same(addDecimals(a, b), new Fraction(a).add(b))).toBe(true);
        expect(same(negate(a), new Fraction(a).neg())).toBe(true);
        expect(isPositive(a)).toBe(new Fraction(a).compare(0) > 0);
      }),
    );
  });
  it('scale exactly or not at all', () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (value, from, to) => {
        const scaled = scaleDecimal(value, from, to);
        if (new Fraction(from).equals(0)) expect(scaled).toBeNull();
        else if (scaled !== null) expect(same(scaled, new Fraction(value).mul(to).div(from))).toBe(true);
      }),
    );
    expect(scaleDecimal('0.5', '1', '1.25')).toBe('0.625');
    expect(scaleDecimal('-1', '4', '1')).toBe('-0.25');
    expect(scaleDecimal('1', '3', '1')).toBeNull();
  });
  it('counts decimals as written', () => {
    expect(['1', '0.25', '0.50'].map(decimalsOf)).toEqual([0, 2, 2]);
  });
});
