import { dueInstant, WORKING_DAY_HOURS, type DayNumber, type WorkingClock } from '@parix/working-days';
import type { ProcedureRule } from './procedure-rule.ts';

const DAY_MINUTES = WORKING_DAY_HOURS * 60;

/** The day itself when it is worked on, else the next working day: what is done on a day off counts as done then. */
export function workingDayFrom(clock: WorkingClock, day: DayNumber): DayNumber {
  return clock.isWorkingDay(day) ? day : clock.shiftDays(day, 1);
}

/** Closing of the office on the day, or on the next working day. */
function closingFrom(clock: WorkingClock, day: DayNumber): number {
  return dueInstant(clock, clock.startOf(day), 0, 'days');
}

/** Due by law: the processing time after the receipt. NaN when it lies outside the calendar. */
export function dueByLaw(
  clock: WorkingClock,
  rule: ProcedureRule,
  receivedAt: number,
  minutes: number,
): number {
  return dueInstant(clock, receivedAt, minutes / 60, rule.counting);
}

/**
 * A source's appointment as an instant by which it can be judged. One on a day off ends with the next working day (Bộ
 * luật Dân sự 2015, điều 148 khoản 5); one at midnight is a date that was written without a time: the whole day counts.
 */
export function settledAppointment(clock: WorkingClock, due: number): number {
  const day = clock.dayOf(due);
  return !clock.isWorkingDay(day) || due === clock.startOf(day) ? closingFrom(clock, day) : due;
}

/** Working days after the day `from`, up to and including `to`. */
function workingDaysAfter(clock: WorkingClock, from: DayNumber, to: DayNumber): number {
  const day = clock.shiftDays(from, 1);
  const perDay = clock.minutesBetween(clock.startOf(day), clock.startOf(day + 1));
  const minutes = clock.minutesBetween(clock.startOf(from + 1), clock.startOf(to + 1));
  return Math.round(minutes / perDay);
}

/**
 * Working minutes by which a pause moves the due date. By `days` the day on which the pause began is still counted as
 * used, that on which it ended is not (Bộ luật Dân sự 2015, điều 147 khoản 2): 480 for each working day between.
 */
export function pauseLength(clock: WorkingClock, rule: ProcedureRule, from: number, to: number): number {
  if (to <= from) return 0;
  if (rule.counting === 'hours') return clock.minutesBetween(from, to);
  const end = workingDayFrom(clock, clock.dayOf(to));
  return workingDaysAfter(clock, clock.dayOf(from), end) * DAY_MINUTES;
}

/** The due date so many working minutes later; by `days` a begun day is a whole one. NaN outside the calendar. */
export function laterBy(clock: WorkingClock, rule: ProcedureRule, due: number, minutes: number): number {
  if (minutes === 0) return due;
  if (rule.counting === 'hours') return clock.addMinutes(due, minutes);
  return closingFrom(clock, clock.shiftDays(clock.dayOf(due), Math.ceil(minutes / DAY_MINUTES)));
}

/** Not done by the appointment: an end on the due day, or at the due instant by minutes, is in time. */
export function isLate(clock: WorkingClock, rule: ProcedureRule, instant: number, due: number): boolean {
  return rule.lateness === 'by-day' ? clock.dayOf(instant) > clock.dayOf(due) : instant > due;
}

/** First day at whose end a dossier that is still open is overdue. */
export function overdueFrom(clock: WorkingClock, rule: ProcedureRule, due: number): DayNumber {
  return clock.dayOf(due) + (rule.lateness === 'by-day' ? 1 : 0);
}
