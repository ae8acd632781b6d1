import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  writeDate,
  writeDecimal,
  writeInstant,
  writeLongDate,
  writeLongInstant,
  writeNumber,
  writePoints,
  writeRoman,
} from './written-values.ts';

describe('writeDecimal', () => {
  it.each([
    ['0', '0'],
    ['61.75', '61,75'],
    ['61.750', '61,750'],
    ['1234567.5', '1.234.567,5'],
    ['1000', '1.000'],
    ['999', '999'],
    ['-0.25', '-0,25'],
    ['007', '7'],
    ['123456789012345678901234567890.1', '123.456.789.012.345.678.901.234.567.890,1'],
  ])('writes %s as %s', (value, written) => expect(writeDecimal(value)).toBe(written));

  it.each(['', '1,5', '1.', '.5', '1e3', 'NaN', '½', '1/3', ' 1', '+1', '--1', '1'.repeat(31)])(
    'refuses %j',
    (value) => expect(() => writeDecimal(value)).toThrow(RangeError),
  );

  it('loses no digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 29n }), (value) => {
        expect(writeDecimal(String(value)).replaceAll('.', '')).toBe(String(value));
      }),
    );
  });
});

describe('dates', () => {
  it('put a zero before days below 10 and before January and February only', () => {
    expect(writeLongDate('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026');
    expect(writeLongDate('2026-03-15')).toBe('ngày 15 tháng 3 năm 2026');
    expect(writeLongDate('2026-12-01')).toBe('ngày 01 tháng 12 năm 2026');
    expect(writeLongDate(null)).toMatch(/^ngày +tháng +năm +$/);
    expect(writeDate('2026-02-05')).toBe('05/02/2026');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-2-5', '05/02/2026', '', '0000-00-00'])('%j is none', (date) =>
    expect(() => writeDate(date)).toThrow(RangeError),
  );
});

describe('writeInstant', () => {
  it.each([
    ['2026-02-05T07:03:22.120Z', '14:03:22 ngày 05/02/2026'],
    ['2026-12-31T17:00:00Z', '00:00:00 ngày 01/01/2027'],
    ['2026-12-31T23:59:59+07:00', '23:59:59 ngày 31/12/2026'],
    ['2026-12-31T16:59:59.999-00:00', '23:59:59 ngày 31/12/2026'],
  ])('writes %s in Vietnam’s time', (instant, written) => expect(writeInstant(instant)).toBe(written));

  it.each(['2026-02-05', '2026-02-05T07:03:22', 'now', ''])('%j is no instant', (instant) =>
    expect(() => writeInstant(instant)).toThrow(RangeError),
  );
});

it('numbers below 10 take a leading zero, and a missing one leaves room to write', () => {
  expect(writeNumber('5', 'BC-SNV')).toBe('05/BC-SNV');
  expect(writeNumber('15', 'BC-SNV')).toBe('15/BC-SNV');
  expect(writeNumber('5a', 'BC-SNV')).toBe('5a/BC-SNV');
  expect(writeNumber(null, 'BC-SNV')).toMatch(/^ {4,}\/BC-SNV$/);
});

describe('writeLongInstant', () => {
  it('says hour, minute and day in Vietnam', () => {
    expect(writeLongInstant('2027-02-11T23:05:00Z')).toBe('06 giờ 05 phút, ngày 12 tháng 02 năm 2027');
    expect(writeLongInstant('2026-12-31T17:00:00Z')).toBe('00 giờ 00 phút, ngày 01 tháng 01 năm 2027');
  });
  it('leaves the blanks of the form while nothing is known', () => {
    expect(writeLongInstant(null)).toMatch(/^ {3,}giờ {3,}phút, ngày {3,}tháng {3,}năm/);
  });
  it('refuses what is no instant', () => expect(() => writeLongInstant('2027-02-12')).toThrow(RangeError));
});

it('writePoints never writes zero for what has no points', () => {
  expect([writePoints(null), writePoints('0')]).toEqual(['–', '0']);
});

it.each([
  [1, 'I'],
  [4, 'IV'],
  [9, 'IX'],
  [14, 'XIV'],
  [38, 'XXXVIII'],
])('writeRoman(%i) is %s', (number, written) => expect(writeRoman(number)).toBe(written));
