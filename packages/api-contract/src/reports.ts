import { z } from 'zod';
import { legalDate, requiredText, roundUnitParams, text } from './common.ts';
import { receipt } from './receipts.ts';
import { route } from './route.ts';

const lines = (count: number, length: number) => z.array(requiredText(length)).max(count).default([]);

/** What a report says beside figures and points (Nghị định 30/2020/NĐ-CP, Điều 8; 383/BNV-CCHC, 384/BNV-CCHC). */
export const reportDetails = z.object({
  superiorBody: text(300).nullable().describe('Cơ quan chủ quản; null where there is none'),
  issuingBody: requiredText(300),
  number: text(50).nullable().describe('Without the symbol; null until the records office gives one'),
  symbol: text(100).describe('"BC-SNV"'),
  place: text(200).describe('Địa danh'),
  date: legalDate.nullable(),
  addressees: lines(20, 300).describe('Kính gửi'),
  recipients: lines(30, 300).describe('Nơi nhận'),
  archive: text(100).describe('"VT, CCHC"'),
  signer: z.object({
    authority: text(200).nullable().describe('"KT. GIÁM ĐỐC"; null when the head signs'),
    title: text(200),
    name: text(200).nullable(),
  }),
  grounds: lines(30, 2000).describe('Legal grounds, one sentence each'),
  difficulties: lines(50, 4000),
  proposals: lines(50, 4000),
});
export type ReportDetails = z.infer<typeof reportDetails>;

export const versionedDetails = z.object({
  version: z.number().int().describe('0 = nothing saved for this round yet; also the ETag'),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  /** Saved ones, or a proposal: those of the unit’s last round without number and date, else names only. */
  details: reportDetails,
  editable: z.boolean(),
});
export type VersionedDetails = z.infer<typeof versionedDetails>;

/** Documents whose template an office may replace. */
export const REPORT_KINDS = [
  'self-assessment-report',
  'preliminary-notice',
  'council-minutes',
  'publication-decision',
  'inspection-record',
  'remediation-plan',
] as const;
export const reportTemplate = z.object({
  kind: z.enum(REPORT_KINDS),
  /** False: the template that Parix brings is in use. */
  custom: z.boolean(),
  fileName: z.string(),
  sha256: z.string().nullable(),
  uploadedAt: z.string().nullable(),
  uploadedBy: z.string().nullable(),
  /** Fields that a template may name, with their meaning in words. */
  tags: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      meaning: z.string(),
      required: z.boolean(),
      /** The lists it stands in, outermost first. */
      inside: z.array(z.string()),
    }),
  ),
});
export type ReportTemplate = z.infer<typeof reportTemplate>;

/** Documents that the office issues; a unit writes the frame of its own report with the card. */
export const LETTERHEAD_KINDS = [
  'preliminary-notice',
  'council-minutes',
  'publication-decision',
  'inspection-record',
] as const;
export type LetterheadKind = (typeof LETTERHEAD_KINDS)[number];

/** What stands around every document of a kind (Nghị định 30/2020/NĐ-CP, Điều 8). */
export const letterhead = z.object({
  superiorBody: text(300).nullable().describe('Cơ quan chủ quản; null where there is none'),
  issuingBody: requiredText(300),
  symbol: text(100).describe('"QĐ-UBND"'),
  place: text(200).describe('Địa danh'),
  authority: text(300).describe('Who decides, above the grounds of a decision; not used by other kinds'),
  grounds: lines(30, 2000).describe('Legal grounds, one sentence each'),
  articles: lines(20, 4000).describe('Articles of a decision after the one that announces the result'),
  signer: z.object({
    authority: text(200).nullable().describe('"KT. GIÁM ĐỐC"; null when the head signs'),
    title: text(200),
    name: text(200).nullable(),
  }),
  recipients: lines(30, 300).describe('Nơi nhận'),
  archive: text(100).describe('"VT, CCHC"'),
});
export type Letterhead = z.infer<typeof letterhead>;

export const versionedLetterhead = z.object({
  kind: z.enum(LETTERHEAD_KINDS),
  version: z.number().int().describe('0 = nothing saved yet; also the ETag'),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  /** What was saved last, or what documents carry while nothing was. */
  letterhead,
});
export type VersionedLetterhead = z.infer<typeof versionedLetterhead>;

/** What can honestly be said of a signature; revocation is never checked. */
export const fileSignature = z.object({
  status: z.enum(['valid', 'intact-untrusted', 'broken', 'unreadable']),
  kind: z.enum(['signature', 'document-timestamp']),
  /** Nothing was added after signing. */
  coversWholeFile: z.boolean(),
  signer: z.string().nullable(),
  issuer: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** As the signer says, or as a time stamp says; the words tell which. */
  signedAt: z.string().nullable(),
  words: z.array(z.string()),
});
export const signedFile = z.object({
  number: z.number().int(),
  fileName: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** When it was added, and its signatures were judged. */
  at: z.string(),
  by: z.string().nullable(),
  signatures: z.array(fileSignature),
});
export type SignedFile = z.infer<typeof signedFile>;

