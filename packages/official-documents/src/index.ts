export type {
  Distribution,
  DocumentFrame,
  DocumentSigner,
  IssuedFrame,
  Letterhead,
  MinutesFrame,
  SubmissionReceipt,
} from './document-frame.ts';
export type {
  NoticeArea,
  NoticeItem,
  NoticeOutcome,
  NoticeReplies,
  NoticeTotals,
  PreliminaryNotice,
} from './preliminary-notice.ts';
export type {
  BrokenTie,
  CouncilMember,
  CouncilMinutes,
  DiscussedItem,
  MeetingPerson,
  VoteCount,
} from './council-minutes.ts';
export type {
  InspectedLine,
  InspectedShortcoming,
  InspectionPerson,
  InspectionRecord,
} from './inspection-record.ts';
export type { PlannedTask, RemediationPlan } from './remediation-plan.ts';
export type { PublicationDecision } from './publication-decision.ts';
export type { RankedUnit, ResultArea, ResultBlock, ResultUnit, UnrankedUnit } from './result-block.ts';
export {
  EVIDENCE_STATES,
  REPORT_ITEM_STATUSES,
  type EvidenceState,
  type ReportCriteriaSet,
  type ReportCriterion,
  type ReportEvidence,
  type ReportGroup,
  type ReportItem,
  type ReportItemStatus,
  type ReportRow,
  type ReportTotals,
  type SelfAssessmentReport,
} from './self-assessment-report.ts';
export { DOCUMENT_KINDS, type DocumentKind, type OfficialDocument } from './official-document.ts';
export { renderDocx, renderPdf, shippedTemplate, templateProblems } from './render.ts';
export { sampleDocument } from './samples/sample-document.ts';
export { templateTags, type TemplateTag } from './fields/template-tags.ts';
export {
  DOCX_PROBLEM_CODES,
  DocxRefusal,
  type DocxPlace,
  type DocxProblem,
  type DocxProblemCode,
} from './docx/docx-problems.ts';
export { describeDocxProblem } from './docx/describe-docx-problem.ts';
export {
  describeRenderFailure,
  RENDER_FAILURE_CODES,
  RenderFailure,
  type RenderFailureCode,
} from './render-failure.ts';
export { convertDocx, type ConversionOptions } from './pdf/convert-docx.ts';
export { readPdfSignatures } from './signatures/read-pdf-signatures.ts';
export { describeSignature } from './signatures/describe-signature.ts';
export {
  SIGNATURE_REASONS,
  SIGNATURE_STATUSES,
  type CertificateName,
  type PdfSignature,
  type SignatureCertificate,
  type SignatureOptions,
  type SignatureReason,
  type SignatureStatus,
  type SignatureTimestamp,
} from './signatures/pdf-signature.ts';
export { qrSvg } from './qr-svg.ts';
