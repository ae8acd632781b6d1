import type { DayNumber, WorkingClock } from '@parix/working-days';
import type { DossierFacts } from './dossier-facts.ts';

/**
 * Settled dossiers of a day by the whole working hours they took (begun hours are cut off, pauses are not in it). Exact
 * counts per hour, so that those of days and units add up and a median of them is the median of the dossiers.
 */
export interface DurationCount {
  /** Day of the end. */
  readonly day: DayNumber;
  readonly hours: number;
  readonly by: number;
}

const SETTLED: ReadonlySet<string> = new Set(['early', 'on-time', 'late', 'without-deadline']);

/** null: not settled, or the time it took cannot be told. */
export function durationOf(facts: DossierFacts, clock: WorkingClock): DurationCount | null {
  const { ending, endedAt, usedMinutes } = facts;
  if (ending === null || endedAt === null || usedMinutes === null || !SETTLED.has(ending)) return null;
  return { day: clock.dayOf(endedAt), hours: Math.floor(usedMinutes / 60), by: 1 };
}

/** So many dossiers took so many whole working hours. */
export interface HourCount {
  readonly hours: number;
  readonly count: number;
}

export interface Rank {
  readonly hours: number;
  /** The dossier that was read, counted from 1 by rising time. */
  readonly rank: number;
  readonly of: number;
}

/**
 * The percentile by nearest rank: the time of the dossier at rank ⌈percent × n / 100⌉, a time that occurs, never a mean
 * of two. The order of the counts does not matter. null: there is no dossier.
 */
export function nearestRank(counts: readonly HourCount[], percent: number): Rank | null {
  const rising = [...counts].sort((a, b) => a.hours - b.hours);
  let of = 0;
  for (const { count } of rising) of += count;
  if (of <= 0) return null;
  const rank = Math.max(1, Math.ceil((percent * of) / 100));
  let passed = 0;
  for (const { hours, count } of rising) {
    passed += count;
    if (passed >= rank) return { hours, rank, of };
  }
  return null;
}
