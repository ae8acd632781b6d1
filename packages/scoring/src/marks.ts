import type { ItemStatus, NotApplicable } from './criteria-set.ts';

/**
 * What stands for one item of one unit, as one byte in a column. A claim, a missing figure, a kind's exemption
 * and a zero denominator all end in one of these, so kernels never look at reasons.
 */
export const MARK = {
  /** The rule's points stand. */
  scored: 0,
  /** A needed figure is missing: 0 points, flagged. */
  noData: 1,
  /** The layer asked for has not judged the item: 0 points, flagged. */
  notAppraised: 2,
  /** Points set by an appraiser stand (kept apart in `FactTable.given`). */
  awarded: 3,
  /** A zero denominator that counts as zero or as full points: scored. */
  scoredZero: 4,
  scoredFull: 5,
  /** Not applicable, by the policy that held. */
  naFull: 6,
  naZero: 7,
  naRemoved: 8,
  /** Its maximum goes to others; the unit takes the exact path. */
  naShared: 9,
  /** Points of an earlier period (kept apart in `FactTable.given`). */
  naOlder: 10,
} as const;
export type Mark = (typeof MARK)[keyof typeof MARK];
export const MARK_COUNT = 11;

/** Indexed by mark. */
export const STATUS_OF_MARK: readonly ItemStatus[] = [
  'scored',
  'no-data',
  'not-appraised',
  'scored',
  'scored',
  'scored',
  'not-applicable',
  'not-applicable',
  'not-applicable',
  'not-applicable',
  'not-applicable',
];

/** Indexed by mark; null where the item applies. */
export const TREATMENT_OF_MARK: readonly (NotApplicable['policy'] | null)[] = [
  null,
  null,
  null,
  null,
  null,
  null,
  'full-points',
  'zero',
  'remove',
  'share',
  'older-value',
];

export function isApplicable(mark: number): boolean {
  return mark < MARK.naFull;
}
