import { formatDate, parseDate } from '@parix/working-days';
import { describe, expect, it } from 'vitest';
import { calendarPeriod, rangePeriod, reportPeriod, REPORTS, type Period } from './report-periods.ts';

const text = (period: Period | null): string | null =>
  period === null ? null : `${formatDate(period.first)} ${formatDate(period.last)}`;

const day = (date: string): number => parseDate(date) ?? Number.NaN;

describe('periods', () => {
  it.each([
    ['quarter-1', '2021-12-15 2022-03-14'],
    ['six-months', '2021-12-15 2022-06-14'],
    ['quarter-3', '2022-06-15 2022-09-14'],
    ['year', '2021-12-15 2022-12-14'],
  ] as const)('report %s of 2022 (581/BNV-CCHC)', (report, expected) => {
    expect(text(reportPeriod(report, 2022))).toBe(expected);
  });

  it('reports of years that cannot be written are none', () => {
    for (const report of REPORTS) {
      expect(reportPeriod(report, 1899)).toBeNull();
      expect(reportPeriod(report, Number.NaN)).toBeNull();
    }
  });

  it.each([
    ['day', '2024-02-29', '2024-02-29 2024-02-29'],
    ['month', '2024-02-29', '2024-02-01 2024-02-29'],
    ['month', '2023-02-01', '2023-02-01 2023-02-28'],
    ['month', '2021-12-31', '2021-12-01 2021-12-31'],
    ['quarter', '2021-09-30', '2021-07-01 2021-09-30'],
    ['half-year', '2021-07-01', '2021-07-01 2021-12-31'],
    ['year', '2021-05-05', '2021-01-01 2021-12-31'],
  ] as const)('%s of %s', (kind, date, expected) => {
    expect(text(calendarPeriod(kind, day(date)))).toBe(expected);
  });

  it('a range has both days, the right way round', () => {
    expect(text(rangePeriod('2021-01-05', '2021-01-05'))).toBe('2021-01-05 2021-01-05');
    expect(rangePeriod('2021-01-06', '2021-01-05')).toBeNull();
    expect(rangePeriod('2023-02-29', '2023-03-01')).toBeNull();
  });
});
