import type { WorkingCalendar } from '@parix/scoring';

const DAY = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Walks day by day: slow, plain, and independent of the engine's counting. */
export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
  if (calendar.workedDays.includes(date)) return true;
  if (calendar.holidays.includes(date)) return false;
  const sunday0 = new Date(`${date}T00:00:00Z`).getUTCDay();
  return !calendar.weekend.includes(sunday0 === 0 ? 7 : sunday0);
}

/** The n-th working day after (n > 0) or before (n < 0) a date; the date itself for 0. */
export function workingDaysFrom(calendar: WorkingCalendar, date: string, n: number): string {
  let time = Date.parse(`${date}T00:00:00Z`);
  for (let left = Math.abs(n); left > 0;) {
    time += Math.sign(n) * DAY;
    if (isWorkingDay(calendar, iso(time))) left--;
  }
  return iso(time);
}
