import type { Decimal, FigureValue } from './criteria-set.ts';

/** What is known of one unit: figures per item, claims, and points that an appraiser set by hand. */
export interface UnitFacts {
  /** Unit code, unique in the round. */
  readonly unit: string;
  readonly name?: string;
  /** One of the set's `unitKinds`. */
  readonly kind: string;
  /** Ranking block; units are ranked inside their block. */
  readonly block: string;
  /** An index but no rank (special units). */
  readonly unranked?: boolean;
  readonly items: Readonly<Record<string, ItemFacts>>;
}

/**
 * What stands, from first to last: an exemption of the unit's kind, `pending`, `awarded`, `notApplicable`, a missing
 * figure (no data), the rule. An item without any facts is "no data".
 */
export interface ItemFacts {
  readonly figures?: Readonly<Record<string, FigureValue | null>>;
  /** The unit claims (or the appraiser confirmed) that the item does not apply. */
  readonly notApplicable?: { readonly reason: string };
  /** Points of the earlier period for the `older-value` policy. */
  readonly older?: Decimal;
  /** Points decided by an appraiser or the council; stand instead of the rule's points. */
  readonly awarded?: { readonly points: Decimal; readonly reason: string };
  /** True when the layer asked for has not judged the item yet. */
  readonly pending?: boolean;
}

/** A fault in the facts, with its place. `code` is one of FACT_PROBLEM_CODES. */
export interface FactProblem {
  readonly code: FactProblemCode;
  readonly unit: string;
  readonly item: string | null;
  readonly figure: string | null;
  readonly value: string | null;
  /** What was allowed: e.g. { min: "0", max: "100" }, { options: "a, b" }. */
  readonly detail: Readonly<Record<string, string>>;
}
export const FACT_PROBLEM_CODES = [
  'unknown-item',
  'unknown-figure',
  'unknown-kind',
  'duplicate-unit',
  'not-a-number',
  'too-many-decimals',
  'out-of-range',
  'not-a-date',
  'not-a-choice',
  'not-a-boolean',
  'ratio-out-of-range',
  'points-out-of-range',
  'points-not-in-step',
  'not-applicable-forbidden',
] as const;
export type FactProblemCode = (typeof FACT_PROBLEM_CODES)[number];
