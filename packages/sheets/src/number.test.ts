import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from './cell-values.ts';
import { normaliseNumber } from './number.ts';
import { exactNumber } from './worker/exact-number.ts';

describe('normaliseNumber', () => {
  it.each([
    ['85.5', '85.5'],
    ['85,5', '85.5'],
    [' 85,5\u00a0', '85.5'],
    ['\u202f007,50', '7.5'],
    ['-0,0', '0'],
    ['-1.25', '-1.25'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('reads %j as %s', (text, value) => {
    expect(normaliseNumber(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['1.234,5', undefined, 'ambiguous-number'],
    ['1,234.5', undefined, 'ambiguous-number'],
    ['1.234.567', undefined, 'ambiguous-number'],
    ['1 234', undefined, 'ambiguous-number'],
    ['1.234', 0, 'ambiguous-number'],
    ['1,234', 2, 'ambiguous-number'],
    ['0.125', 2, 'too-many-decimals'],
    ['1.5', 0, 'too-many-decimals'],
    ['８５', undefined, 'full-width-digits'],
    ['1e3', undefined, 'exponent'],
    ['', undefined, 'not-a-number'],
    ['85%', undefined, 'not-a-number'],
    ['Infinity', undefined, 'not-a-number'],
    ['0x10', undefined, 'not-a-number'],
    ['9'.repeat(61), undefined, 'not-a-number'],
  ])('refuses %j with %s decimals as %s', (text, decimals, code) => {
    expect(normaliseNumber(text, decimals === undefined ? {} : { decimals })).toEqual({ ok: false, code });
  });

  it('accepts three decimals where three are allowed', () => {
    expect(normaliseNumber('1.234', { decimals: 3 })).toEqual({ ok: true, value: '1.234' });
  });
});

describe('readNumber', () => {
  it('refuses a stored number of more digits than any figure has, such as 1E300', () => {
    const cell = { kind: 'number', text: `1${'0'.repeat(300)}` } as const;
    expect(readNumber(cell, { min: '0', max: '5' })).toMatchObject({ ok: false, code: 'not-a-number' });
  });
});

describe('exactNumber', () => {
  it('gives back every decimal of up to 15 digits that a spreadsheet program stored as a double', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 6 }),
        (digits, decimals) => {
          const text = digits.toString().padStart(decimals + 1, '0');
          const typed = exactNumber(
            `${text.slice(0, text.length - decimals)}.${text.slice(text.length - decimals)}`,
          );
          expect(exactNumber(Number(typed).toPrecision(17))).toBe(typed);
        },
      ),
    );
  });

  it.each(['', '.', 'e5', '1e9999', '--1', 'NaN', '1'.repeat(500)])('refuses %j', (text) => {
    expect(exactNumber(text)).toBeNull();
  });
});
