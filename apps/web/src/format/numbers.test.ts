import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minus, numberForField, readNumber, sameNumber, showNumber, signOf } from './numbers.ts';

const value = (typed: string) => {
  const read = readNumber(typed);
  return read.ok ? read.value : read.why;
};

describe('reading a typed number', () => {
  it.each([
    ['85,5', '85.5'],
    ['85.5', '85.5'],
    [' 85,50 ', '85.5'],
    ['1 234,5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1.234.567', '1234567'],
    ['８５，５', '85.5'],
    ['0,125', '0.125'],
    ['0.125', '0.125'],
    ['1234.567', '1234.567'],
    ['−2,5', '-2.5'],
    ['-0', '0'],
    ['007', '7'],
    ['5,', '5'],
    [',5', '0.5'],
  ])('%s is %s', (typed, expected) => expect(value(typed)).toBe(expected));

  it.each(['abc', '', '-', ',', '1,2,3', '12.34.56', '1e5', '85,5%', '--1', '1.23,456,7'])(
    '%s is no number',
    (typed) => expect(value(typed)).toBe('not-a-number'),
  );

  it('asks about one separator before three digits, offering both readings', () => {
    expect(readNumber('1.234')).toEqual({ ok: false, why: 'ambiguous', whole: '1234', fraction: '1.234' });
    expect(readNumber('12,500')).toMatchObject({ why: 'ambiguous', whole: '12500', fraction: '12.500' });
  });

  it('reads back what a field shows, exactly', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, decimals]) => showExact(digits, decimals));
    fc.assert(
      fc.property(decimal, fc.constantFrom('vi' as const, 'en' as const), (text, language) => {
        const read = readNumber(numberForField(text, language));
        return read.ok && read.value === text;
      }),
    );
  });
});

function showExact(digits: bigint, decimals: number): string {
  return minus(decimals === 0 ? `${digits}` : shift(digits, decimals), '0');
}
function shift(digits: bigint, decimals: number): string {
  const size = (digits < 0n ? -digits : digits).toString().padStart(decimals + 1, '0');
  return `${digits < 0n ? '-' : ''}${size.slice(0, -decimals)}.${size.slice(-decimals)}`;
}

describe('showing an exact number', () => {
  it('groups digits and uses the sign of the language', () => {
    expect(showNumber('1234567.5', 'vi')).toBe('1.234.567,5');
    expect(showNumber('1234567.5', 'en')).toBe('1,234,567.5');
    expect(showNumber('-0.25', 'vi')).toBe('−0,25');
    expect(showNumber('85', 'vi', 2)).toBe('85,00');
  });
  it('marks a ratio as approximate and rounds it half away from zero', () => {
    expect(showNumber('10/3', 'vi')).toBe('≈ 3,3333');
    expect(showNumber('-2/3', 'en')).toBe('≈ −0.6667');
    expect(showNumber('1/2', 'vi')).toBe('≈ 0,5');
  });
  it('keeps every digit of a long decimal', () => {
    expect(showNumber('12345678901234567890.123456789', 'en')).toBe('12,345,678,901,234,567,890.123456789');
  });
});

describe('comparing exact numbers', () => {
  it('subtracts without a float', () => {
    expect(minus('0.3', '0.1')).toBe('0.2');
    expect(minus('1', '1.50')).toBe('-0.5');
    expect(minus('100', '14.5')).toBe('85.5');
    expect(minus('-0.5', '0.25')).toBe('-0.75');
  });
  it('knows the same number in two spellings', () => {
    expect(sameNumber('1.50', '1.5')).toBe(true);
    expect(sameNumber('1.5', '1.51')).toBe(false);
    expect([signOf('0.00'), signOf('-0.1'), signOf('2/3')]).toEqual([0, -1, 1]);
  });
});