const cardPath = '/rounds/:roundId/units/:unitId';
const kindParams = z.object({ kind: z.enum(REPORT_KINDS) });
const letterheadParams = z.object({ kind: z.enum(LETTERHEAD_KINDS) });
const submissionParams = roundUnitParams.extend({ sequence: z.coerce.number().int().min(1).max(1_000_000) });

export const reportRoutes = {
  getReportDetails: route({
    method: 'GET',
    path: `${cardPath}/report-details`,
    permission: 'scorecard.read',
    feature: 'reports',
    summary: 'What the report of the card says beside its figures',
    params: roundUnitParams,
    response: versionedDetails,
  }),
  saveReportDetails: route({
    method: 'PUT',
    path: `${cardPath}/report-details`,
    permission: 'scorecard.edit',
    feature: 'reports',
    summary: 'Save what the report says beside its figures; frozen with the next submission',
    ifMatch: true,
    params: roundUnitParams,
    body: reportDetails,
    response: versionedDetails,
  }),
  officialReport: route({
    method: 'GET',
    path: `${cardPath}/report/:format`,
    permission: 'scorecard.read',
    feature: 'reports',
    summary: 'The self-assessment report: of a submission, of the last one, or a draft of the present state',
    params: roundUnitParams.extend({ format: z.enum(['docx', 'pdf']) }),
    query: z.object({
      submission: z.coerce.number().int().min(1).max(1_000_000).optional(),
      /** True: from the present state, marked DỰ THẢO, though there may be a submission. */
      draft: z.stringbool().default(false),
    }),
    response: z.unknown(),
  }),
  getReportTemplate: route({
    method: 'GET',
    path: '/report-templates/:kind',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'Which template is in use for a kind of document, and the fields it may name',
    params: kindParams,
    response: reportTemplate,
  }),
  reportTemplateFile: route({
    method: 'GET',
    path: '/report-templates/:kind/file',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'The template in use, to be edited and sent back',
    params: kindParams,
    response: z.unknown(),
  }),
  documentSample: route({
    method: 'GET',
    path: '/report-templates/:kind/sample/:format',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'A made-up document in the template in use, to look at; the PDF is in the layout of Parix',
    params: kindParams.extend({ format: z.enum(['docx', 'pdf']) }),
    response: z.unknown(),
  }),
  uploadReportTemplate: route({
    method: 'POST',
    path: '/report-templates/:kind',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'Put in a template of the office; refused with every fault by its place',
    upload: true,
    params: kindParams,
    response: reportTemplate,
  }),
  getLetterhead: route({
    method: 'GET',
    path: '/letterheads/:kind',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'What stands around the documents of a kind that the office issues',
    params: letterheadParams,
    response: versionedLetterhead,
  }),
  saveLetterhead: route({
    method: 'PUT',
    path: '/letterheads/:kind',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'Write what stands around the documents of a kind; documents made from now on carry it',
    ifMatch: true,
    params: letterheadParams,
    body: letterhead,
    response: versionedLetterhead,
  }),
  removeReportTemplate: route({
    method: 'DELETE',
    path: '/report-templates/:kind',
    permission: 'rounds.manage',
    feature: 'reports',
    summary: 'Go back to the template that Parix brings',
    params: kindParams,
    response: reportTemplate,
  }),
  addSignedFile: route({
    method: 'POST',
    path: `${cardPath}/submissions/:sequence/signed-files`,
    permission: 'submission.attach',
    feature: 'reports',
    summary: 'Add a digitally signed PDF to a submission; its signatures are judged and told as they are',
    idempotent: true,
    params: submissionParams,
    /** A finished resumable upload of the same person. */
    body: z.object({ uploadId: z.string().max(100) }),
    response: z.object({ file: signedFile, receipt }),
  }),
  listSignedFiles: route({
    method: 'GET',
    path: `${cardPath}/submissions/:sequence/signed-files`,
    permission: 'scorecard.read',
    feature: 'reports',
    summary: 'Signed files of a submission with what could be said of their signatures',
    params: submissionParams,
    response: z.object({ items: z.array(signedFile) }),
  }),
  signedFileContent: route({
    method: 'GET',
    path: `${cardPath}/submissions/:sequence/signed-files/:number/content`,
    permission: 'scorecard.read',
    feature: 'reports',
    summary: 'A signed file, byte for byte',
    params: submissionParams.extend({ number: z.coerce.number().int().min(1).max(1000) }),
    response: z.unknown(),
  }),
};
