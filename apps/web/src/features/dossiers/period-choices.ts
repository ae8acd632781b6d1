import { calendarPeriod, type Period, reportPeriod, REPORTS } from '@parix/one-stop';
import { type DayNumber, formatDate, parseDate } from '@parix/working-days';

/** Periods that are asked for again and again, by the day on which they are asked for. */
export const PERIOD_CHOICES = [
  'month',
  'last-month',
  'quarter',
  'last-quarter',
  'year',
  'last-year',
  ...REPORTS.map((report) => `report-${report}` as const),
] as const;
export type PeriodChoice = (typeof PERIOD_CHOICES)[number];

export interface Dates {
  /** First and last day, ISO. */
  readonly from: string;
  readonly to: string;
}

/** Reports of Công văn 581/BNV-CCHC are those of the year in which the day lies; from 15/12 on of the next one. */
function reportYear(day: DayNumber): number {
  const date = formatDate(day);
  return Number(date.slice(0, 4)) + (date.slice(5) >= '12-15' ? 1 : 0);
}

function before(kind: 'month' | 'quarter' | 'year', day: DayNumber): Period | null {
  const current = calendarPeriod(kind, day);
  return current && calendarPeriod(kind, current.first - 1);
}

function periodOf(choice: PeriodChoice, day: DayNumber): Period | null {
  switch (choice) {
    case 'month':
    case 'quarter':
    case 'year':
      return calendarPeriod(choice, day);
    case 'last-month':
      return before('month', day);
    case 'last-quarter':
      return before('quarter', day);
    case 'last-year':
      return before('year', day);
    case 'report-quarter-1':
      return reportPeriod('quarter-1', reportYear(day));
    case 'report-six-months':
      return reportPeriod('six-months', reportYear(day));
    case 'report-quarter-3':
      return reportPeriod('quarter-3', reportYear(day));
    case 'report-year':
      return reportPeriod('year', reportYear(day));
  }
}

/** The days of a period; null for one that has not begun on the day (ISO, Vietnam). */
export function datesOf(choice: PeriodChoice, today: string): Dates | null {
  const day = parseDate(today);
  const period = day === null ? null : periodOf(choice, day);
  if (day === null || period === null || period.first > day) return null;
  return { from: formatDate(period.first), to: formatDate(period.last) };
}

/** Which choice has these days; undefined: a range of its own. */
export const choiceOf = ({ from, to }: Dates, today: string): PeriodChoice | undefined =>
  PERIOD_CHOICES.find((choice) => {
    const dates = datesOf(choice, today);
    return dates?.from === from && dates.to === to;
  });
