import { formatDate, parseDate, type DayNumber } from '@parix/working-days';

/** Days from `first` to `last`, both included. */
export interface Period {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

export const CALENDAR_PERIODS = ['day', 'month', 'quarter', 'half-year', 'year'] as const;
export type CalendarPeriod = (typeof CALENDAR_PERIODS)[number];

/**
 * Periodic reports on public administration reform (Công văn 581/BNV-CCHC). Their figures are cut off in the middle of a
 * month, so that a report's quarter is not the calendar's.
 */
export const REPORTS = ['quarter-1', 'six-months', 'quarter-3', 'year'] as const;
export type Report = (typeof REPORTS)[number];

/** First and last date of each report: months before the report's year are those of the year before. */
const REPORT_DATES: Readonly<Record<Report, readonly [yearsBack: number, from: string, to: string]>> = {
  'quarter-1': [1, '12-15', '03-14'],
  'six-months': [1, '12-15', '06-14'],
  'quarter-3': [0, '06-15', '09-14'],
  year: [1, '12-15', '12-14'],
};

const MONTHS: Readonly<Record<Exclude<CalendarPeriod, 'day'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** null when one of the days does not exist, or the last lies before the first. */
function between(first: DayNumber | null, last: DayNumber | null): Period | null {
  return first === null || last === null || last < first ? null : { first, last };
}

const dateOf = (year: number, monthAndDay: string): DayNumber | null =>
  parseDate(`${String(year).padStart(4, '0')}-${monthAndDay}`);

/** Day before the first of a month, which may be the 13th: January of the next year. */
function endBefore(year: number, month: number): DayNumber | null {
  if (month > 12) return dateOf(year, '12-31');
  const first = dateOf(year, `${String(month).padStart(2, '0')}-01`);
  return first === null ? null : first - 1;
}

/** Any range of ISO dates, both included; null when one is no date of 1900-2199 or they are the wrong way round. */
export function rangePeriod(from: string, to: string): Period | null {
  return between(parseDate(from), parseDate(to));
}

/** The day, month, quarter, half-year or year in which a day lies. */
export function calendarPeriod(kind: CalendarPeriod, day: DayNumber): Period | null {
  if (kind === 'day') return { first: day, last: day };
  const [year = 0, month = 0] = formatDate(day).split('-').map(Number);
  const length = MONTHS[kind];
  const start = month - ((month - 1) % length);
  const first = dateOf(year, `${String(start).padStart(2, '0')}-01`);
  return between(first, endBefore(year, start + length));
}

/** The days whose figures a report of a year contains. */
export function reportPeriod(report: Report, year: number): Period | null {
  const [yearsBack, from, to] = REPORT_DATES[report];
  return between(dateOf(year - yearsBack, from), dateOf(year, to));
}
