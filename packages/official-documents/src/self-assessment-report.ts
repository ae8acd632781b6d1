import type { DocumentFrame } from './document-frame.ts';

/**
 * Báo cáo tự đánh giá, chấm điểm Chỉ số cải cách hành chính of one unit. Its parts are those the ministry's guidance
 * asks for (383/BNV-CCHC, 384/BNV-CCHC): table of points, explanation of items without or with insufficient
 * evidence, difficulties and proposals. Points, sums and percentages are exact decimals as text ("61.75") computed
 * by the engine; nothing is added up here.
 */
export interface SelfAssessmentReport {
  readonly kind: 'self-assessment-report';
  readonly frame: DocumentFrame;
  /** Name of the unit that scored itself. */
  readonly unitName: string;
  /** What is judged, after "Chỉ số cải cách hành chính": "năm 2026". */
  readonly period: string;
  readonly criteriaSet: ReportCriteriaSet;
  /** Legal grounds, one sentence each without the final mark: "Thực hiện Kế hoạch số … về …". */
  readonly grounds: readonly string[];
  readonly groups: readonly ReportGroup[];
  readonly totals: ReportTotals;
  readonly difficulties: readonly string[];
  readonly proposals: readonly string[];
}

export interface ReportCriteriaSet {
  readonly title: string;
  /** "Quyết định số 12/QĐ-UBND ngày 05/01/2026"; null for a set that names none. */
  readonly decision: string | null;
  readonly version: string;
  readonly fingerprint: string;
}

/** Lĩnh vực with its sums as the engine gives them. */
export interface ReportGroup {
  readonly code: string;
  readonly name: string;
  readonly maxPoints: string;
  /** null when nothing in the area has points of its own. */
  readonly selfPoints: string | null;
  readonly rows: readonly ReportRow[];
}
export type ReportRow = ReportCriterion | ReportItem;

/** A criterion that has parts; it is not scored itself. */
export interface ReportCriterion {
  readonly kind: 'criterion';
  readonly code: string;
  readonly name: string;
  readonly maxPoints: string;
  readonly selfPoints: string | null;
}

/**
 * Zero points are a score; the others are not zero and are never printed as such. `surveyed` and `external`: the unit
 * does not score the item; points come from a survey, or from another body.
 */
export const REPORT_ITEM_STATUSES = ['scored', 'no-data', 'not-applicable', 'surveyed', 'external'] as const;
export type ReportItemStatus = (typeof REPORT_ITEM_STATUSES)[number];
export const EVIDENCE_STATES = ['sufficient', 'insufficient', 'none'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

export interface ReportItem {
  readonly kind: 'item';
  readonly code: string;
  readonly name: string;
  readonly maxPoints: string;
  readonly status: ReportItemStatus;
  /** Set when, and only when, the status is "scored". */
  readonly selfPoints: string | null;
  readonly evidence: readonly ReportEvidence[];
  /** The unit's own judgement; "sufficient" too where the set asks for no evidence. */
  readonly evidenceState: EvidenceState;
  /** Giải trình; may hold several lines. */
  readonly explanation: string | null;
}

export interface ReportEvidence {
  /** Số, ký hiệu: "15/KH-SNV". */
  readonly number: string | null;
  /** YYYY-MM-DD. */
  readonly date: string | null;
  readonly issuer: string | null;
  /** Trích yếu. */
  readonly abstract: string;
  /** Pages or section when only a part counts: "3-5", "mục II". */
  readonly pages: string | null;
}

export interface ReportTotals {
  readonly maxPoints: string;
  readonly selfPoints: string;
  /** Self points ÷ maximum in %, rounded by the set's rule; null when the set gives none for self-scoring. */
  readonly percent: string | null;
}
