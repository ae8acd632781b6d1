import { z } from 'zod';
import { empty, legalDate, page, pageQuery, requiredText, roundUnitParams, text } from './common.ts';
import { receipt } from './receipts.ts';
import { route } from './route.ts';

/** Kinds of documents that prove a figure, as offices file them. */
export const EVIDENCE_KINDS = [
  'decision',
  'plan',
  'report',
  'dispatch',
  'notice',
  'minutes',
  'statistics',
  'screenshot',
  'other',
] as const;

/** What a virus scanner has said of a file; nothing is called clean that was not scanned. */
export const SCAN_STATES = ['clean', 'infected', 'not-scanned', 'scanner-unavailable'] as const;
/** How far the text of a file is known to the search. */
export const TEXT_STATES = ['waiting', 'indexed', 'no-text', 'unsupported', 'failed'] as const;

/** What the library says of a document: số, ký hiệu, ngày, cơ quan ban hành, trích yếu, loại, hiệu lực. */
const documentFields = {
  abstract: requiredText(500).describe('Trích yếu'),
  number: text(100).describe('Số, ký hiệu; empty when the document has none'),
  issuedOn: legalDate.nullable(),
  issuer: text(300),
  kind: z.enum(EVIDENCE_KINDS),
  validFrom: legalDate.nullable(),
  validTo: legalDate.nullable().describe('Last day on which it holds'),
  url: z.union([z.url({ protocol: /^https?$/ }).max(2000), z.literal('')]),
};

export const evidenceFile = z.object({
  sha256: z.string(),
  size: z.number().int(),
  mediaType: z.string(),
  fileName: z.string(),
  pages: z.number().int().nullable(),
  scan: z.enum(SCAN_STATES),
  text: z.enum(TEXT_STATES),
  /** What the inspection remarked without refusing the file, in words. */
  remarks: z.array(z.string()),
});
export const evidenceVersion = z.object({
  ...documentFields,
  version: z.number().int(),
  file: evidenceFile.nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
});
export const evidenceUse = z.object({
  roundId: z.string(),
  roundTitle: z.string(),
  itemId: z.string(),
  version: z.number().int().describe('Version of the document that the item names'),
  page: z.string(),
  quote: z.string(),
});
export const evidenceDocument = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  /** Hidden documents are offered no more; what refers to them still opens them. */
  hidden: z.boolean(),
  current: evidenceVersion,
  versions: z.array(evidenceVersion),
  uses: z.array(evidenceUse),
  editable: z.boolean(),
});
export type EvidenceDocument = z.infer<typeof evidenceDocument>;
export const evidenceSummary = z.object({
  id: z.uuid(),
  version: z.number().int(),
  ...documentFields,
  file: evidenceFile.nullable(),
  hidden: z.boolean(),
  expired: z.boolean().describe('validTo lies before today'),
  uses: z.number().int().describe('Items of all rounds that name it'),
  /** Where the words searched for stand in the text; null when nothing was searched for or only the fields match. */
  hit: z.object({ page: z.number().int(), text: z.string() }).nullable(),
});
/** What became of a file that arrived, before a document names it. */
export const evidenceUpload = z.object({
  fileName: z.string(),
  size: z.number().int(),
  scan: z.enum(SCAN_STATES),
  /** What the inspection remarked without refusing the file, in words. */
  remarks: z.array(z.string()),
  /** Documents of the library that have this very file already. */
  twins: z.array(
    z.object({
      id: z.uuid(),
      version: z.number().int(),
      abstract: z.string(),
      number: z.string(),
      hidden: z.boolean(),
    }),
  ),
});
export type EvidenceUpload = z.infer<typeof evidenceUpload>;
export type EvidenceSummary = z.infer<typeof evidenceSummary>;

const unitParams = z.object({ unitId: z.uuid() });
const documentParams = unitParams.extend({ documentId: z.uuid() });
const versionParams = documentParams.extend({ version: z.coerce.number().int().min(1) });
/** `uploadId`: a finished resumable upload of the same person; null keeps the file of the version before (or none). */
const documentBody = z.object({ ...documentFields, uploadId: z.string().max(100).nullable() });
const saved = z.object({
  document: evidenceDocument,
  /** Signed receipt of the file that came with it; null when none came. */
  receipt: receipt.nullable(),
});

