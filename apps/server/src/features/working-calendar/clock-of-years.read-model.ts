import {
  calendarOf,
  compileWorkingClock,
  type OfficeHours,
  type WorkingClock,
  type YearDecision,
} from '@parix/working-days';

/** Office hours that hold until an office says otherwise: eight hours, with two for the midday meal. */
export const DEFAULT_OFFICE_HOURS: readonly OfficeHours[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];

/** A clock by decisions, of which the last of a year counts. */
export const clockOfYears = (years: readonly YearDecision[]): WorkingClock =>
  compileWorkingClock(calendarOf(years), DEFAULT_OFFICE_HOURS);
