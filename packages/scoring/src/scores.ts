import type { Fraction } from './fraction.ts';
import type { Plan } from './plan.ts';

/**
 * Everything `scoreTable` computes, as columns over units. Points are whole numbers of 10^-plan.decimals.
 * For a unit in `exact` the point columns hold nothing of meaning: ask `evaluateUnit` instead.
 */
export interface Scores {
  readonly plan: Plan;
  readonly count: number;
  /** [item][unit]: points that entered the sum. */
  readonly points: readonly Int32Array[];
  /**
   * [item][unit]: effective marks, zero denominators included; null = every unit scored by the rule. The column of
   * the fact table itself where scoring had nothing to add.
   */
  readonly marks: readonly (Uint8Array | null)[];
  /** [group][unit], after the group's rounding and cap. */
  readonly groupPoints: readonly Int32Array[];
  /** [group][unit]: what left the group's maximum; null = nothing for anybody. */
  readonly groupRemoved: readonly (Int32Array | null)[];
  /** [unit] */
  readonly totals: Int32Array;
  readonly maxima: Int32Array;
  /** Units whose points or maxima are not whole numbers of the plan (shares, sets that do not round). */
  readonly exact: ReadonlyMap<number, ExactTotals>;
  /** [unit]: equal keys = equal indices on the ranking's basis, greater key = greater index. */
  readonly keys: Float64Array;
  /** `factor`: floor(points x plan.keyFactor / maximum); `ordinal`: position among the distinct indices. */
  readonly keyKind: 'factor' | 'ordinal' | 'printed';
  /** [unit]: index into the unit's own bands; -1 = no class. */
  readonly classes: Int16Array;
  /** [unit]: rank inside the block, from 1; 0 = unranked. */
  readonly ranks: Int32Array;
  /** Groups of units that an `ordered` ranking could not part. */
  readonly openTies: readonly (readonly number[])[];
}

export interface ExactTotals {
  /** In points, not in units of the plan. */
  readonly points: Fraction;
  readonly maximum: Fraction;
}
