import { describe, expect, it } from 'vitest';
import { checkOfficeHours, openingOf } from './office-hours.ts';

const HOUR = 3_600_000;

describe('office hours', () => {
  it('are checked sitting by sitting', () => {
    expect(
      checkOfficeHours([
        { from: '07:30', to: '11:30' },
        { from: '13:00', to: '17:00' },
      ]),
    ).toEqual([]);
    expect(checkOfficeHours([])).toEqual([{ code: 'no-hours', at: -1 }]);
    expect(
      checkOfficeHours([
        { from: '7:30', to: '11:30' },
        { from: '17:00', to: '13:00' },
        { from: '13:00', to: '24:00' },
        { from: '10:00', to: '12:00' },
        { from: '08:00', to: '10:30' },
      ]),
    ).toEqual([
      { code: 'time-invalid', at: 0 },
      { code: 'ends-before-start', at: 1 },
      { code: 'time-invalid', at: 2 },
      { code: 'overlaps', at: 3 },
    ]);
  });

  it('count a shared minute once and may be written in any order', () => {
    const opening = openingOf([
      { from: '13:00', to: '17:00' },
      { from: '09:00', to: '11:00' },
      { from: '08:00', to: '10:00' },
    ]);
    expect(opening.length).toBe(7 * HOUR);
    expect([8, 10, 12, 14, 20].map((hour) => opening.elapsedBy(hour * HOUR) / HOUR)).toEqual([0, 2, 3, 4, 7]);
    expect([opening.earliestAt(3 * HOUR) / HOUR, opening.latestAt(3 * HOUR) / HOUR]).toEqual([11, 13]);
  });
});
