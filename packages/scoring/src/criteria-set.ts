/**
 * The criteria set as the engine reads it: plain, serialisable data with exact decimals as text.
 * `@parix/criteria-sets` is the only writer of this shape (from YAML); nothing in it is computed.
 */

import type { WorkingCalendar } from '@parix/working-days';

/** Exact decimal text: optional minus, digits, optional point and digits ("85.5", "-0.25"). Never an exponent. */
export type Decimal = string;

export type RoundingMode = 'half-up' | 'half-even' | 'down' | 'up';
/** One declared rounding point: how many decimals and which mode. `half-up` moves ties away from zero. */
export interface Rounding {
  readonly decimals: number;
  readonly mode: RoundingMode;
}

/** A legal act: number and date as printed ("156/QĐ-UBND", "2020-01-09"). */
export interface LegalAct {
  readonly number: string;
  readonly date: string | null;
  readonly issuer: string;
  readonly title?: string;
  readonly url?: string;
}

export interface CriteriaSet {
  readonly format: 'parix.criteria-set/1';
  readonly id: string;
  /** "1" for the set as issued; an amendment raises it. `<id>@<version>` names one immutable version. */
  readonly version: string;
  readonly title: string;
  readonly status: 'complete' | 'incomplete';
  /** Why an incomplete set may not judge a round; empty when complete. */
  readonly incompleteReason: string;
  /** True for data made up for trials; every screen and document says so. */
  readonly sample: boolean;
  readonly act: LegalAct | null;
  /** The acts that amended this version, oldest first. */
  readonly amendedBy: readonly LegalAct[];
  readonly sources: readonly string[];
  readonly indexYears: { readonly from: number; readonly to: number };
  readonly unitKinds: readonly { readonly id: string; readonly name: string }[];
  readonly appraisers: readonly { readonly id: string; readonly name: string }[];
  readonly calendar: WorkingCalendar;
  readonly rounding: RoundingPoints;
  readonly total: TotalRule;
  readonly classification: Classification;
  readonly ranking: RankingRule;
  readonly areas: readonly Group[];
}

/** Where the set rounds. null = not rounded there; exact values are carried on. */
export interface RoundingPoints {
  readonly item: Rounding | null;
  readonly criterion: Rounding | null;
  readonly area: Rounding | null;
  readonly total: Rounding | null;
  /** How an index (%) is printed. Printing never decides unless `basis: printed` says so. */
  readonly printedIndex: Rounding;
  /** How points are printed when they are not rounded by `item`/`total`. */
  readonly printedPoints: Rounding;
}

export interface TotalRule {
  /** Declared sum of the ordinary areas' maxima; null only in incomplete sets. */
  readonly max: Decimal | null;
  /** Bounds put on the total after bonus and deduction; null = none. */
  readonly floor: Decimal | null;
  readonly cap: Decimal | null;
}

export interface Classification {
  /** Which index is compared with the band limits. */
  readonly basis: 'unrounded' | 'printed';
  /** Band lists; the first whose `kinds` is null or holds the unit's kind applies. Bands fall from high to low. */
  readonly schemes: readonly {
    readonly kinds: readonly string[] | null;
    readonly bands: readonly Band[];
  }[];
}
export interface Band {
  readonly id: string;
  readonly name: string;
  /** Lowest index (%) of the class; null = the rest (must be the last band). */
  readonly from: Decimal | null;
  /** True when an index equal to `from` belongs to the class. */
  readonly inclusive: boolean;
}

export interface RankingRule {
  readonly basis: 'unrounded' | 'printed';
  /** `competition` 1-2-2-4, `dense` 1-2-2-3, `ordered` 1-2-3-4 (needs a tie-break that always decides; a tie left is shared and warned). */
  readonly ties: 'competition' | 'dense' | 'ordered';
  /** Compared in turn while the index is equal. Higher wins unless `lowest`. `unit-code` compares code points, lower first. */
  readonly tieBreak: readonly TieBreak[];
  /** Kinds that get an index but no rank. */
  readonly unrankedKinds: readonly string[];
}
export type TieBreak =
  | { readonly by: 'area' | 'criterion' | 'item'; readonly id: string; readonly prefer: 'highest' | 'lowest' }
  | { readonly by: 'points' } // total points before normalisation
  | {
      readonly by: 'figure';
      readonly item: string;
      readonly figure: string;
      readonly prefer: 'highest' | 'lowest';
    }
  | { readonly by: 'unit-code' };

export type Node = Group | Item;

