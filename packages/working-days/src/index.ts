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
