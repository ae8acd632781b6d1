import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, type WorkingCalendar } from './calendar.ts';
import type { OfficeHours } from './office-hours.ts';
import { compileWorkingClock, END_INSTANT, FIRST_INSTANT } from './working-clock.ts';

const MINUTE = 60_000;
const office: readonly OfficeHours[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:00', to: '17:00' },
];
// 30 April and 1 May 2025 are holidays (Wednesday, Thursday); Friday 2 May is off and worked on Saturday 26 April.
const calendar: WorkingCalendar = {
  weekend: [6, 7],
  holidays: ['2025-04-30', '2025-05-01', '2025-05-02'],
  workedDays: ['2025-04-26'],
};
const clock = compileWorkingClock(calendar, office);
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+07:00`);
const local = (instant: number): string =>
  new Date(instant + 7 * 60 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
const add = (from: string, minutes: number): string => local(clock.addMinutes(at(from), minutes));
const between = (a: string, b: string): number => clock.minutesBetween(at(a), at(b));

describe('the working clock', () => {
  it('counts office minutes over noon, nights, holidays and a worked Saturday', () => {
    expect(add('2025-04-25 11:00', 60)).toBe('2025-04-25 13:30');
    expect(add('2025-04-25 16:00', 120)).toBe('2025-04-26 08:30');
    expect(add('2025-04-29 16:59', 2)).toBe('2025-05-05 07:31');
    expect(between('2025-04-25 16:00', '2025-04-26 08:30')).toBe(120);
    expect(between('2025-04-29 00:00', '2025-05-06 00:00')).toBe(2 * 480);
    expect(between('2025-05-06 08:00', '2025-05-05 08:00')).toBe(0);
  });

  it('ends at closing time, goes back to the opening, and moves by 0 only what lies outside', () => {
    expect(add('2025-04-29 07:30', 240)).toBe('2025-04-29 11:30');
    expect(add('2025-04-29 07:30', 480)).toBe('2025-04-29 17:00');
    expect(add('2025-05-05 08:00', -30)).toBe('2025-05-05 07:30');
    expect(add('2025-05-05 08:00', -31)).toBe('2025-04-29 16:59');
    expect(add('2025-04-29 17:00', 0)).toBe('2025-04-29 17:00');
    expect(add('2025-04-29 17:01', 0)).toBe('2025-05-05 07:30');
    expect(add('2025-04-29 12:00', 0)).toBe('2025-04-29 13:00');
  });

  it('knows the days of Vietnam, not those of UTC', () => {
    const day = parseDate('2025-04-26') ?? Number.NaN;
    expect(clock.dayOf(at('2025-04-26 00:00'))).toBe(day);
    expect(clock.dayOf(at('2025-04-26 00:00') - 1)).toBe(day - 1);
    expect(clock.startOf(day)).toBe(at('2025-04-26 00:00'));
    expect([day - 1, day, day + 1].map((one) => clock.isWorkingDay(one))).toEqual([true, true, false]);
    expect([-1, 0, 1, 3].map((n) => clock.shiftDays(day, n) - day)).toEqual([-1, 0, 2, 9]);
  });

  it('answers NaN for what lies outside 1900-2199 or is no number', () => {
    const outside = [FIRST_INSTANT - 1, END_INSTANT, 1e300, -Infinity, Infinity, Number.NaN];
    for (const instant of outside) {
      expect(clock.addMinutes(instant, 1)).toBeNaN();
      expect(clock.minutesBetween(instant, at('2025-04-29 08:00'))).toBeNaN();
      expect(clock.minutesBetween(at('2025-04-29 08:00'), instant)).toBeNaN();
      expect(clock.dayOf(instant)).toBeNaN();
      expect(clock.startOf(instant)).toBeNaN();
      expect(clock.shiftDays(instant, 1)).toBeNaN();
      expect(clock.isWorkingDay(instant)).toBe(false);
    }
    for (const minutes of [1e15, -1e15, 1e308, Infinity, Number.NaN]) {
      expect(clock.addMinutes(at('2025-04-29 08:00'), minutes)).toBeNaN();
      expect(clock.shiftDays(20_000, minutes)).toBeNaN();
    }
    expect(clock.shiftDays(20_000, 1.5)).toBeNaN();
  });

  it('of an office that never opens has no instants and no minutes', () => {
    const hours = [{ from: '25:00', to: 'noon' }];
    for (const closed of [
      compileWorkingClock(calendar, hours),
      compileWorkingClock({ ...calendar, weekend: [1, 2, 3, 4, 5, 6, 7], workedDays: [] }, office),
    ]) {
      expect(closed.addMinutes(at('2025-04-29 08:00'), 1)).toBeNaN();
      expect(closed.addMinutes(at('2025-04-29 08:00'), 0)).toBeNaN();
      expect(closed.minutesBetween(at('2025-04-29 08:00'), at('2025-06-29 08:00'))).toBe(0);
    }
    expect(clock.minutesBetween(FIRST_INSTANT, END_INSTANT - 1)).toBeGreaterThan(30_000_000);
  });
});

describe('for any office and any week', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 1439 });
  const text = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const sitting = fc
    .tuple(minuteOfDay, minuteOfDay)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ from: text(Math.min(a, b)), to: text(Math.max(a, b)) }));
  const date = fc
    .integer({ min: 0, max: 59 })
    .map((n) => new Date(Date.UTC(2025, 3, 1 + n)).toISOString().slice(0, 10));
  const clocks = fc
    .record({
      weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
      holidays: fc.array(date, { maxLength: 10 }),
      workedDays: fc.array(date, { maxLength: 5 }),
      office: fc.array(sitting, { minLength: 1, maxLength: 3 }),
    })
    .map(({ office: hours, ...days }) => ({ hours, days, clock: compileWorkingClock(days, hours) }));
  const start = at('2025-04-01 00:00');
  const instant = fc.integer({ min: start, max: start + 60 * 1440 * MINUTE });
  const minutes = fc.integer({ min: 0, max: 5_000 });
  const few = { numRuns: 60 };

  /** Inside a sitting or exactly at its end, by the words of the calendar and not by its sums. */
  const isOpen = (made: typeof clock, hours: readonly OfficeHours[], when: number): boolean => {
    const time = local(when).slice(11);
    const atEnd = (to: string) => time === to && when % MINUTE === 0;
    const inSitting = hours.some(({ from, to }) => time >= from && (time < to || atEnd(to)));
    return inSitting && made.isWorkingDay(made.dayOf(when));
  };

  it('adding and counting undo each other and nothing ends outside office hours', () => {
    fc.assert(
      fc.property(clocks, instant, minutes, ({ clock: made, hours }, from, n) => {
        const end = made.addMinutes(from, n);
        expect(made.minutesBetween(from, end)).toBe(n);
        expect(end).toBeGreaterThanOrEqual(from);
        expect(isOpen(made, hours, end)).toBe(true);
        const back = made.addMinutes(from, -n);
        expect(made.minutesBetween(back, from)).toBe(n);
        expect(isOpen(made, hours, back)).toBe(true);
      }),
      few,
    );
  });

  it('parts add up', () => {
    fc.assert(
      fc.property(clocks, fc.array(instant, { minLength: 3, maxLength: 3 }), ({ clock: made }, instants) => {
        const [a, b, c] = instants.toSorted((x, y) => x - y) as [number, number, number];
        expect(made.minutesBetween(a, b) + made.minutesBetween(b, c)).toBe(made.minutesBetween(a, c));
      }),
      few,
    );
    fc.assert(
      fc.property(clocks, instant, minutes, minutes, ({ clock: made }, from, n, m) => {
        expect(made.addMinutes(made.addMinutes(from, n), m)).toBe(made.addMinutes(from, n + m));
      }),
      few,
    );
  });

  it('later and longer never ends earlier', () => {
    fc.assert(
      fc.property(clocks, instant, instant, minutes, minutes, ({ clock: made }, a, b, n, m) => {
        const early = made.addMinutes(Math.min(a, b), Math.min(n, m));
        expect(early).toBeLessThanOrEqual(made.addMinutes(Math.max(a, b), Math.min(n, m)));
        expect(early).toBeLessThanOrEqual(made.addMinutes(Math.min(a, b), Math.max(n, m)));
        expect(made.addMinutes(a, -Math.max(n, m))).toBeLessThanOrEqual(made.addMinutes(a, -Math.min(n, m)));
      }),
      few,
    );
  });

  it('agrees with walking minute by minute', () => {
    const whole = fc.integer({ min: 0, max: 4 * 1440 }).map((n) => start + n * MINUTE);
    fc.assert(
      fc.property(clocks, whole, whole, ({ clock: made, hours, days }, a, b) => {
        let walked = 0;
        for (let when = a; when < b; when += MINUTE) {
          const [day, time] = local(when).split(' ') as [string, string];
          const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
          const works =
            days.workedDays.includes(day) ||
            (!days.holidays.includes(day) && !days.weekend.includes(weekday));
          if (works && hours.some(({ from, to }) => from <= time && time < to)) walked++;
        }
        expect(made.minutesBetween(a, b)).toBe(walked);
      }),
      { numRuns: 25 },
    );
  });

  it('shifting days is undone by shifting back from a working day', () => {
    fc.assert(
      fc.property(
        clocks,
        fc.integer({ min: 20_179, max: 20_239 }),
        fc.integer({ min: 1, max: 40 }),
        ({ clock: made }, day, n) => {
          const later = made.shiftDays(day, n);
          expect(made.isWorkingDay(later)).toBe(true);
          const again = made.shiftDays(later, -n);
          expect(made.isWorkingDay(day) ? again : made.shiftDays(again, 1)).toBe(
            made.isWorkingDay(day) ? day : made.shiftDays(day, 1),
          );
        },
      ),
      few,
    );
  });
});
