import type { Place } from './criteria-set.ts';

/** Everything that can be wrong with a criteria set. The texts are in `describe-problem.ts`. */
export const SET_PROBLEM_CODES = [
  'format-unknown',
  'set-incomplete',
  'set-too-large',
  'set-too-deep',
  'no-areas',
  'group-empty',
  'not-a-decimal',
  'too-many-decimals',
  'id-empty',
  'id-duplicate',
  'max-missing',
  'children-sum',
  'areas-sum',
  'bounds-order',
  'points-sign',
  'rule-missing',
  'rounding-invalid',
  'kind-duplicate',
  'kind-unknown',
  'appraiser-unknown',
  'calendar-invalid',
  'figure-duplicate',
  'figure-unknown',
  'figure-unused',
  'figure-type',
  'figure-range',
  'figure-optional',
  'option-duplicate',
  'option-missing',
  'option-unknown',
  'points-out-of-range',
  'steps-missing',
  'steps-order',
  'steps-points-order',
  'steps-not-complete',
  'step-limit-range',
  'step-invalid',
  'quantity-empty',
  'ratio-negative',
  'zero-denominator-undefined',
  'zero-denominator-not-positive',
  'target-range',
  'floor-above-target',
  'weight-range',
  'scale-range',
  'cap-invalid',
  'each-negative',
  'offset-range',
  'formula-invalid',
  'share-unknown',
  'share-target',
  'exempt-forbidden',
  'bands-missing',
  'bands-order',
  'bands-not-complete',
  'band-duplicate',
  'tie-break-unknown',
  'tie-break-missing',
  'total-bounds',
  'case-figures',
  'case-failed',
] as const;
export type SetProblemCode = (typeof SET_PROBLEM_CODES)[number];

export interface SetProblem {
  readonly code: SetProblemCode;
  /** An error forbids the set; a warning is shown and may be overruled. */
  readonly severity: 'error' | 'warning';
  readonly place: Place | null;
  /** Id of the item, criterion or area concerned; null for the set as a whole. */
  readonly item: string | null;
  /** Ready texts: numbers, ids, figure keys. */
  readonly detail: Readonly<Record<string, string>>;
}
