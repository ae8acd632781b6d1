import { COUNTERS, type Counter } from './counters.ts';
import type { DayCount } from './daily-counts.ts';
import type { Period } from './report-periods.ts';

/** Absent counters are 0. */
export type CounterSums = Readonly<Partial<Record<Counter, number>>>;

/** All that any measure of a period needs: what was counted on the days before its first, and on its own days. */
export interface PeriodSums {
  readonly before: CounterSums;
  readonly within: CounterSums;
}

export function sumCounts(counts: Iterable<DayCount>, period: Period): PeriodSums {
  const before: Partial<Record<Counter, number>> = {};
  const within: Partial<Record<Counter, number>> = {};
  for (const { day, counter, by } of counts) {
    if (day > period.last) continue;
    const sums = day < period.first ? before : within;
    sums[counter] = (sums[counter] ?? 0) + by;
  }
  return { before, within };
}

function add(a: CounterSums, b: CounterSums): CounterSums {
  const sums: Partial<Record<Counter, number>> = { ...a };
  for (const counter of COUNTERS) {
    const by = b[counter];
    if (by !== undefined) sums[counter] = (sums[counter] ?? 0) + by;
  }
  return sums;
}

/** Sums of two units, procedures or sectors in the same period. Sums of two periods do not add up like this. */
export function addSums(a: PeriodSums, b: PeriodSums): PeriodSums {
  return { before: add(a.before, b.before), within: add(a.within, b.within) };
}
