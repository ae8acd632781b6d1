import type { IssuedFrame } from './document-frame.ts';
import type { ReportCriteriaSet } from './self-assessment-report.ts';

/**
 * Thông báo kết quả thẩm định sơ bộ of one unit: what was judged otherwise than declared and why, and how and until
 * when the unit may answer. Points, sums and percentages are exact decimals as text ("61.75") computed by the engine.
 */
export interface PreliminaryNotice {
  readonly kind: 'preliminary-notice';
  readonly frame: IssuedFrame;
  readonly unitName: string;
  /** Name of the round: "Chấm điểm Chỉ số CCHC tỉnh Mẫu năm 2026". */
  readonly roundName: string;
  /** What is judged, after "Chỉ số cải cách hành chính": "năm 2026". */
  readonly period: string;
  readonly criteriaSet: ReportCriteriaSet;
  /** Legal grounds, one sentence each without the final mark. */
  readonly grounds: readonly string[];
  readonly areas: readonly NoticeArea[];
  readonly totals: NoticeTotals;
  /** Items judged otherwise than declared, in the set's order; the unit may answer these. */
  readonly items: readonly NoticeItem[];
  readonly replies: NoticeReplies;
}

export interface NoticeArea {
  readonly code: string;
  readonly name: string;
  readonly maxPoints: string;
  /** null when the unit scores nothing of the area itself. */
  readonly selfPoints: string | null;
  /** null while nothing of the area is judged. */
  readonly appraisedPoints: string | null;
}

export interface NoticeTotals {
  readonly maxPoints: string;
  readonly selfPoints: string;
  readonly appraisedPoints: string;
  /** Points ÷ maximum in %, rounded by the set's rule; null when the set gives none at this stage. */
  readonly selfPercent: string | null;
  readonly appraisedPercent: string | null;
}

export interface NoticeItem {
  readonly code: string;
  readonly name: string;
  readonly maxPoints: string;
  /** null when the unit claimed no points: it declared that the item does not apply, or nothing. */
  readonly selfPoints: string | null;
  readonly outcome: NoticeOutcome;
  readonly reason: string | null;
  /** The requirement that is not met. */
  readonly requirement: string | null;
}

/** "explanation": nothing is concluded before the unit explains; it has no points, not zero points. */
export type NoticeOutcome =
  | { readonly kind: 'points'; readonly points: string }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'explanation' };

export interface NoticeReplies {
  /** ISO 8601 instant with offset before which answers count; null while none is set. */
  readonly closesAt: string | null;
  /** Address of the page where the unit answers; null where there is none to print. */
  readonly address: string | null;
}
