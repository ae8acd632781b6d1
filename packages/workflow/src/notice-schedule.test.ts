import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEADLINE_STEPS, type DeadlineStep, dueAt, dueStep } from './notice-schedule.ts';
import { dayInVietnam, instantInVietnam, isoDay } from './vietnam-time.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const instant = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });

describe('days in Vietnam', () => {
  it('begin at 17:00 UTC of the day before', () => {
    expect(isoDay(dayInVietnam(at('2026-12-31T16:59:59.999Z')))).toBe('2026-12-31');
    expect(isoDay(dayInVietnam(at('2026-12-31T17:00:00Z')))).toBe('2027-01-01');
    expect(iso(instantInVietnam(dayInVietnam(at('2026-12-31T12:00:00Z')), 8))).toBe(
      '2026-12-31T01:00:00.000Z',
    );
  });

  it('follow the rules of the zone, not a constant: before 13 June 1975 the clock was an hour ahead', () => {
    expect(isoDay(dayInVietnam(at('1970-01-01T16:00:00Z')))).toBe('1970-01-02');
    expect(isoDay(dayInVietnam(at('1976-01-01T16:00:00Z')))).toBe('1976-01-01');
  });

  it('and hours name one instant of that day', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 23 }), (now, hour) => {
        const day = dayInVietnam(now);
        expect(dayInVietnam(instantInVietnam(day, hour))).toBe(day);
      }),
    );
  });
});

describe('a deadline at midnight, 31 December being the last day', () => {
  const closesAt = at('2026-12-31T17:00:00Z');
  it('is told in the morning of days of the calendar in Vietnam, then two hours before, then when it has passed', () => {
    expect(DEADLINE_STEPS.map((step) => [step, iso(dueAt(step, closesAt))])).toEqual([
      ['14-days', '2026-12-17T01:00:00.000Z'],
      ['7-days', '2026-12-24T01:00:00.000Z'],
      ['3-days', '2026-12-28T01:00:00.000Z'],
      ['1-day', '2026-12-30T01:00:00.000Z'],
      ['2-hours', '2026-12-31T15:00:00.000Z'],
      ['expired', '2026-12-31T17:00:00.000Z'],
    ]);
  });

  const told: DeadlineStep[] = [];
  it.each([
    ['2026-12-17T00:59:59.999Z', null],
    ['2026-12-17T01:00:00.000Z', '14-days'],
    ['2026-12-31T16:59:59.999Z', '2-hours'],
    ['2026-12-31T17:00:00.000Z', 'expired'],
    ['2027-01-03T16:59:59.999Z', 'expired'],
    ['2027-01-03T17:00:00.000Z', null],
  ])('at %s: %s', (now, step) => {
    expect(dueStep({ closesAt, now: at(now), told, knownSince: null })).toBe(step);
  });

  it('is told once when the server starts late, with the nearest step only', () => {
    const now = at('2026-12-30T02:00:00Z');
    expect(dueStep({ closesAt, now, told: [], knownSince: null })).toBe('1-day');
    expect(dueStep({ closesAt, now, told: ['1-day'], knownSince: null })).toBeNull();
  });

  it('is not told again of what an extension has just said', () => {
    const knownSince = at('2026-12-29T03:00:00Z');
    expect(dueStep({ closesAt, now: knownSince + 1, told: [], knownSince })).toBeNull();
    expect(dueStep({ closesAt, now: at('2026-12-30T01:00:00Z'), told: [], knownSince })).toBe('1-day');
  });
});

/** Somebody looks now and then; the deadline is moved meanwhile; what is due is sent and remembered per deadline. */
function live(looks: readonly number[], moves: readonly { at: number; closesAt: number }[], first: number) {
  const told = new Map<number, DeadlineStep[]>();
  const sent: { now: number; closesAt: number; step: DeadlineStep }[] = [];
  let closesAt = first;
  let knownSince: number | null = null;
  const pending = [...moves].sort((a, b) => a.at - b.at);
  for (const now of [...looks].sort((a, b) => a - b)) {
    while (pending[0] && pending[0].at <= now) {
      const move = pending.shift()!;
      closesAt = Math.max(closesAt, move.closesAt);
      knownSince = move.at;
    }
    const known = told.get(closesAt) ?? [];
    const step = dueStep({ closesAt, now, told: known, knownSince });
    if (step === null) continue;
    sent.push({ now, closesAt, step });
    told.set(closesAt, [...known, step]);
  }
  return sent;
}

const scenario = instant.chain((start) => {
  const within = fc.integer({ min: start, max: start + 60 * DAY });
  return fc.record({
    first: within,
    looks: fc.array(within, { minLength: 1, maxLength: 120 }),
    moves: fc.array(fc.record({ at: within, closesAt: within }), { maxLength: 4 }),
  });
});

describe('whatever the looks and the extensions', () => {
  it('each step of a deadline is told at most once, in order, never early and never twice at one look', () => {
    fc.assert(
      fc.property(scenario, ({ first, looks, moves }) => {
        const sent = live(looks, moves, first);
        const seen = new Set<string>();
        const last = new Map<number, number>();
        for (const { now, closesAt, step } of sent) {
          expect(now).toBeGreaterThanOrEqual(dueAt(step, closesAt));
          expect(seen.has(`${closesAt} ${step}`)).toBe(false);
          seen.add(`${closesAt} ${step}`);
          const order = DEADLINE_STEPS.indexOf(step);
          expect(order).toBeGreaterThan(last.get(closesAt) ?? -1);
          last.set(closesAt, order);
        }
        for (const now of new Set(sent.map((one) => one.now)))
          expect(sent.filter((one) => one.now === now).length).toBeLessThanOrEqual(
            looks.filter((look) => look === now).length,
          );
      }),
    );
  });

  it('nobody is told that time is left when it has passed, nor that it has passed when some is left', () => {
    fc.assert(
      fc.property(scenario, ({ first, looks, moves }) => {
        for (const { now, closesAt, step } of live(looks, moves, first))
          expect(step === 'expired').toBe(now >= closesAt);
      }),
    );
  });

  it('who looks every five minutes from three weeks before tells all six, each within five minutes', () => {
    fc.assert(
      fc.property(instant, (closesAt) => {
        const looks = Array.from(
          { length: (23 * DAY) / (5 * 60_000) },
          (_, n) => closesAt - 21 * DAY + n * 5 * 60_000,
        );
        const sent = live(looks, [], closesAt);
        expect(sent.map(({ step }) => step)).toEqual(DEADLINE_STEPS);
        for (const { now, step } of sent) expect(now - dueAt(step, closesAt)).toBeLessThan(5 * 60_000);
      }),
      { numRuns: 2 },
    );
  });

  it('an extension silences the steps of the old date', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 39 }), (closesAt, days) => {
        const moved = { at: closesAt - 5 * HOUR, closesAt: closesAt + days * DAY };
        const looks = Array.from({ length: 60 * 24 }, (_, n) => closesAt - 20 * DAY + n * HOUR);
        const after = live(looks, [moved], closesAt).filter(({ now }) => now >= moved.at);
        expect(after.every((one) => one.closesAt === moved.closesAt)).toBe(true);
        expect(after.at(-1)?.step).toBe('expired');
      }),
      { numRuns: 8 },
    );
  });
});
