import type { CountedDay, ROUTES } from '@parix/api-contract';
import { dueInstant, END_INSTANT, FIRST_INSTANT, formatDate, type WorkingClock } from '@parix/working-days';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';
import { loadYears } from './stored-decision.ts';
import { DEFAULT_OFFICE_HOURS } from './clock-of-years.read-model.ts';
import { loadWorkingClock } from './working-clock.read-model.ts';

const DAY = 86_400_000;

/** The deadline, and each day from receipt to it with what was counted on it, so that it can be checked by hand. */
export async function countDeadline(
  context: Context,
  { from: text, hours, counting }: z.output<typeof ROUTES.countDeadline.query>,
) {
  context.permit('working-calendar.read');
  const from = Date.parse(text);
  const clock = await loadWorkingClock(context.db);
  const due =
    from >= FIRST_INSTANT && from < END_INSTANT ? dueInstant(clock, from, hours, counting) : Number.NaN;
  if (Number.isNaN(due)) refuse('deadline-outside');
  const reasons = await reasonsOf(context);
  const days: CountedDay[] = [];
  let number = 0;
  const last = clock.dayOf(due);
  for (let day = clock.dayOf(from); day <= last; day += 1) {
    const minutes = minutesOn(clock, day, { from, due, counting });
    if (minutes > 0) number += 1;
    const date = formatDate(day);
    const reason = reasons.get(date) ?? null;
    days.push({ date, works: clock.isWorkingDay(day), reason, number: minutes > 0 ? number : null, minutes });
  }
  return {
    from: new Date(from).toISOString(),
    due: new Date(due).toISOString(),
    dueDay: formatDate(last),
    workingDays: number,
    days,
    officeHours: DEFAULT_OFFICE_HOURS.map((sitting) => ({ ...sitting })),
  };
}

/** By days the day of receipt is not counted, whatever is left of it. */
function minutesOn(
  clock: WorkingClock,
  day: number,
  {
    from,
    due,
    counting,
  }: { readonly from: number; readonly due: number; readonly counting: 'hours' | 'days' },
): number {
  if (counting === 'days' && day === clock.dayOf(from)) return 0;
  const start = clock.startOf(day);
  return clock.minutesBetween(Math.max(start, from), Math.min(start + DAY - 1, due));
}

const INSTEAD: Readonly<Record<Locale, (day: string) => string>> = {
  vi: (day) => `Làm bù cho ngày ${day}`,
  en: (day) => `Worked instead of ${day}`,
};

/** Why days differ from others of the week, by date; what is said last wins, as in the calendar. */
async function reasonsOf({ db, locale }: Context): Promise<ReadonlyMap<string, string>> {
  const latest = new Map((await loadYears(db)).map((decision) => [decision.year, decision]));
  const years = [...latest.values()];
  return new Map([
    ...years.flatMap(({ daysOff }) => daysOff.map(({ date, name }) => [date, name] as const)),
    ...years.flatMap(({ workedDays }) =>
      workedDays.map(
        ({ date, insteadOf }) =>
          [date, INSTEAD[locale](insteadOf.split('-').toReversed().join('/'))] as const,
      ),
    ),
    ...years.flatMap(({ localExceptions }) =>
      localExceptions.map(({ date, reason }) => [date, reason] as const),
    ),
  ]);
}
