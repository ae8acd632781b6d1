import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastOf, type Progress } from './progress-forecast.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-12-20T02:00:00Z');
const base: Progress = {
  submitted: false,
  missing: 14,
  begun: 7,
  opensAt: now - 30 * DAY,
  closesAt: now + 20 * DAY,
  now,
};

describe('the forecast', () => {
  it.each<[string, Partial<Progress>, string, number | null]>([
    ['one a day, fourteen missing, twenty days left', {}, 'on-track', 14],
    ['the same with fourteen days left to the minute', { closesAt: now + 14 * DAY }, 'on-track', 14],
    ['the same with a minute less', { closesAt: now + 14 * DAY - 60_000 }, 'at-risk', 14],
    ['nothing begun for a week', { begun: 0 }, 'at-risk', null],
    ['nothing missing, not submitted yet', { missing: 0, begun: 0 }, 'on-track', 0],
    ['submitted', { submitted: true, closesAt: now - DAY }, 'done', 0],
    ['past the date', { closesAt: now }, 'missed', 14],
    ['no date', { closesAt: null }, 'no-deadline', 14],
    ['opened two days ago: the pace is that of two days', { opensAt: now - 2 * DAY }, 'on-track', 4],
    ['opened an hour ago: a day at least', { opensAt: now - 3_600_000 }, 'on-track', 2],
  ])('%s', (_what, change, forecast, daysNeeded) => {
    expect(forecastOf({ ...base, ...change })).toEqual({ forecast, daysNeeded });
  });

  it('never gets worse by doing more', () => {
    const rank = (forecast: string): number => (forecast === 'at-risk' ? 0 : 1);
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(200),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 40 }),
        (missing, begun, left, open) => {
          const progress = { ...base, missing, begun, closesAt: now + left * DAY, opensAt: now - open * DAY };
          const one = forecastOf(progress);
          const more = forecastOf({ ...progress, begun: begun + 1, missing: Math.max(0, missing - 1) });
          expect(rank(more.forecast)).toBeGreaterThanOrEqual(rank(one.forecast));
        },
      ),
    );
  });
});
