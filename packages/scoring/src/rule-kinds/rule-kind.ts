import type { WorkingDays } from '@parix/working-days';
import type { Item, Rounding, Rule } from '../criteria-set.ts';
import type { Column } from '../fact-table.ts';
import type { Fraction } from '../fraction.ts';
import type { Int } from '../points.ts';
import type { SlotPlan } from '../plan.ts';
import type { ExplanationStep, LossReason } from '../results.ts';
import type { SetProblemCode } from '../problems.ts';

/** The figures of one item of one unit: whole numbers in the order and scale of the item's slots. */
export type Values = readonly Int[];

/** What a rule may look at while it is compiled. */
export interface RuleScope {
  readonly item: Item;
  readonly max: Fraction;
  readonly min: Fraction;
  /** The item's own slots and where each figure key stands among them. */
  readonly slots: readonly SlotPlan[];
  readonly figureIndex: ReadonlyMap<string, number>;
  /** The calendar, built on first use. */
  readonly workingDays: () => WorkingDays;
  /** Marks a figure as read by the rule (an unread figure is warned of). */
  readonly use: (key: string) => void;
  readonly problem: (code: SetProblemCode, detail?: Readonly<Record<string, string>>) => void;
}

/** Why an item's figures do not fit its rule although each alone is allowed. */
export type FiguresFault = 'ratio-out-of-range' | 'points-not-in-step' | null;

/** One rule of one item, ready to run. Points are exact, before rounding, on the declared maximum. */
export interface CompiledRule {
  readonly kind: Rule['kind'] | 'none';
  /** Exact points; null when the rule is undefined here (zero denominator, no answers). */
  evaluate(values: Values): Fraction | null;
  /** What an undefined rule means. */
  readonly whenUndefined: 'zero' | 'full-points' | 'not-applicable' | 'no-data';
  /** False when no allowed figures leave the rule undefined. */
  readonly canBeUndefined: boolean;
  /** Decimals that hold every possible result exactly; null when results may be any ratio. */
  readonly finiteDecimals: number | null;
  /** Figures that are allowed one by one may still contradict each other. null = every combination is allowed. */
  readonly check: ((values: Values) => FiguresFault) | null;
  /** Steps from figures to points before rounding; the last step's value is the points. */
  explain(values: Values): RuleExplanation;
  /** Ways to more points by one figure, fewest first; empty when nothing more can be won. */
  toWin(values: Values): readonly WinTarget[];
  /**
   * The column kernel for this rounding and scale, or null when its numbers are not proved below 2^53.
   * `decimals` is the plan's scale.
   */
  kernel(rounding: Rounding | null, decimals: number): Kernel | null;
}

export interface RuleExplanation {
  readonly steps: readonly ExplanationStep[];
  readonly points: Fraction | null;
  /** null when nothing was lost. */
  readonly lostBecause: LossReason | null;
}

/** A change of one figure and the exact points it leads to (before rounding). */
export interface WinTarget {
  /** Index among the item's figures. */
  readonly figure: number;
  /** Whole number the figure must reach, in its slot's scale. */
  readonly to: Int;
  readonly points: Fraction;
}

/** Scratch of one chunk of units, small enough to stay in the first cache level. */
export interface Chunk {
  /** 1 where the rule is undefined; the caller has zeroed it. */
  readonly undefined: Uint8Array;
  /** Set by a kernel that wrote any 1, so that the others need not be looked for; the caller resets it. */
  anyUndefined: boolean;
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
}

/**
 * Writes the rounded points, in units of the plan, of units `from .. from + length - 1` to `out[0 .. length - 1]`.
 * `columns` are those of the item's slots.
 */
export type Kernel = (
  chunk: Chunk,
  out: Int32Array,
  columns: readonly Column[],
  from: number,
  length: number,
) => void;

export interface RuleKind<R extends Rule> {
  /** Validates and compiles; returns null after reporting a problem that forbids the rule. */
  compile(rule: R, scope: RuleScope): CompiledRule | null;
}
