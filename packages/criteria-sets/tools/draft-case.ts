import type Fraction from 'fraction.js';
import type { CriteriaSet, Item, ItemStatus } from '@parix/scoring';

/** A worked case before it is written as YAML. */
export interface DraftCase {
  readonly name: string;
  readonly figures?: Readonly<Record<string, number | string | boolean | null>>;
  readonly notApplicable?: true;
  readonly older?: string;
  readonly status?: ItemStatus;
  readonly points?: string;
  /** Points still to be rounded and written. */
  readonly exact?: Fraction;
  /** The ratio has no value: what the rule says of that. */
  readonly undefinedAs?: 'zero' | 'full-points' | 'not-applicable' | 'no-data';
  /** Ratio x 1e6, to leave out repetitions. */
  readonly of?: number;
}
/** Writes points as the set rounds them; null when they have no finite decimal form. */
export type PointsText = (value: Fraction) => string | null;
export type Writer = (item: Item, text: PointsText, set: CriteriaSet) => readonly DraftCase[];
