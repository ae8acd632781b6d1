/** Days counted from 1970-01-01 (day 0), proleptic Gregorian, no time zone: legal dates are dates. */
export type DayNumber = number;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
export const FIRST_DAY = dayNumber(1900, 1, 1);
export const LAST_DAY = dayNumber(2199, 12, 31);

function dayNumber(year: number, month: number, day: number): DayNumber {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** Day number of an ISO date between 1900 and 2199; null when there is no such day. */
export function parseDate(text: string): DayNumber | null {
  const parts = DATE.exec(text);
  if (parts === null) return null;
  const day = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return day >= FIRST_DAY && day <= LAST_DAY && formatDate(day) === text ? day : null;
}

/** ISO date of a day number. */
export function formatDate(day: DayNumber): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Weekend days (ISO 1-7), public holidays and worked swap days, ISO dates. Days outside 1900-2199 are passed over. */
export interface WorkingCalendar {
  readonly weekend: readonly number[];
  readonly holidays: readonly string[];
  readonly workedDays: readonly string[];
}

/** Working days as running counts, so that any distance is one subtraction. */
export interface WorkingDays {
  readonly first: DayNumber;
  /** upTo[d - first] = working days from `first` to d, both included. */
  readonly upTo: Int32Array;
  /** The working days themselves, ascending. */
  readonly days: Int32Array;
}

/** ISO weekday, 1 = Monday .. 7 = Sunday. */
export function weekday(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Running counts for 1900-2199. A worked swap day wins over the weekend and over a holiday. */
export function compileCalendar(calendar: WorkingCalendar): WorkingDays {
  const works = new Uint8Array(LAST_DAY - FIRST_DAY + 1);
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => (calendar.weekend.includes(day) ? 0 : 1));
  const first = weekday(FIRST_DAY) - 1;
  for (let at = 0; at < works.length; at++) works[at] = week[(first + at) % 7] as number;
  for (const day of daysOf(calendar.holidays)) works[day - FIRST_DAY] = 0;
  for (const day of daysOf(calendar.workedDays)) works[day - FIRST_DAY] = 1;
  const upTo = new Int32Array(works.length);
  const days = new Int32Array(works.length);
  let count = 0;
  for (let at = 0; at < works.length; at++) {
    if (works[at] === 1) days[count++] = FIRST_DAY + at;
    upTo[at] = count;
  }
  return { first: FIRST_DAY, upTo, days: days.subarray(0, count) };
}

function daysOf(dates: readonly string[]): readonly DayNumber[] {
  return dates.map(parseDate).filter((day) => day !== null);
}

function countUpTo(calendar: WorkingDays, day: DayNumber): number {
  const at = day - calendar.first;
  return at < 0 ? 0 : (calendar.upTo[Math.min(at, calendar.upTo.length - 1)] ?? 0);
}

/** The `offset`-th working day after `day` (before it when negative); `day` itself for 0. */
export function shiftWorkingDays(calendar: WorkingDays, day: DayNumber, offset: number): DayNumber {
  if (offset === 0) return day;
  const position = offset > 0 ? countUpTo(calendar, day) + offset : countUpTo(calendar, day - 1) + offset + 1;
  const last = calendar.days.length;
  return calendar.days[Math.max(0, Math.min(position, last) - 1)] ?? day;
}

/**
 * Working days late: 0 or less when done by the due day (negative = working days to spare), else the working days
 * after the due day up to `done`; what is done on a day off counts as done on the next working day.
 */
export function workingDaysLate(calendar: WorkingDays, done: DayNumber, due: DayNumber): number {
  const distance = countUpTo(calendar, done) - countUpTo(calendar, due);
  if (done <= due) return distance;
  const isDayOff = countUpTo(calendar, done) === countUpTo(calendar, done - 1);
  return isDayOff ? distance + 1 : distance;
}
