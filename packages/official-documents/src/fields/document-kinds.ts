import type { DocumentKind, OfficialDocument } from '../official-document.ts';
import { COUNCIL_MINUTES_TREE, councilMinutesFields } from './council-minutes-fields.ts';
import type { FieldRecord, FieldTree } from './field-tree.ts';
import { INSPECTION_RECORD_TREE, inspectionRecordFields } from './inspection-record-fields.ts';
import { PRELIMINARY_NOTICE_TREE, preliminaryNoticeFields } from './preliminary-notice-fields.ts';
import { PUBLICATION_DECISION_TREE, publicationDecisionFields } from './publication-decision-fields.ts';
import { REMEDIATION_PLAN_TREE, remediationPlanFields } from './remediation-plan-fields.ts';
import { SELF_ASSESSMENT_TREE, selfAssessmentFields } from './self-assessment-fields.ts';

/** `templates/<kind>.docx` and `layouts/<kind>.typ` lay the fields out. */
const TREES: Readonly<Record<DocumentKind, FieldTree>> = {
  'self-assessment-report': SELF_ASSESSMENT_TREE,
  'preliminary-notice': PRELIMINARY_NOTICE_TREE,
  'council-minutes': COUNCIL_MINUTES_TREE,
  'publication-decision': PUBLICATION_DECISION_TREE,
  'inspection-record': INSPECTION_RECORD_TREE,
  'remediation-plan': REMEDIATION_PLAN_TREE,
};

/** The tags a template of this kind may use. */
export const fieldTreeOf = (kind: DocumentKind): FieldTree => TREES[kind];

/** The fields of a document. Throws `RangeError` for a number, date or instant that is none. */
export function fieldsOf(document: OfficialDocument): FieldRecord {
  switch (document.kind) {
    case 'self-assessment-report':
      return selfAssessmentFields(document);
    case 'preliminary-notice':
      return preliminaryNoticeFields(document);
    case 'council-minutes':
      return councilMinutesFields(document);
    case 'publication-decision':
      return publicationDecisionFields(document);
    case 'inspection-record':
      return inspectionRecordFields(document);
    case 'remediation-plan':
      return remediationPlanFields(document);
  }
}
