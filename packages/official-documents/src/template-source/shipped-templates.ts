import type { Document } from 'docx';
import type { DocumentKind } from '../official-document.ts';
import { councilMinutesTemplate } from './council-minutes-template.ts';
import { inspectionRecordTemplate } from './inspection-record-template.ts';
import { preliminaryNoticeTemplate } from './preliminary-notice-template.ts';
import { publicationDecisionTemplate } from './publication-decision-template.ts';
import { remediationPlanTemplate } from './remediation-plan-template.ts';
import { selfAssessmentTemplate } from './self-assessment-template.ts';

/** The definition behind each file of `templates/`. */
export const SHIPPED_TEMPLATES: Readonly<Record<DocumentKind, () => Document>> = {
  'self-assessment-report': selfAssessmentTemplate,
  'preliminary-notice': preliminaryNoticeTemplate,
  'council-minutes': councilMinutesTemplate,
  'publication-decision': publicationDecisionTemplate,
  'inspection-record': inspectionRecordTemplate,
  'remediation-plan': remediationPlanTemplate,
};