export interface Group {
  readonly node: 'group';
  readonly level: 'area' | 'criterion';
  /** Stable over versions; equals `code` unless the author gave one. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly max: Decimal | null;
  /** Areas only. Bonus and deduction stand outside the maximum; deduction items carry points <= 0. */
  readonly role: 'ordinary' | 'bonus' | 'deduction';
  /** Most points a bonus area may add, or most a deduction area may take away (positive number). null = none. */
  readonly cap: Decimal | null;
  readonly children: readonly Node[];
  readonly place: Place | null;
}

export interface Item {
  readonly node: 'item';
  readonly level: 'criterion' | 'sub-criterion';
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly max: Decimal | null;
  /** Lowest points the item may take; "0" unless the set says otherwise (deductions). */
  readonly min: Decimal;
  readonly figures: readonly Figure[];
  /** null only in incomplete sets and for monitored rows (`max: "0"`). */
  readonly rule: Rule | null;
  readonly notApplicable: NotApplicable;
  /** Kinds of units to which the item never applies, with the policy that then holds. */
  readonly exemptKinds: readonly {
    readonly kinds: readonly string[];
    readonly policy: NotApplicable;
    readonly source?: string;
  }[];
  /** Where the points come from; `survey` and `external` items may not be self-scored. */
  readonly pointsFrom: 'appraisal' | 'survey' | 'external';
  readonly selfScored: boolean;
  readonly evidence: {
    readonly required: 'evidence' | 'evidence-or-explanation' | 'none';
    readonly text: string;
  };
  readonly appraiser: string | null;
  /** Rounding of this item, overriding the set's. undefined = the set's. */
  readonly rounding?: Rounding | null;
  readonly source: string;
  readonly guidance: string;
  readonly cases: readonly WorkedCase[];
  readonly place: Place | null;
}

/** Where in the source document a node stands (1-based line). */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export type Figure =
  | {
      readonly type: 'integer' | 'decimal';
      readonly key: string;
      readonly label: string;
      readonly unit: string;
      readonly min: Decimal;
      readonly max: Decimal;
      readonly decimals: number;
      readonly optional: boolean;
      /** Where the figure is taken from; left out: it is declared. */
      readonly measured?: MeasuredFrom;
    }
  | { readonly type: 'boolean'; readonly key: string; readonly label: string; readonly optional: boolean }
  | {
      readonly type: 'choice';
      readonly key: string;
      readonly label: string;
      readonly options: readonly { readonly id: string; readonly label: string }[];
      readonly optional: boolean;
    }
  | {
      readonly type: 'date';
      readonly key: string;
      readonly label: string;
      readonly min: string;
      readonly max: string;
      readonly optional: boolean;
    };

/** A figure that nobody types: it is taken from a measure that is named in a dictionary outside the set. */
export interface MeasuredFrom {
  readonly measure: string;
  readonly part: 'value' | 'numerator' | 'denominator';
  readonly period: MeasuredPeriod;
  /** Only what the unit itself did, or also all units that stand below it at the end of the period. */
  readonly units: 'own' | 'with-below';
}
/** The calendar year that is judged, the days of a periodic report of that year, or days (ISO, both included). */
export type MeasuredPeriod =
  | { readonly kind: 'index-year' }
  | { readonly kind: 'report'; readonly report: 'quarter-1' | 'six-months' | 'quarter-3' | 'year' }
  | { readonly kind: 'days'; readonly from: string; readonly to: string };

/** What holds when an item does not apply to a unit. The reason is recorded per unit. */
export type NotApplicable =
  | { readonly policy: 'forbidden' } // the item always applies; a claim is refused
  | { readonly policy: 'full-points' }
  | { readonly policy: 'zero' }
  | { readonly policy: 'remove' } // leaves points and maximum; the index is normalised
  /** Its maximum is shared equally among the applicable items of `among` (null = the other items of its group). */
  | {
      readonly policy: 'share';
      readonly among: readonly string[] | null;
      readonly ifNone: 'remove' | 'full-points' | 'zero';
    }
  /** Points of an earlier period, given as `older` with the facts; `ifNone` when there are none. */
  | { readonly policy: 'older-value'; readonly ifNone: 'remove' | 'full-points' | 'zero' };

/** What a ratio means when its denominator is zero. `not-applicable` hands over to the item's own policy. */
export type ZeroDenominator =
  | { readonly then: 'zero' | 'full-points' | 'not-applicable' | 'no-data' }
  /** Take `figure` / `divideBy` as denominator instead (QĐ 766, 1.4); if that is empty or zero too, `else`. */
  | {
      readonly then: 'use';
      readonly figure: string;
      readonly divideBy: Decimal;
      readonly else: 'zero' | 'full-points' | 'not-applicable' | 'no-data';
    };

