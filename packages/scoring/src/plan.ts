import type {
  Band,
  CriteriaSet,
  Figure,
  Group,
  Item,
  NotApplicable,
  Rounding,
  TieBreak,
} from './criteria-set.ts';
import type { Fraction } from './fraction.ts';
import type { Mark } from './marks.ts';
import type { Int } from './points.ts';
import type { CompiledRule, Kernel } from './rule-kinds/rule-kind.ts';

/**
 * A criteria set flattened and proved: everything `scoreTable` needs, as arrays and whole numbers.
 * Points in a plan are whole numbers of 10^-decimals points ("units of the plan") unless a name says otherwise.
 */
export interface Plan {
  readonly set: CriteriaSet;
  /** Names the version in every explanation. */
  readonly ref: { readonly id: string; readonly version: string };
  /** 2 = the plan counts in hundredths of a point. */
  readonly decimals: number;
  /** In document order. */
  readonly items: readonly ItemPlan[];
  /** In document order, so a parent stands before its children; the last to first order sums upwards. */
  readonly groups: readonly GroupPlan[];
  /** One per figure of each item: a column of a fact table. */
  readonly slots: readonly SlotPlan[];
  readonly itemIndex: ReadonlyMap<string, number>;
  readonly groupIndex: ReadonlyMap<string, number>;
  readonly kindIndex: ReadonlyMap<string, number>;
  readonly total: TotalPlan;
  /** By kind index; empty bands = kinds without classes. */
  readonly bands: readonly (readonly BandPlan[])[];
  /** By kind index. */
  readonly unrankedKinds: readonly boolean[];
  readonly tieBreaks: readonly TieBreakPlan[];
  /**
   * False when some item is neither rounded nor a finite decimal, or points pass 2^31: then every unit takes the
   * rational path (`evaluateUnit`) and `Scores.exact` holds all of them.
   */
  readonly integral: boolean;
  /** K > (largest maximum)^2 with points x K < 2^53: floor(P x K / M) orders indices exactly. null = not provable. */
  readonly keyFactor: number | null;
}

export interface ItemPlan {
  readonly index: number;
  readonly item: Item;
  readonly ref: { readonly id: string; readonly code: string; readonly name: string };
  /** Index of the group that holds it, and of its area. */
  readonly group: number;
  readonly area: number;
  /** Declared bounds in units of the plan. */
  readonly max: Int;
  readonly min: Int;
  /** The declared maximum in points. */
  readonly maximum: Fraction;
  readonly rounding: Rounding | null;
  /** Slots `firstSlot .. firstSlot + figures.length - 1`, in the order of `item.figures`. */
  readonly firstSlot: number;
  readonly figures: readonly Figure[];
  readonly figureIndex: ReadonlyMap<string, number>;
  readonly rule: CompiledRule;
  /** Writes rounded points of a chunk of units; null = proved only for the exact scalar path. */
  readonly kernel: Kernel | null;
  /** What "not applicable" leads to, by kind index; null = a claim is refused. */
  readonly policies: readonly (PolicyPlan | null)[];
  /** True where the kind of unit is exempt from the item, by kind index. */
  readonly exempt: readonly boolean[];
  /** Mark of an undefined rule (zero denominator); null = it is not applicable then, by the policy of the kind. */
  readonly undefinedMark: Mark | null;
}

export interface PolicyPlan {
  readonly policy: Exclude<NotApplicable, { policy: 'forbidden' }>;
  /** For `share`: indexes of the items its maximum may go to. */
  readonly among: readonly number[];
}

export interface SlotPlan {
  readonly item: number;
  readonly figure: Figure;
  readonly storage: 'int32' | 'float64' | 'bigint64';
  /** Decimals the whole numbers of the column stand for. */
  readonly decimals: number;
  /** Allowed whole numbers (day numbers for dates, 0/1 for yes/no, option indexes for choices). */
  readonly min: Int;
  readonly max: Int;
  /** Option id -> index, for choices. */
  readonly options: ReadonlyMap<string, number> | null;
}

export interface GroupPlan {
  readonly index: number;
  readonly group: Group;
  readonly level: 'area' | 'criterion';
  readonly role: 'ordinary' | 'bonus' | 'deduction';
  /** -1 for an area. */
  readonly parent: number;
  readonly children: readonly ChildPlan[];
  /** Items `from .. to - 1` of the plan, all depths. */
  readonly from: number;
  readonly to: number;
  readonly max: Int;
  readonly rounding: Rounding | null;
  /** Bound on a bonus area's sum from above or a deduction area's from below (a negative number); null = none. */
  readonly cap: Int | null;
  /** True when an item inside may leave the maximum. */
  readonly maximumVaries: boolean;
}

export interface ChildPlan {
  readonly node: 'group' | 'item';
  /** Index among the plan's groups or items. */
  readonly index: number;
}

export interface TotalPlan {
  /** Sum of the ordinary areas' maxima. */
  readonly max: Int;
  readonly rounding: Rounding | null;
  readonly floor: Int | null;
  readonly cap: Int | null;
}

export interface BandPlan {
  readonly band: Band;
  /** `from` in 10^-decimals percent; null = the rest. */
  readonly from: Int | null;
  readonly decimals: number;
}

export type TieBreakPlan =
  | {
      readonly by: 'group' | 'item';
      readonly index: number;
      readonly sign: 1 | -1;
      readonly source: TieBreak;
    }
  | { readonly by: 'slot'; readonly index: number; readonly sign: 1 | -1; readonly source: TieBreak }
  | { readonly by: 'points' | 'unit-code'; readonly source: TieBreak };
