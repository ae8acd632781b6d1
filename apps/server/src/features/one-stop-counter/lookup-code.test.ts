import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLookupCode, printedLookupCode, readLookupCode } from './lookup-code.ts';

describe('the lookup code', () => {
  it('is random, of signs that nobody confuses, and printed in groups', () => {
    const codes = Array.from({ length: 2000 }, newLookupCode);
    expect(new Set(codes).size).toBe(2000);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(new Set(codes.join('')).size).toBe(32);
    expect(printedLookupCode('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF');
  });

  it('is read as typed, spoken, or scanned', () => {
    for (let n = 0; n < 100; n++) {
      const code = newLookupCode();
      const printed = printedLookupCode(code);
      for (const typed of [
        code,
        printed,
        ` ${printed.toLowerCase()} `,
        printed.replaceAll('-', ' '),
        printed.replaceAll('-', '–'),
        `https://parix.test/tra-cuu/${code}`,
        printed.replaceAll('1', 'l').replaceAll('0', 'o'),
      ])
        expect(readLookupCode(typed), typed).toBe(code);
    }
  });

  it('is nothing else', () => {
    for (const typed of [
      '',
      'U123-4567-89AB-CDEF',
      '0123-4567-89AB-CDE',
      '0123-4567-89AB-CDEF-0',
      'so-a-220301-0001',
    ])
      expect(readLookupCode(typed), typed).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const code = readLookupCode(typed);
        expect(code === null || /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code)).toBe(true);
      }),
    );
  });
});
