import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, isZero, minus, plus, printExact } from './exact.ts';

describe('exact numbers of the engine', () => {
  it('are read from decimals and ratios', () => {
    expect(exact('85.50')).toEqual({ n: 8550n, d: 100n });
    expect(exact('-1/3')).toEqual({ n: -1n, d: 3n });
    expect(exact('-0.5')).toEqual({ n: -5n, d: 10n });
  });

  it.each(['', 'x', '1e3', '1/0', '1.5/2', '1/-2', ' 1'])('are not read from %j', (text) => {
    expect(() => exact(text)).toThrow(RangeError);
  });

  it('print rounded half away from zero, without trailing zeros', () => {
    const texts: readonly (readonly [string, number, string])[] = [
      ['0.125', 2, '0.13'],
      ['-0.125', 2, '-0.13'],
      ['1/3', 4, '0.3333'],
      ['2/3', 4, '0.6667'],
      ['10', 2, '10'],
      ['100', 0, '100'],
      ['-0.001', 2, '0'],
      ['4.20', 2, '4.2'],
    ];
    for (const [text, decimals, printed] of texts) expect(printExact(exact(text), decimals)).toBe(printed);
  });

  it('add and subtract without loss', () => {
    const ratio = fc.tuple(fc.bigInt(-1000n, 1000n), fc.bigInt(1n, 1000n)).map(([n, d]) => ({ n, d }));
    fc.assert(fc.property(ratio, ratio, (a, b) => isZero(minus(minus(plus(a, b), b), a))));
    expect(printExact(plus(exact('0.1'), exact('0.2')), 20)).toBe('0.3');
  });
});
