import type { SelfAssessmentReport } from './self-assessment-report.ts';

/** Every document Parix can lay out. A further kind adds its type here and its fields in `fields/document-kinds.ts`. */
export type OfficialDocument = SelfAssessmentReport;
export type DocumentKind = OfficialDocument['kind'];
export const DOCUMENT_KINDS: readonly DocumentKind[] = ['self-assessment-report'];
