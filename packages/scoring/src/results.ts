import type { Decimal, ItemStatus, NotApplicable, Rule } from './criteria-set.ts';

/** Result of a round as plain data. Every Decimal is exact unless its name says printed. */
export interface RoundResult {
  readonly setId: string;
  readonly setVersion: string;
  readonly engine: string;
  /** In the order of the facts. */
  readonly units: readonly UnitResult[];
  readonly warnings: readonly ResultWarning[];
}

export interface UnitResult {
  readonly unit: string;
  readonly kind: string;
  readonly block: string;
  /** Exact total as text when it is a finite decimal, else a ratio "a/b". */
  readonly points: string;
  readonly maximum: string;
  readonly printedPoints: Decimal;
  /** "0" (printed) where nothing applies to the unit; it then has neither class nor rank. */
  readonly printedIndex: Decimal;
  /** Exact index in %, "a/b" when not a finite decimal. */
  readonly index: string;
  readonly classId: string | null;
  /** null for unranked units. */
  readonly rank: number | null;
  readonly groups: readonly GroupResult[];
  readonly items: readonly ItemResult[];
  /** Counts of items by status; a result with no-data or not-appraised items is provisional. */
  readonly counts: Readonly<Record<ItemStatus, number>>;
}
export interface GroupResult {
  readonly id: string;
  readonly level: 'area' | 'criterion';
  readonly points: string;
  readonly maximum: string;
  readonly printedPoints: Decimal;
  /** null when nothing in the group applies. */
  readonly printedIndex: Decimal | null;
}
export interface ItemResult {
  readonly id: string;
  readonly status: ItemStatus;
  /** Exact points that entered the sum ("0" for no-data and not-appraised; null when removed). */
  readonly points: string | null;
  /** Maximum as it counted for this unit (0 when removed, larger when it took over a share). */
  readonly maximum: string;
  readonly printedPoints: Decimal | null;
  /** Set when not applicable: the policy that held. */
  readonly treatment: NotApplicable['policy'] | null;
  /** True when an appraiser's points stand instead of the rule's. */
  readonly awarded: boolean;
}
export type ResultWarning =
  | { readonly code: 'tie-not-broken'; readonly block: string; readonly units: readonly string[] }
  | {
      readonly code: 'awarded-differs';
      readonly unit: string;
      readonly item: string;
      readonly byRule: string;
      readonly awarded: string;
    };

/** Why an item has its points. Structured: rendering to words is a separate step (`renderItem`). */
export interface ItemExplanation {
  readonly item: { readonly id: string; readonly code: string; readonly name: string };
  readonly set: { readonly id: string; readonly version: string };
  readonly source: string;
  readonly rule: Rule | null;
  readonly status: ItemStatus;
  readonly treatment: NotApplicable['policy'] | null;
  /** Why it does not apply, or why an appraiser set the points; null when neither. */
  readonly reason: string | null;
  readonly points: string | null;
  /** Declared maximum and the one that counted for this unit. */
  readonly declaredMax: Decimal;
  readonly maximum: string;
  /** maximum - points, exact. */
  readonly lost: string;
  readonly figures: readonly {
    readonly key: string;
    readonly label: string;
    readonly value: string | boolean | null;
    readonly unit: string;
  }[];
  /** The arithmetic in order, each step replayable: the last step's value is the points. */
  readonly steps: readonly ExplanationStep[];
  readonly lostBecause: LossReason | null;
  readonly toWin: readonly WinBack[];
}
export type ExplanationStep =
  /** `value` is "a/b" in whole numbers, not reduced. */
  | { readonly op: 'ratio'; readonly numerator: string; readonly denominator: string; readonly value: string }
  | { readonly op: 'complement'; readonly value: string }
  | {
      readonly op: 'step';
      readonly index: number;
      readonly limit: string | null;
      readonly inclusive: boolean;
      readonly value: string;
    }
  /** A least ratio (%) that must be reached for any points: below it the value becomes 0. */
  | {
      readonly op: 'gate';
      readonly limit: string;
      readonly inclusive: boolean;
      readonly passed: boolean;
      readonly value: string;
    }
  | { readonly op: 'state'; readonly option: string; readonly label: string; readonly value: string }
  | {
      readonly op: 'requirement';
      readonly met: readonly string[];
      readonly unmet: readonly string[];
      readonly value: string;
    }
  | { readonly op: 'multiply'; readonly left: string; readonly right: string; readonly value: string }
  | { readonly op: 'divide'; readonly left: string; readonly right: string; readonly value: string }
  | {
      readonly op: 'sum';
      readonly parts: readonly { readonly label: string; readonly value: string }[];
      readonly value: string;
    }
  | { readonly op: 'subtract'; readonly left: string; readonly right: string; readonly value: string }
  | { readonly op: 'cap'; readonly limit: string; readonly value: string }
  | { readonly op: 'floor'; readonly limit: string; readonly value: string }
  | {
      readonly op: 'working-days';
      readonly done: string;
      readonly due: string;
      readonly late: number;
      readonly value: string;
    }
  | { readonly op: 'scale'; readonly from: string; readonly to: string; readonly value: string } // a share was taken over
  | {
      readonly op: 'replace-denominator';
      readonly figure: string;
      readonly divideBy: string;
      readonly value: string;
    }
  /** `expression` has the figures put in, so that it can be computed again as it stands. */
  | { readonly op: 'formula'; readonly expression: string; readonly value: string }
  /** Points as another body gave them. */
  | { readonly op: 'given'; readonly value: string }
  | { readonly op: 'round'; readonly decimals: number; readonly mode: string; readonly value: string }
  | { readonly op: 'policy'; readonly policy: string; readonly value: string }
  | {
      readonly op: 'awarded';
      readonly byRule: string | null;
      readonly reason: string;
      readonly value: string;
    };
export interface LossReason {
  readonly code:
    | 'below-step'
    | 'below-target'
    | 'below-floor'
    | 'requirement-unmet'
    | 'lower-state'
    | 'too-few'
    | 'occurrences'
    | 'late'
    | 'survey'
    | 'given'
    | 'formula'
    | 'no-data'
    | 'not-appraised'
    | 'appraiser-reduced'
    | 'policy-zero'
    | 'older-value';
  readonly detail: Readonly<Record<string, string>>;
}
/** One way to reach more points by changing one figure: "thêm 18 hồ sơ đúng hạn". */
export interface WinBack {
  readonly figure: string;
  readonly label: string;
  readonly unit: string;
  /** Signed change of the figure (numbers), or the value to reach (states, dates, yes/no). */
  readonly change: string | null;
  readonly to: string;
  /** `to` as people read it: the label of an option. */
  readonly toLabel: string;
  /** Points reached and points won by it. */
  readonly points: string;
  readonly gain: string;
}
export interface GroupExplanation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: 'area' | 'criterion';
  readonly points: string;
  readonly maximum: string;
  readonly lost: string;
  readonly children: readonly (GroupExplanation | ItemExplanation)[];
}
/** The whole tree of one unit: why this total, this index, this class, this rank. */
export interface UnitExplanation {
  readonly unit: string;
  readonly points: string;
  readonly maximum: string;
  readonly index: string;
  readonly printedIndex: Decimal;
  readonly classId: string | null;
  readonly rank: number | null;
  readonly areas: readonly GroupExplanation[];
}
