/** The weeks of a month from Monday to Sunday, as ISO days; null outside the month. `month`: 1 to 12. */
export function monthWeeks(year: number, month: number): readonly (readonly (string | null)[])[] {
  const first = Date.UTC(year, month - 1, 1);
  // Monday is the first day of the week.
  const before = (new Date(first).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: days }, (_, at) => isoOf(year, month, at + 1)),
  ];
  const full = [...cells, ...Array.from({ length: (7 - (cells.length % 7)) % 7 }, () => null)];
  return Array.from({ length: full.length / 7 }, (_, week) => full.slice(week * 7, week * 7 + 7));
}

const isoOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** 0: Monday, 6: Sunday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
