import type { WorkingClock } from './working-clock.ts';

/** Processing times are kept in working hours; the systems of the one-stop network write a working day as 8 of them. */
export const WORKING_DAY_HOURS = 8;

const DAY = 86_400_000;

/**
 * How a processing time is counted.
 * `hours`: from the instant of receipt, working minute by working minute (Bộ luật Dân sự 2015, điều 147 khoản 1).
 * `days`: the day of receipt is not counted (điều 147 khoản 2); the time ends with the last working day (điều 148
 * khoản 1, 5), at the office's closing, because a result is handed out in office hours.
 */
export const WAYS_TO_COUNT = ['hours', 'days'] as const;
export type WayToCount = (typeof WAYS_TO_COUNT)[number];

/**
 * The exclusive deadline of what was received at `from` and may take `hours` working hours. By `days` a begun day counts
 * as a whole one; 0 means the day of receipt itself, or the next working day when the office has closed by then. NaN when it lies outside the calendar or `hours` is negative.
 */
export function dueInstant(clock: WorkingClock, from: number, hours: number, way: WayToCount): number {
  if (!(hours >= 0)) return Number.NaN;
  if (way === 'hours') return clock.addMinutes(from, hours * 60);
  const days = Math.ceil(hours / WORKING_DAY_HOURS);
  const today = clock.dayOf(from);
  if (days > 0) return closingOf(clock, clock.shiftDays(today, days));
  const closing = clock.isWorkingDay(today) ? closingOf(clock, today) : Number.NaN;
  return from < closing ? closing : closingOf(clock, clock.shiftDays(today, 1));
}

/** The closing of the office on a working day; NaN when the office has no hours. */
function closingOf(clock: WorkingClock, day: number): number {
  const start = clock.startOf(day);
  return clock.addMinutes(start, clock.minutesBetween(start, start + DAY - 1));
}
