import { describe, expect, it } from 'vitest';
import { monthWeeks, weekdayOf } from './month-weeks.ts';

describe('a month in weeks', () => {
  it('begins on Monday and has every day once', () => {
    for (const [year, month, days] of [
      [2024, 2, 29],
      [2025, 2, 28],
      [2026, 3, 31],
      [2021, 11, 30],
    ] as const) {
      const weeks = monthWeeks(year, month);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      const cells = weeks.flat();
      expect(cells.filter((day) => day !== null)).toHaveLength(days);
      for (const [at, day] of cells.entries()) if (day !== null) expect(weekdayOf(day)).toBe(at % 7);
    }
    expect(monthWeeks(2021, 2)).toHaveLength(4);
    expect(monthWeeks(2025, 9)[0]?.[0]).toBe('2025-09-01');
  });
});
