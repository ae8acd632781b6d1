import type { IssuedFrame } from './document-frame.ts';

/** Kế hoạch khắc phục tồn tại, hạn chế of one unit: each shortcoming with what is done, by whom, until when. */
export interface RemediationPlan {
  readonly kind: 'remediation-plan';
  readonly frame: IssuedFrame;
  readonly unitName: string;
  /** What is judged, after "Chỉ số cải cách hành chính": "năm 2026". */
  readonly period: string;
  /** Name of the round after which the plan is made. */
  readonly roundName: string;
  /** Number of the plan of the unit after the round, from 1. */
  readonly planNumber: number;
  readonly tasks: readonly PlannedTask[];
  /** Who approved it in the system and when, ISO 8601 instant with offset; null: nobody yet. */
  readonly approval: { readonly name: string; readonly at: string } | null;
}

export interface PlannedTask {
  /** Code of the item; null: about none. */
  readonly code: string | null;
  readonly shortcoming: string;
  /** Points that the item lost, exact decimal as text; null: none. */
  readonly lostPoints: string | null;
  /** The same was in a plan of an earlier year. */
  readonly repeated: boolean;
  readonly measure: string;
  readonly owner: string;
  /** YYYY-MM-DD; null while the plan is drafted. */
  readonly dueOn: string | null;
  readonly product: string;
}
