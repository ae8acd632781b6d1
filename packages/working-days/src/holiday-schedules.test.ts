import { describe, expect, it } from 'vitest';
import { compileCalendar, formatDate, parseDate, shiftWorkingDays } from './calendar.ts';
import { HOLIDAY_SCHEDULES } from './holiday-schedules.ts';
import { daysOffByLaw, usualChoice, type YearChoice } from './public-holidays.ts';
import { calendarOf, completeYears, expectedDecision } from './year-decision.ts';

const number = (text: string): number => parseDate(text) ?? Number.NaN;
/** ISO weekday by the calendar of the language, not by ours. */
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
const onWeekdays = (dates: readonly string[]): readonly string[] => dates.filter((date) => weekday(date) < 6);

/** `23/1-29/1` of the notices; single days stand alone. */
function spanned(year: number, spans: string): readonly string[] {
  const iso = (text: string): number => {
    const [day, month] = text.split('/').map((part) => part.padStart(2, '0'));
    return number(`${year}-${month}-${day}`);
  };
  return spans.split(' ').flatMap((span) => {
    const [from, to = from] = span.split('-') as [string, string?];
    return Array.from({ length: iso(to) - iso(from) + 1 }, (_, at) => formatDate(iso(from) + at));
  });
}

interface Announced {
  readonly year: number;
  /** Breaks as the notices tell them, with the weekends in them. */
  readonly breaks: string;
  readonly worked: string;
  readonly choice: YearChoice;
}

const before = (tetDaysBefore: 1 | 2, nationalDaysBefore: 0 | 1): YearChoice => ({
  tetDaysBefore,
  nationalDaysBefore,
});

const ANNOUNCED: readonly Announced[] = [
  { year: 2020, breaks: '1/1 23/1-29/1 2/4 30/4-3/5 2/9', worked: '', choice: before(2, 1) },
  { year: 2021, breaks: '1/1-3/1 10/2-16/2 21/4 30/4-3/5 2/9-5/9', worked: '', choice: before(2, 0) },
  { year: 2022, breaks: '1/1-3/1 29/1-6/2 9/4-11/4 30/4-3/5 1/9-4/9', worked: '', choice: before(1, 1) },
  { year: 2023, breaks: '1/1-2/1 20/1-26/1 29/4-3/5 1/9-4/9', worked: '', choice: before(2, 1) },
  { year: 2024, breaks: '1/1 8/2-14/2 18/4 27/4-1/5 31/8-3/9', worked: '4/5', choice: before(2, 0) },
  { year: 2025, breaks: '1/1 25/1-2/2 5/4-7/4 30/4-4/5 30/8-2/9', worked: '26/4', choice: before(2, 1) },
  {
    year: 2026,
    breaks: '1/1-4/1 14/2-22/2 25/4-27/4 30/4-3/5 29/8-2/9',
    worked: '10/1 22/8',
    choice: before(1, 1),
  },
];

describe.each(ANNOUNCED)('the schedule of $year', ({ year, breaks, worked, choice }) => {
  const decision = HOLIDAY_SCHEDULES.find((one) => one.year === year);
  if (decision === undefined) throw new Error('no schedule');
  const dates = decision.daysOff.map(({ date }) => date);

  it('takes off the working days that were announced', () => {
    expect(onWeekdays(dates)).toEqual(onWeekdays(spanned(year, breaks)));
    expect(decision.workedDays.map(({ date }) => date)).toEqual(worked === '' ? [] : spanned(year, worked));
    expect(decision.workedDays.map(({ date }) => weekday(date))).toEqual(decision.workedDays.map(() => 6));
  });

  it('is the law, the choice of the year and its swaps', () => {
    const swaps = decision.daysOff.filter(({ kind }) => kind === 'swap');
    const byLaw = daysOffByLaw(year, choice) ?? [];
    const sorted = [...byLaw, ...swaps].sort((a, b) => a.date.localeCompare(b.date));
    expect(decision.daysOff).toEqual(sorted);
    expect(decision.workedDays.map(({ insteadOf }) => insteadOf)).toEqual(swaps.map(({ date }) => date));
  });

  it('was to be expected, but for swaps', () => {
    const expected = daysOffByLaw(year, usualChoice(year)) ?? [];
    const withoutSwaps = decision.daysOff.filter(({ kind }) => kind !== 'swap').map(({ date }) => date);
    expect(onWeekdays(expected.map(({ date }) => date))).toEqual(onWeekdays(withoutSwaps));
  });
});

