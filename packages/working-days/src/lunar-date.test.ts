import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_DAY, formatDate, LAST_DAY, parseDate } from './calendar.ts';
import { fromLunarDate, lunarNewYear, toLunarDate } from './lunar-date.ts';

const day = (text: string): number => parseDate(text) ?? Number.NaN;
const solar = (year: number, month: number, date: number, isLeap = false): string =>
  formatDate(fromLunarDate({ year, month, day: date, isLeap }) ?? Number.NaN);
const lunar = (text: string): string => {
  const date = toLunarDate(day(text));
  return date === null ? '' : `${date.day}/${date.month}${date.isLeap ? ' nhuận' : ''}/${date.year}`;
};

describe('the Vietnamese lunar calendar', () => {
  it.each([
    ['1968-01-29', 'a day before the calendar reckoned at 120 degrees'],
    ['1985-01-21', 'a month before China'],
    ['1990-01-27', ''],
    ['2000-02-05', ''],
    ['2007-02-17', 'a day before China'],
    ['2019-02-05', ''],
    ['2020-01-25', ''],
    ['2021-02-12', ''],
    ['2022-02-01', ''],
    ['2023-01-22', ''],
    ['2024-02-10', ''],
    ['2025-01-29', ''],
    ['2026-02-17', ''],
    ['2030-02-02', 'a day before China'],
    ['2053-02-18', 'a day before China'],
  ])('begins a year on %s %s', (tet) => {
    const year = Number(tet.slice(0, 4));
    expect(formatDate(lunarNewYear(year) ?? Number.NaN)).toBe(tet);
    expect(lunar(tet)).toBe(`1/1/${year}`);
  });

  it('has the tenth of the third month where it was announced', () => {
    expect([2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => solar(year, 3, 10))).toEqual([
      '2020-04-02',
      '2021-04-21',
      '2022-04-10',
      '2023-04-29',
      '2024-04-18',
      '2025-04-07',
      '2026-04-26',
    ]);
  });

  it('has leap months of its own', () => {
    const leaps = (year: number): readonly number[] =>
      Array.from({ length: 12 }, (_, at) => at + 1).filter(
        (month) => fromLunarDate({ year, month, day: 1, isLeap: true }) !== null,
      );
    // In 1984, 1985 and 1987 China had other leap months or none.
    const years = [1984, 1985, 1987, 2004, 2006, 2009, 2012, 2014, 2017, 2020, 2022, 2023, 2024, 2025, 2033];
    expect(Object.fromEntries(years.map((year) => [year, leaps(year)]))).toEqual({
      1984: [],
      1985: [2],
      1987: [7],
      2004: [2],
      2006: [7],
      2009: [5],
      2012: [4],
      2014: [9],
      2017: [6],
      2020: [4],
      2022: [],
      2023: [2],
      2024: [],
      2025: [6],
      2033: [11],
    });
    expect(lunar('2025-07-25')).toBe('1/6 nhuận/2025');
  });

  it('names the last days of a year by the year that ends', () => {
    expect(lunar('2025-01-28')).toBe('29/12/2024');
    expect(lunar('2024-02-09')).toBe('30/12/2023');
  });

  it('goes both ways for every day of its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (one) => {
        const date = toLunarDate(one);
        expect(date).not.toBeNull();
        expect(date && fromLunarDate(date)).toBe(one);
        const next = one < LAST_DAY ? toLunarDate(one + 1) : null;
        if (date && next) expect(next.day === date.day + 1 || (date.day >= 29 && next.day === 1)).toBe(true);
      }),
      { numRuns: 400, examples: [[FIRST_DAY], [LAST_DAY]] },
    );
  });

  it('has no dates outside 1900-2199 and none that do not exist', () => {
    for (const one of [FIRST_DAY - 1, LAST_DAY + 1, 0.5, Number.NaN, Infinity]) {
      expect(toLunarDate(one)).toBeNull();
      expect(lunarNewYear(one)).toBeNull();
    }
    const date = { year: 2025, month: 1, day: 1, isLeap: false };
    expect(fromLunarDate({ ...date, day: 31 })).toBeNull();
    expect(fromLunarDate({ ...date, day: 0 })).toBeNull();
    expect(fromLunarDate({ ...date, day: 1.5 })).toBeNull();
    expect(fromLunarDate({ ...date, month: 13 })).toBeNull();
    expect(fromLunarDate({ ...date, month: 0 })).toBeNull();
    expect(fromLunarDate({ ...date, isLeap: true })).toBeNull();
    // The last month of 2024 had 29 days.
    expect(fromLunarDate({ year: 2024, month: 12, day: 30, isLeap: false })).toBeNull();
  });
});
