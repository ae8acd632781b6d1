import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoundingMode } from './criteria-set.ts';
import { compareRatio, formatRatio, parseRatio, roundRatio } from './fraction.ts';
import type { Int } from './points.ts';
import {
  addDecimal,
  addInt,
  ceilDiv,
  compareDecimal,
  decimalsOf,
  floorDiv,
  formatDecimal,
  formatFixed,
  formatScaled,
  intOf,
  mulInt,
  parseDecimal,
  parseScaled,
  roundDecimal,
  roundDiv,
  subtractDecimal,
} from './points.ts';

const wide = fc.oneof(
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  fc.bigInt({ min: -200n, max: 200n }),
);
const positive = fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 60n }));
const modes = fc.constantFrom<RoundingMode>('half-up', 'half-even', 'down', 'up');

/** The same rounding, written from the definition with bigints only. */
function definedRound(n: bigint, d: bigint, mode: RoundingMode): bigint {
  const size = n < 0n ? -n : n;
  const whole = size / d;
  const rest = size % d;
  const half = rest * 2n === d;
  const away =
    mode === 'up'
      ? rest > 0n
      : mode === 'down'
        ? false
        : rest * 2n > d || (half && (mode === 'half-up' || whole % 2n === 1n));
  const rounded = away ? whole + 1n : whole;
  return n < 0n ? -rounded : rounded;
}

describe('whole numbers', () => {
  it('are exact below and above 2^53 and take one form', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        expect(addInt(intOf(a), intOf(b))).toBe(intOf(a + b));
        expect(mulInt(intOf(a), intOf(b))).toBe(intOf(a * b));
      }),
    );
    expect(typeof intOf(2n ** 53n - 1n)).toBe('number');
    expect(typeof intOf(2n ** 53n)).toBe('bigint');
    expect(Object.is(mulInt(-1, 0), 0)).toBe(true);
  });

  it('divide to the floor and the ceiling', () => {
    fc.assert(
      fc.property(wide, positive, (n, d) => {
        const floor = n / d - (n % d < 0n ? 1n : 0n);
        expect(floorDiv(intOf(n), intOf(d))).toBe(intOf(floor));
        expect(ceilDiv(intOf(n), intOf(d))).toBe(intOf(n % d === 0n ? floor : floor + 1n));
      }),
    );
  });

  it('round by the stated mode, negative numbers as the mirror of positive ones', () => {
    fc.assert(
      fc.property(wide, positive, modes, (n, d, mode) => {
        expect(roundDiv(intOf(n), intOf(d), mode)).toBe(intOf(definedRound(n, d, mode)));
      }),
    );
    const ties: readonly [Int, RoundingMode, Int][] = [
      [5, 'half-up', 3],
      [-5, 'half-up', -3],
      [5, 'half-even', 2],
      [7, 'half-even', 4],
      [-5, 'down', -2],
      [-5, 'up', -3],
    ];
    for (const [n, mode, expected] of ties)
      expect([n, mode, roundDiv(n, 2, mode)]).toEqual([n, mode, expected]);
  });
});

describe('decimal text', () => {
  it('is read exactly or not at all', () => {
    expect(parseDecimal('-12.50')).toEqual({ digits: -1250, decimals: 2 });
    expect(parseDecimal('123456789012345678901234')).toEqual({
      digits: 123456789012345678901234n,
      decimals: 0,
    });
    for (const text of [
      '85,5',
      '1e3',
      ' 1',
      '1 ',
      '',
      '-',
      '.5',
      '5.',
      '1.2.3',
      '٣',
      '0x10',
      '+1',
      'NaN',
      '1'.repeat(65),
    ]) {
      expect([text, parseDecimal(text)]).toEqual([text, null]);
    }
  });

  it('fits a scale or is refused', () => {
    expect(parseScaled('85.5', 2)).toBe(8550);
    expect(parseScaled('85.500', 2)).toBe(8550);
    expect(parseScaled('85.505', 2)).toBeNull();
    expect(decimalsOf('85.500')).toBe(1);
  });

  it('survives the way there and back', () => {
    fc.assert(
      fc.property(wide, fc.integer({ min: 0, max: 9 }), (digits, decimals) => {
        const text = formatFixed(intOf(digits), decimals);
        expect(parseScaled(text, decimals)).toBe(intOf(digits));
        expect(compareDecimal(text, formatScaled(intOf(digits), decimals))).toBe(0);
      }),
    );
    expect([formatScaled(8550, 2), formatFixed(8550, 2), formatFixed(-5, 2), formatScaled(0, 2)]).toEqual([
      '85.5',
      '85.50',
      '-0.05',
      '0',
    ]);
    expect([
      formatDecimal({ digits: 8550, decimals: 2 }),
      formatDecimal({ digits: 855, decimals: 1 }, 2),
    ]).toEqual(['85.5', '85.50']);
  });

  it('is added, subtracted, compared and rounded exactly', () => {
    expect(addDecimal('0.1', '0.2')).toBe('0.3');
    expect(subtractDecimal('1', '0.9')).toBe('0.1');
    expect([compareDecimal('1.10', '1.1'), compareDecimal('-2', '-1.99')]).toEqual([0, -1]);
    expect(roundDecimal('89.4571', { decimals: 2, mode: 'down' })).toBe('89.45');
    expect(() => addDecimal('1,5', '1')).toThrow(RangeError);
  });
});

describe('ratio text', () => {
  it('is a decimal when it is finite, else reduced', () => {
    const text = (n: Int, d: Int): string => formatRatio({ n, d });
    expect([text(6832, 84), text(1, 8), text(8550, 100), text(-5, 10), text(0, 7)]).toEqual([
      '244/3',
      '0.125',
      '85.5',
      '-0.5',
      '0',
    ]);
  });

  it('is read back, compared and rounded', () => {
    expect(parseRatio('244/3')).toEqual({ n: 244, d: 3 });
    expect([parseRatio('1/0'), parseRatio('1/-2'), parseRatio('a/b')]).toEqual([null, null, null]);
    expect(compareRatio('1/3', '0.33')).toBe(1);
    expect(roundRatio('244/3', { decimals: 2, mode: 'half-up' })).toBe('81.33');
  });
});
