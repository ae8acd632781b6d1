import { describe, expect, it } from 'vitest';
import { dueInstant } from './due-instant.ts';
import { compileWorkingClock } from './working-clock.ts';

const clock = compileWorkingClock(
  { weekend: [6, 7], holidays: ['2025-04-30', '2025-05-01', '2025-05-02'], workedDays: ['2025-04-26'] },
  [
    { from: '07:30', to: '11:30' },
    { from: '13:00', to: '17:00' },
  ],
);
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+07:00`);
const due = (from: string, hours: number, way: 'hours' | 'days'): string =>
  new Date(dueInstant(clock, at(from), hours, way) + 7 * 3_600_000)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ');

describe('the deadline of a dossier', () => {
  it('by hours runs from the instant of receipt', () => {
    expect(due('2025-04-29 10:00', 8, 'hours')).toBe('2025-05-05 10:00');
    expect(due('2025-04-29 18:00', 8, 'hours')).toBe('2025-05-05 17:00');
    expect(due('2025-04-29 10:00', 0.5, 'hours')).toBe('2025-04-29 10:30');
  });

  it('by days does not count the day of receipt and ends when the office closes', () => {
    expect(due('2025-04-29 07:30', 8, 'days')).toBe('2025-05-05 17:00');
    expect(due('2025-04-25 16:59', 16, 'days')).toBe('2025-04-28 17:00');
    expect(due('2025-05-03 09:00', 8, 'days')).toBe('2025-05-05 17:00');
    expect(due('2025-04-25 08:00', 9, 'days')).toBe('2025-04-28 17:00');
  });

  it('of no time at all is the day of receipt while the office is open', () => {
    expect(due('2025-04-29 16:00', 0, 'days')).toBe('2025-04-29 17:00');
    expect(due('2025-04-29 17:00', 0, 'days')).toBe('2025-05-05 17:00');
    expect(due('2025-05-01 08:00', 0, 'days')).toBe('2025-05-05 17:00');
  });

  it('does not exist for a negative time, no number, or beyond the calendar', () => {
    for (const way of ['hours', 'days'] as const) {
      expect(dueInstant(clock, at('2025-04-29 10:00'), -1, way)).toBeNaN();
      expect(dueInstant(clock, at('2025-04-29 10:00'), Number.NaN, way)).toBeNaN();
      expect(dueInstant(clock, at('2025-04-29 10:00'), 1e12, way)).toBeNaN();
      expect(dueInstant(clock, Number.NaN, 8, way)).toBeNaN();
    }
  });
});
