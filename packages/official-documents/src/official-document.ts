import type { CouncilMinutes } from './council-minutes.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { PreliminaryNotice } from './preliminary-notice.ts';
import type { PublicationDecision } from './publication-decision.ts';
import type { RemediationPlan } from './remediation-plan.ts';
import type { SelfAssessmentReport } from './self-assessment-report.ts';

/** Every document Parix can lay out. A further kind adds its type here and its fields in `fields/document-kinds.ts`. */
export type OfficialDocument =
  | SelfAssessmentReport
  | PreliminaryNotice
  | CouncilMinutes
  | PublicationDecision
  | InspectionRecord
  | RemediationPlan;
export type DocumentKind = OfficialDocument['kind'];
export const DOCUMENT_KINDS = [
  'self-assessment-report',
  'preliminary-notice',
  'council-minutes',
  'publication-decision',
  'inspection-record',
  'remediation-plan',
] as const satisfies readonly DocumentKind[];
