import {
  compileCalendar,
  FIRST_DAY,
  LAST_DAY,
  shiftWorkingDays,
  type DayNumber,
  type WorkingCalendar,
  type WorkingDays,
} from './calendar.ts';
import { openingOf, type OfficeHours } from './office-hours.ts';

/** Vietnam is seven hours ahead of UTC all year; the country has had no summer time since 1975. */
const ZONE = 7 * 3_600_000;
const DAY = 86_400_000;
const MINUTE = 60_000;

/** First instant of 1900-01-01 and the instant after 2199-12-31, both Vietnam time, epoch milliseconds. */
export const FIRST_INSTANT = FIRST_DAY * DAY - ZONE;
export const END_INSTANT = (LAST_DAY + 1) * DAY - ZONE;

/**
 * Working time of an office. Instants are epoch milliseconds (UTC), days are those of Vietnam. Every answer is found
 * by running counts, without a loop over days and without allocation. What lies outside 1900-2199 or is no number
 * gives NaN (`isWorkingDay`: false), never an exception.
 */
export interface WorkingClock {
  /**
   * The instant `minutes` working minutes after `from`, always inside office hours: the earliest such instant (an end
   * at closing time stays there), for a negative number the latest. 0 moves only what lies outside office hours, to
   * the next opening. Deadlines are exclusive: what happens before this instant is in time.
   */
  addMinutes(from: number, minutes: number): number;
  /** Whole working minutes as an office clock without seconds shows them, so that parts add up; 0 when b <= a. */
  minutesBetween(a: number, b: number): number;
  dayOf(instant: number): DayNumber;
  /** Midnight (Vietnam) at which the day begins. */
  startOf(day: DayNumber): number;
  /** The n-th working day after `day` (before it when negative); `day` itself for 0. */
  shiftDays(day: DayNumber, n: number): DayNumber;
  isWorkingDay(day: DayNumber): boolean;
}

/** Days outside the range come back as NaN here, so that callers need one check only. */
const dayOf = (instant: number): DayNumber =>
  instant >= FIRST_INSTANT && instant < END_INSTANT ? Math.floor((instant + ZONE) / DAY) : Number.NaN;

const isDay = (day: DayNumber): boolean => Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY;

const startOf = (day: DayNumber): number => (isDay(day) ? day * DAY - ZONE : Number.NaN);

const worksOn = (days: WorkingDays, day: DayNumber): boolean =>
  isDay(day) && days.upTo[day - FIRST_DAY] !== (days.upTo[day - FIRST_DAY - 1] ?? 0);

/** A clock for one calendar and the hours of one office; unreadable hours are passed over (`checkOfficeHours`). */
export function compileWorkingClock(calendar: WorkingCalendar, office: readonly OfficeHours[]): WorkingClock {
  const days = compileCalendar(calendar);
  const opening = openingOf(office);
  const perDay = opening.length;

  /** Working milliseconds from the beginning of 1900 to an instant inside the range. */
  const elapsedAt = (instant: number): number => {
    const day = dayOf(instant);
    const before = days.upTo[day - FIRST_DAY - 1] ?? 0;
    const today = worksOn(days, day) ? opening.elapsedBy(Math.floor(instant - startOf(day))) : 0;
    return before * perDay + today;
  };

  /** First instant at which so much working time (more than none) has passed. */
  const earliestAt = (elapsed: number): number => {
    const index = Math.ceil(elapsed / perDay) - 1;
    const day = days.days[index];
    return day === undefined ? Number.NaN : startOf(day) + opening.earliestAt(elapsed - index * perDay);
  };

  /** Last instant inside office hours at which no more working time has passed. */
  const latestAt = (elapsed: number): number => {
    const index = Math.floor(elapsed / perDay);
    const day = days.days[index];
    return day === undefined ? Number.NaN : startOf(day) + opening.latestAt(elapsed - index * perDay);
  };

  const isOpenAt = (instant: number): boolean => {
    const day = dayOf(instant);
    return worksOn(days, day) && opening.includes(instant - startOf(day));
  };

  const addMinutes = (from: number, minutes: number): number => {
    if (perDay === 0 || Number.isNaN(dayOf(from)) || !Number.isFinite(minutes)) return Number.NaN;
    const shift = Math.round(minutes * MINUTE);
    if (shift === 0 && isOpenAt(from)) return from;
    const elapsed = elapsedAt(from) + shift;
    return shift > 0 ? earliestAt(elapsed) : latestAt(elapsed);
  };

  const minutesBetween = (a: number, b: number): number => {
    if (Number.isNaN(dayOf(a)) || Number.isNaN(dayOf(b))) return Number.NaN;
    return b <= a ? 0 : Math.floor(elapsedAt(b) / MINUTE) - Math.floor(elapsedAt(a) / MINUTE);
  };

  const shiftDays = (day: DayNumber, n: number): DayNumber => {
    if (!isDay(day) || !Number.isInteger(n)) return Number.NaN;
    // The calendar stops at its last working day; a deadline may not.
    const before = days.upTo[day - FIRST_DAY - (n < 0 ? 1 : 0)] ?? 0;
    const position = n > 0 ? before + n : before + n + 1;
    return n !== 0 && (position < 1 || position > days.days.length)
      ? Number.NaN
      : shiftWorkingDays(days, day, n);
  };

  return {
    addMinutes,
    minutesBetween,
    dayOf,
    startOf,
    shiftDays,
    isWorkingDay: (day) => worksOn(days, day),
  };
}
