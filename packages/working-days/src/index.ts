export {
  compileCalendar,
  formatDate,
  parseDate,
  shiftWorkingDays,
  workingDaysLate,
  type DayNumber,
  type WorkingCalendar,
  type WorkingDays,
} from './calendar.ts';
export {
  checkOfficeHours,
  OFFICE_PROBLEM_CODES,
  type OfficeHours,
  type OfficeProblem,
  type OfficeProblemCode,
} from './office-hours.ts';
export { compileWorkingClock, END_INSTANT, FIRST_INSTANT, type WorkingClock } from './working-clock.ts';
export { dueInstant, WAYS_TO_COUNT, WORKING_DAY_HOURS, type WayToCount } from './due-instant.ts';
export { fromLunarDate, lunarNewYear, toLunarDate, type LunarDate } from './lunar-date.ts';
export {
  DAY_OFF_KINDS,
  daysOffByLaw,
  FIRST_YEAR_OF_LAW,
  HOLIDAY_IDS,
  HOLIDAY_RULES,
  usualChoice,
  WEEKEND,
  YEAR_CHOICES,
  type DayOff,
  type DayOffKind,
  type HolidayId,
  type HolidayRule,
  type YearChoice,
} from './public-holidays.ts';
export { HOLIDAY_SCHEDULES } from './holiday-schedules.ts';
export {
  calendarOf,
  completeYears,
  expectedDecision,
  type LocalException,
  type SourceDocument,
  type WorkedDay,
  type YearDecision,
} from './year-decision.ts';
export { checkYearDecision, type CheckedYear } from './check-year-decision.ts';
export {
  describeYearProblem,
  YEAR_PROBLEM_CODES,
  type YearProblem,
  type YearProblemCode,
} from './year-problems.ts';
