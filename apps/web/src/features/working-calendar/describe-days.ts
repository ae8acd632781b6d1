import type { CalendarYear } from '@parix/api-contract';
import { showDate } from '../../format/dates.ts';
import type { Say } from '../../i18n/use-words.ts';
import { weekdayOf } from './month-weeks.ts';

/** A day that differs from others of its week, with why; the last word of the calendar on it. */
export interface SpecialDay {
  readonly date: string;
  readonly works: boolean;
  readonly kind: 'holiday' | 'compensation' | 'swap' | 'worked' | 'own';
  readonly why: string;
}

/** Special days of the year in order, each once: a worked day wins over a day off, an own day over both. */
export function specialDays(
  { decision, workedForOthers, year }: CalendarYear,
  say: Say,
): readonly SpecialDay[] {
  const worked = [...decision.workedDays, ...workedForOthers].filter(({ date }) =>
    date.startsWith(`${year}-`),
  );
  const days: readonly SpecialDay[] = [
    ...decision.daysOff.map(({ date, kind, name }) => ({ date, works: false, kind, why: name })),
    ...worked.map(({ date, insteadOf }) => ({
      date,
      works: true,
      kind: 'worked' as const,
      why: say('working-calendar:insteadOf', { day: showDate(insteadOf) }),
    })),
    ...decision.localExceptions.map(({ date, works, reason }) => ({
      date,
      works,
      kind: 'own' as const,
      why: reason,
    })),
  ];
  return [...new Map(days.map((day) => [day.date, day])).values()].toSorted((a, b) =>
    a.date < b.date ? -1 : 1,
  );
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const weekdayWords = (day: string, say: Say): string =>
  say(`working-calendar:weekday.${WEEKDAYS[weekdayOf(day)] ?? 'mon'}`);

export const weekdayHeads = (say: Say): readonly { readonly short: string; readonly long: string }[] =>
  WEEKDAYS.map((day) => ({
    short: say(`working-calendar:short.${day}`),
    long: say(`working-calendar:weekday.${day}`),
  }));

/** `Thứ Hai 29/04/2024`. */
export const dayWords = (day: string, say: Say): string => `${weekdayWords(day, say)} ${showDate(day)}`;