describe('the law', () => {
  it('gives eleven days since 2021, ten before, and every make-up day is a working day of its own', () => {
    for (let year = 2014; year <= 2199; year++) {
      for (const choice of [before(1, 0), before(1, 1), before(2, 0), before(2, 1)]) {
        const days = daysOffByLaw(year, choice) ?? [];
        const holidays = days.filter(({ kind }) => kind === 'holiday').map(({ date }) => date);
        const madeUp = days.filter(({ kind }) => kind === 'compensation').map(({ date }) => date);
        expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
        expect(holidays.length).toBe(year < 2021 ? 10 : 11);
        expect(onWeekdays(madeUp)).toEqual(madeUp);
        expect(madeUp.length).toBe(holidays.length - onWeekdays(holidays).length);
      }
    }
  });

  it('says nothing here about years before 2014 or after 2199', () => {
    for (const year of [2013, 2200, 2024.5, Number.NaN, -Infinity]) {
      expect(daysOffByLaw(year, before(2, 1))).toBeNull();
      expect(expectedDecision(year)).toBeNull();
    }
  });
});

describe('a calendar of decisions', () => {
  const calendar = compileCalendar(calendarOf(HOLIDAY_SCHEDULES));
  const shift = (from: string, days: number): string =>
    formatDate(shiftWorkingDays(calendar, number(from), days));

  it('counts over Tết, swaps and compensations', () => {
    expect(shift('2025-01-24', 1)).toBe('2025-02-03');
    expect(shift('2025-04-25', 4)).toBe('2025-05-05');
    expect(shift('2026-08-21', 6)).toBe('2026-08-28');
    expect(shift('2026-08-28', 1)).toBe('2026-09-03');
    expect(shift('2023-04-28', 1)).toBe('2023-05-04');
  });

  it('takes the last decision of a year, and an exception of the office over everything', () => {
    const [first] = HOLIDAY_SCHEDULES.filter(({ year }) => year === 2025);
    if (first === undefined) throw new Error('no schedule');
    const storm = { date: '2025-04-26', works: false, reason: 'Bão' };
    const made = calendarOf(
      [...HOLIDAY_SCHEDULES, { ...first, daysOff: first.daysOff.slice(0, 1), localExceptions: [storm] }],
      [{ date: '2025-01-01', works: true, reason: 'Trực' }],
    );
    expect(made.holidays.filter((date) => date.startsWith('2025'))).toEqual(['2025-04-26']);
    expect(made.workedDays.filter((date) => date.startsWith('2025'))).toEqual(['2025-01-01']);
    expect(made.holidays.filter((date) => date.startsWith('2024'))).toHaveLength(14);
  });

  it('is completed by the law where nothing was announced', () => {
    const completed = completeYears(HOLIDAY_SCHEDULES, 2019, 2028);
    expect(completed.map(({ year }) => year)).toEqual([
      2020, 2021, 2022, 2023, 2024, 2025, 2026, 2019, 2027, 2028,
    ]);
    const next = completed.find(({ year }) => year === 2027);
    expect(next?.source[0]?.note).toContain('Dự kiến');
    expect(next?.daysOff.map(({ date }) => date)).toContain('2027-02-06');
    expect(completeYears([], -1e9, 1e9)).toHaveLength(186);
    expect(completeYears([], Number.NaN, 2030)).toEqual([]);
  });
});
