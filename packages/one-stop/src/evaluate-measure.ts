import { nearestRank, type HourCount } from './durations.ts';
import type { Measure, Term } from './measures.ts';
import { percentText } from './percent.ts';
import type { PeriodSums } from './period-sums.ts';

export const NO_VALUE_REASONS = ['denominator-is-zero', 'no-settled-dossier', 'sums-not-counts'] as const;
export type NoValueReason = (typeof NO_VALUE_REASONS)[number];

/**
 * A figure. `value` is decimal text: a number of dossiers, percent with two decimals, or whole working hours; null: there
 * is none, for the reason beside. `numerator` and `denominator` are what a rule should compute with: of a number of
 * dossiers that number and 1, of a percentile the rank that was read and how many there are.
 */
export interface Figure {
  readonly measure: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: string | null;
  readonly reason: NoValueReason | null;
}

function valueOf({ counter, when, sign }: Term, sums: PeriodSums): number {
  const before = when === 'within' ? 0 : (sums.before[counter] ?? 0);
  const during = when === 'start' ? 0 : (sums.within[counter] ?? 0);
  return sign * (before + during);
}

function total(terms: readonly Term[], sums: PeriodSums): number {
  let sum = 0;
  for (const term of terms) sum += valueOf(term, sums);
  return sum;
}

function withValue({ id }: Measure, numerator: number, denominator: number, value: string): Figure {
  return { measure: id, numerator, denominator, value, reason: null };
}

function without({ id }: Measure, numerator: number, denominator: number, reason: NoValueReason): Figure {
  return { measure: id, numerator, denominator, value: null, reason };
}

/** A measure of a period. `hours` (for percentiles only): settled dossiers of the period by whole working hours. */
export function evaluateMeasure(
  measure: Measure,
  sums: PeriodSums,
  hours: readonly HourCount[] = [],
): Figure {
  const { computed } = measure;
  if (computed.kind === 'percentile') {
    const rank = nearestRank(hours, computed.percent);
    if (rank === null) return without(measure, 0, 0, 'no-settled-dossier');
    return withValue(measure, rank.rank, rank.of, String(rank.hours));
  }
  const isCount = computed.kind === 'count';
  const numerator = total(isCount ? computed.of : computed.numerator, sums);
  const denominator = isCount ? 1 : total(computed.denominator, sums);
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator < 0)
    return without(measure, numerator, denominator, 'sums-not-counts');
  if (isCount) return withValue(measure, numerator, 1, String(numerator));
  if (denominator === 0) return without(measure, numerator, denominator, 'denominator-is-zero');
  const ties = computed.rounding === 'half-up' ? 'up' : 'down';
  return withValue(measure, numerator, denominator, percentText(numerator, denominator, ties));
}