/** A quantity: a sum of figures with signs, e.g. total - late - unsatisfied. */
export interface Quantity {
  readonly plus: readonly string[];
  readonly minus: readonly string[];
}
export interface Ratio {
  readonly numerator: Quantity;
  readonly denominator: Quantity;
  readonly zeroDenominator: ZeroDenominator;
  /**
   * Ratios outside 0..100 %: `clamp` cuts, `reject` makes the figures an error, `allow` keeps them
   * (steps above 100 %: growth against last year; points still stay within the item's bounds).
   */
  readonly outside: 'clamp' | 'reject' | 'allow';
}
/** One step; limits in %. Steps fall from high to low; the last is `{ otherwise: true }`. */
export type RatioStep =
  | { readonly limit: Decimal; readonly inclusive: boolean; readonly points: Decimal }
  | { readonly otherwise: true; readonly points: Decimal };

/** The closed set of methods. One file each under `rule-kinds/`. */
export type Rule =
  /** One of several states, each with its points. */
  | {
      readonly kind: 'states';
      readonly figure: string;
      readonly points: readonly { readonly option: string; readonly points: Decimal }[];
    }
  /** Requirements that must all hold (one requirement = yes/no). */
  | {
      readonly kind: 'all-of';
      readonly figures: readonly string[];
      readonly met: Decimal;
      readonly unmet: Decimal;
    }
  | { readonly kind: 'ratio-steps'; readonly ratio: Ratio; readonly steps: readonly RatioStep[] }
  /** ratio x max; `target` (%) saturates; below `floor` (%) gives 0; `complement` scores 100 % - ratio. */
  | {
      readonly kind: 'ratio-linear';
      readonly ratio: Ratio;
      readonly complement: boolean;
      readonly target: Decimal | null;
      readonly floor: { readonly limit: Decimal; readonly inclusive: boolean } | null;
    }
  /** count x each, at most max. */
  | { readonly kind: 'count'; readonly count: Quantity; readonly each: Decimal }
  /** Sum of parts, each with its own cap, at most max. Boolean figure: points if true; numeric: value x points, at most `cap`. */
  | {
      readonly kind: 'sum';
      readonly parts: readonly {
        readonly figure: string;
        readonly points: Decimal;
        readonly cap: Decimal | null;
      }[];
    }
  /** start - count x each, never below the item's `min`. */
  | { readonly kind: 'deduction'; readonly start: Decimal; readonly count: Quantity; readonly each: Decimal }
  /** Steps by working days late: done against due (a date figure or a fixed date) shifted by `offset` working days. */
  | {
      readonly kind: 'deadline';
      readonly done: string;
      readonly due: { readonly figure: string } | { readonly date: string };
      readonly offset: number;
      readonly steps: readonly DeadlineStep[];
    }
  /** Survey answers counted per grade, each with a weight in %: sum(count x weight) / sum(count) x max. */
  | {
      readonly kind: 'survey-grades';
      readonly grades: readonly { readonly figure: string; readonly weight: Decimal }[];
      readonly none: 'no-data' | 'not-applicable' | 'zero';
    }
  /** Mean of a scale (or a percentage 0..100) turned into points: (mean - low) / (high - low) x max. */
  | { readonly kind: 'survey-mean'; readonly mean: string; readonly low: Decimal; readonly high: Decimal }
  /** Points given by another body, in steps of `step`. */
  | { readonly kind: 'given'; readonly figure: string; readonly step: Decimal | null }
  /** The escape hatch: an expression of the small total language over the declared figures. */
  | {
      readonly kind: 'formula';
      readonly expression: string;
      readonly divisionByZero: 'zero' | 'full-points' | 'not-applicable' | 'no-data';
    };

/** `lateUpTo` working days late (0 = on time, negative = early); the last step is `{ otherwise: true }`. */
export type DeadlineStep =
  | { readonly lateUpTo: number; readonly points: Decimal }
  | { readonly otherwise: true; readonly points: Decimal };

/** A worked example printed with the item and run before the set is accepted. */
export interface WorkedCase {
  readonly name: string;
  readonly figures: Readonly<Record<string, FigureValue | null>>;
  readonly notApplicable?: boolean;
  readonly older?: Decimal;
  readonly expect: { readonly status: ItemStatus; readonly points: Decimal | null };
  readonly place: Place | null;
}

/** Figures travel as text (numbers, dates, choice ids) or booleans. null = no data. */
export type FigureValue = string | boolean;

/** The four different things, everywhere. Zero is `scored` with 0 points. */
export type ItemStatus = 'scored' | 'not-applicable' | 'no-data' | 'not-appraised';
