import { describe, expect, it } from 'vitest';
import { compileCalendar, formatDate, parseDate, shiftWorkingDays, workingDaysLate } from './calendar.ts';

const day = (text: string): number => parseDate(text) ?? Number.NaN;

describe('dates', () => {
  it('are real days between 1900 and 2199, written one way', () => {
    expect(formatDate(day('2024-02-29'))).toBe('2024-02-29');
    expect(
      ['2025-02-29', '2025-13-01', '2025-1-1', '31/12/2025', '1899-12-31', '2200-01-01', ''].map(parseDate),
    ).toEqual(new Array(7).fill(null));
  });
});

describe('working days', () => {
  // 30 April and 1 May 2025 are holidays (Wednesday, Thursday); Friday 2 May is off and worked on Saturday 26 April.
  const calendar = compileCalendar({
    weekend: [6, 7],
    holidays: ['2025-04-30', '2025-05-01', '2025-05-02'],
    workedDays: ['2025-04-26'],
  });
  const shift = (from: string, offset: number): string =>
    formatDate(shiftWorkingDays(calendar, day(from), offset));
  const late = (done: string, due: string): number => workingDaysLate(calendar, day(done), day(due));

  it('skip weekends and holidays and count swapped days', () => {
    expect(shift('2025-04-25', 1)).toBe('2025-04-26');
    expect(shift('2025-04-25', 2)).toBe('2025-04-28');
    expect(shift('2025-04-29', 1)).toBe('2025-05-05');
    expect(shift('2025-05-05', -1)).toBe('2025-04-29');
    expect(shift('2025-05-03', 0)).toBe('2025-05-03');
  });

  it('count lateness from the day after the due day', () => {
    expect(late('2025-04-29', '2025-04-29')).toBe(0);
    expect(late('2025-05-05', '2025-04-29')).toBe(1);
    expect(late('2025-04-28', '2025-04-29')).toBe(-1);
    expect(late('2025-04-25', '2025-04-29')).toBe(-3);
  });

  it('count what is done on a day off as done on the next working day', () => {
    expect([late('2025-04-30', '2025-04-29'), late('2025-05-04', '2025-04-29')]).toEqual([1, 1]);
    expect([late('2025-05-10', '2025-05-05'), late('2025-05-12', '2025-05-05')]).toEqual([5, 5]);
  });
});