export const evidenceRoutes = {
  listEvidence: route({
    method: 'GET',
    path: '/units/:unitId/evidence',
    permission: 'evidence.read',
    feature: 'evidence',
    summary: 'Documents of a unit’s library; searched without diacritics in fields and text',
    params: unitParams,
    query: pageQuery.extend({
      q: z.string().max(200).optional(),
      kind: z.enum(EVIDENCE_KINDS).optional(),
      year: z.coerce.number().int().min(1990).max(2200).optional(),
      unused: z.stringbool().optional().describe('Only documents that no item of the round names'),
      roundId: z.string().max(64).optional(),
      hidden: z.stringbool().default(false),
    }),
    response: page(evidenceSummary),
  }),
  addEvidence: route({
    method: 'POST',
    path: '/units/:unitId/evidence',
    permission: 'evidence.edit',
    feature: 'evidence',
    summary: 'Add a document; with a finished upload its file is inspected, stored and hashed first',
    idempotent: true,
    params: unitParams,
    body: documentBody,
    response: saved,
  }),
  evidenceUsage: route({
    method: 'GET',
    path: '/units/:unitId/evidence-usage',
    permission: 'evidence.read',
    feature: 'evidence',
    summary: 'How much the files of a unit’s library take, and how much they may',
    params: unitParams,
    response: z.object({
      files: z.number().int().describe('Different files, all versions'),
      bytes: z.number().int(),
      allowedBytes: z.number().int(),
    }),
  }),
  evidenceUpload: route({
    method: 'GET',
    path: '/units/:unitId/evidence-uploads/:uploadId',
    permission: 'evidence.edit',
    feature: 'evidence',
    summary: 'What was found in a finished upload of one’s own, and which documents have the same file',
    params: unitParams.extend({ uploadId: z.string().max(100) }),
    response: evidenceUpload,
  }),
  getEvidence: route({
    method: 'GET',
    path: '/units/:unitId/evidence/:documentId',
    permission: 'evidence.read',
    feature: 'evidence',
    summary: 'A document with its versions and where it is used',
    params: documentParams,
    response: evidenceDocument,
  }),
  changeEvidence: route({
    method: 'PUT',
    path: '/units/:unitId/evidence/:documentId',
    permission: 'evidence.edit',
    feature: 'evidence',
    summary: 'Append a version of a document: other fields, another file, or both',
    ifMatch: true,
    params: documentParams,
    body: documentBody,
    response: saved,
  }),
  hideEvidence: route({
    method: 'DELETE',
    path: '/units/:unitId/evidence/:documentId',
    permission: 'evidence.edit',
    feature: 'evidence',
    summary: 'Hide a document; its bytes and hash stay, and what refers to it still opens it',
    ifMatch: true,
    params: documentParams,
    response: empty,
  }),
  evidencePages: route({
    method: 'GET',
    path: '/units/:unitId/evidence/:documentId/versions/:version/text',
    permission: 'evidence.read',
    feature: 'evidence',
    summary: 'Extracted text of a file, page by page',
    params: versionParams,
    query: pageQuery,
    response: page(z.object({ page: z.number().int(), text: z.string() })),
  }),
  evidenceContent: route({
    method: 'GET',
    path: '/units/:unitId/evidence/:documentId/versions/:version/file',
    permission: 'evidence.read',
    feature: 'evidence',
    summary: 'The file itself; takes Range, never rendered as a page of this origin',
    params: versionParams,
    response: z.unknown(),
  }),
  earlierEvidence: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/earlier-evidence',
    permission: 'evidence.read',
    feature: 'evidence',
    summary: 'What earlier rounds showed for the same item, ready to be used again',
    params: roundUnitParams.extend({ itemId: z.string().max(100) }),
    response: z.object({
      items: z.array(
        evidenceSummary.extend({
          roundId: z.string(),
          roundTitle: z.string(),
          page: z.string(),
          quote: z.string(),
        }),
      ),
    }),
  }),
};
