import { formatDate, parseDate } from '@parix/working-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfOf, nextHalf, type Span, splitSpan } from './half-months.ts';

const dayOf = (date: string): number => parseDate(date) ?? Number.NaN;
const anyDay = fc.integer({ min: dayOf('1999-01-01'), max: dayOf('2101-12-31') });
const daysOf = ({ first, last }: Span): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

describe('half months', () => {
  it('begin on the first and the fifteenth, in February as in any month', () => {
    const walk = ['2024-02-01', '2024-02-15', '2024-03-01', '2024-03-15', '2024-04-01'];
    for (const [at, date] of walk.slice(0, -1).entries())
      expect(formatDate(nextHalf(dayOf(date)))).toBe(walk[at + 1]);
    expect(formatDate(nextHalf(dayOf('2023-02-28')))).toBe('2023-03-01');
    expect(formatDate(halfOf(dayOf('2024-02-14')))).toBe('2024-02-01');
  });

  it('hold every day once', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const first = halfOf(day);
        expect(first).toBeLessThanOrEqual(day);
        expect(nextHalf(day)).toBeGreaterThan(day);
        expect(halfOf(nextHalf(day) - 1)).toBe(first);
        expect(['01', '15']).toContain(formatDate(first).slice(8));
      }),
    );
  });
});

describe('a span', () => {
  it('is its whole half months and the days besides, each day once', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (first, length) => {
        const span = { first, last: first + length };
        const { halves, days } = splitSpan(span);
        const wholes: number[] = [];
        for (
          let half = halves?.first;
          halves && half !== undefined && half <= halves.last;
          half = nextHalf(half)
        ) {
          expect(halfOf(half)).toBe(half);
          wholes.push(...daysOf({ first: half, last: nextHalf(half) - 1 }));
        }
        const all = [...wholes, ...days.flatMap(daysOf)].sort((a, b) => a - b);
        expect(all).toEqual(daysOf(span));
        expect(days.flatMap(daysOf).length).toBeLessThanOrEqual(33);
      }),
    );
  });

  it('without a day is nothing', () => {
    expect(splitSpan({ first: 10, last: 9 })).toEqual({ halves: null, days: [] });
  });
});
