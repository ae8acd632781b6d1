import { z } from 'zod';
import { instant, legalDate, page, pageQuery, requiredText, unitCode } from './common.ts';
import { route } from './route.ts';

/** Bytes of the largest file of dossiers, and of one piece of it. */
export const LARGEST_DOSSIER_FILE = 4 * 1024 ** 3;
export const DOSSIER_FILE_PIECE = 8 * 1024 ** 2;
/** Codes that one list of a system may hold when it comes as JSON. */
export const MOST_LISTED_DOSSIERS = 20_000;

/** What a column of a file may say. */
export const DOSSIER_FIELDS = [
  'dossier',
  'unit',
  'procedure',
  'state',
  'received',
  'due',
  'firstDue',
  'finished',
  'returned',
  'channel',
  'returnChannel',
  'level',
  'paused',
  'supplementRequests',
  'digitised',
  'fee',
  'paidOnline',
  'rating',
] as const;
/** Day first, month first, year first, or the day numbers of spreadsheet programs. */
export const DATE_FORMATS = ['dmy', 'mdy', 'ymd', 'serial'] as const;
/** A working day has eight hours. */
export const TIME_UNITS = ['minutes', 'hours', 'days'] as const;
export const WORD_FIELDS = ['state', 'channel', 'level'] as const;

const header = requiredText(200);
const words = z.record(z.string().min(1).max(200), z.string().max(40).nullable());
/** How files of a source are read: columns by field, order of dates, meaning of words. */
export const dossierMapping = z
  .object({
    columns: z.partialRecord(z.enum(DOSSIER_FIELDS), header),
    unit: unitCode.nullable().describe('Unit of every row, where no column names it'),
    dates: z.enum(DATE_FORMATS),
    pausedIn: z.enum(TIME_UNITS).describe('Unit of bare numbers in the column of waits'),
    words: z.object({ state: words, channel: words, level: words }),
  })
  .strict();
export type SentMapping = z.output<typeof dossierMapping>;

export const DOSSIER_FILE_STATES = [
  'uploading',
  'waiting',
  'running',
  'done',
  'cancelled',
  'failed',
  'abandoned',
] as const;
const dossierFile = z.object({
  id: z.uuid(),
  sourceId: z.uuid(),
  name: z.string(),
  size: z.int(),
  state: z.enum(DOSSIER_FILE_STATES),
  asOf: z.string().nullable(),
  /** Bytes read and the last row stored, the header included. */
  bytesDone: z.int(),
  lastRow: z.int(),
  taken: z.int(),
  repeated: z.int(),
  rejected: z.int(),
  problemCount: z.int(),
  /** Why the file as a whole was not read. */
  failure: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type DossierFile = z.output<typeof dossierFile>;

const fileProblem = z.object({
  row: z.int(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
  value: z.string(),
});
const filePreview = z.object({
  header: z.array(z.string()),
  headerRow: z.int(),
  /** The saved one of the source, or what the headers and first rows suggest. */
  mapping: dossierMapping,
  guessed: z.boolean(),
  /** False: the days of the first rows may be day first or month first. */
  datesSure: z.boolean(),
  missingColumns: z.array(z.string()),
  /** Words that have no meaning yet, among the rows looked at. */
  unknownWords: z.array(z.object({ field: z.enum(WORD_FIELDS), word: z.string(), rows: z.int() })),
  rowsRead: z.int(),
  rowsFaulty: z.int(),
  /** The first rows as they would be taken. */
  sample: z.array(
    z.object({
      row: z.int(),
      dossier: z.string(),
      unitName: z.string(),
      procedure: z.string().nullable(),
      state: z.string().nullable(),
      received: z.string().nullable(),
      due: z.string().nullable(),
      finished: z.string().nullable(),
      channel: z.string().nullable(),
    }),
  ),
  problems: z.array(fileProblem),
});
export type DossierFilePreview = z.output<typeof filePreview>;

const counter = z.object({ name: z.string(), count: z.int().nullable() });
const totalFinding = z.object({
  /** The column that should be the sum, and the columns that should add up to it. */
  whole: z.string(),
  parts: z.array(z.string()),
  code: z.string(),
  sum: z.int(),
  difference: z.int().nullable().describe('Whole minus sum of the parts'),
});
const dossierTotal = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  sourceId: z.uuid(),
  sourceName: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  label: z.string(),
  revision: z.int(),
  counters: z.array(counter),
  findings: z.array(totalFinding),
  fileName: z.string(),
  recordedAt: z.string(),
});
export type DossierTotal = z.output<typeof dossierTotal>;
const totalsReport = z.object({
  dryRun: z.boolean(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  problems: z.array(z.object({ place: z.string(), code: z.string(), message: z.string() })),
  /** Rows whose columns do not add up; they are taken as published. */
  differing: z.array(z.object({ place: z.string(), label: z.string(), findings: z.array(totalFinding) })),
});
export type TotalsReport = z.output<typeof totalsReport>;

export const DIFFERENCES = ['missing', 'extra', 'other-day', 'state-differs'] as const;
const reconciliation = z.object({
  id: z.uuid(),
  sourceId: z.uuid(),
  firstDay: z.string(),
  lastDay: z.string(),
  listed: z.int(),
  held: z.int(),
  missing: z.int(),
  extra: z.int(),
  otherDay: z.int(),
  stateDiffers: z.int(),
  bySource: z.boolean().describe('The system sent the list itself'),
  madeAt: z.string(),
});
export type Reconciliation = z.output<typeof reconciliation>;
const difference = z.object({
  finding: z.enum(DIFFERENCES),
  code: z.string(),
  sourceState: z.string().nullable(),
  heldState: z.string().nullable(),
});
export type DossierDifference = z.output<typeof difference>;

const period = { from: legalDate, to: legalDate };
const sourceParams = z.object({ sourceId: z.uuid() });
const fileParams = sourceParams.extend({ fileId: z.uuid() });
const comparisonParams = sourceParams.extend({ reconciliationId: z.uuid() });
const manage = { permission: 'dossier-files.manage', feature: 'dossier-files' } as const;

export const dossierFileRoutes = {
  listDossierFiles: route({
    ...manage,
    method: 'GET',
    path: '/dossier-sources/:sourceId/files',
    summary: 'Files of dossiers of a source, newest first',
    params: sourceParams,
    query: pageQuery,
    response: page(dossierFile),
  }),
  announceDossierFile: route({
    ...manage,
    method: 'POST',
    path: '/dossier-sources/:sourceId/files',
    summary: 'Announces a file; its bytes follow in pieces',
    params: sourceParams,
    body: z.object({ name: requiredText(200), size: z.int().min(1).max(LARGEST_DOSSIER_FILE) }),
    idempotent: true,
    response: dossierFile,
  }),
  getDossierFile: route({
    ...manage,
    method: 'GET',
    path: '/dossier-sources/:sourceId/files/:fileId',
    summary: 'How far a file has come',
    params: fileParams,
    response: dossierFile,
  }),
  sendDossierFilePiece: route({
    ...manage,
    method: 'PUT',
    path: '/dossier-sources/:sourceId/files/:fileId/content',
    summary: 'Bytes of the file from a place on; sending a piece again changes nothing',
    params: fileParams,
    query: z.object({ at: z.coerce.number().int().min(0).max(LARGEST_DOSSIER_FILE) }),
    upload: true,
    response: z.object({ arrived: z.int().describe('Bytes that are here; go on from there') }),
  }),
  previewDossierFile: route({
    ...manage,
    method: 'POST',
    path: '/dossier-sources/:sourceId/files/:fileId/preview',
    summary: 'The first rows as understood, and what is wrong with them; nothing is taken',
    params: fileParams,
    body: z.object({ mapping: dossierMapping.nullable() }),
    idempotent: true,
    response: filePreview,
  }),
  startDossierFile: route({
    ...manage,
    method: 'POST',
    path: '/dossier-sources/:sourceId/files/:fileId/start',
    summary: 'Saves the mapping and takes the file in the background',
    params: fileParams,
    body: z.object({
      mapping: dossierMapping,
      asOf: instant.describe('The instant of which the file speaks'),
    }),
    idempotent: true,
    response: dossierFile,
  }),
  cancelDossierFile: route({
    ...manage,
    method: 'POST',
    path: '/dossier-sources/:sourceId/files/:fileId/cancel',
    summary: 'Ends it; the rows taken by then stay',
    params: fileParams,
    idempotent: true,
    response: dossierFile,
  }),
  dossierFileProblems: route({
    ...manage,
    method: 'GET',
    path: '/dossier-sources/:sourceId/files/:fileId/problems',
    summary: 'Rows that were not taken and why, as CSV',
    params: fileParams,
    response: z.unknown(),
  }),
  importDossierTotals: route({
    ...manage,
    method: 'POST',
    path: '/dossier-sources/:sourceId/totals',
    summary: 'Published totals of a source; a trial by default. What does not add up is told, not mended',
    params: sourceParams,
    query: z.object({ dryRun: z.stringbool().default(true) }),
    upload: true,
    response: totalsReport,
  }),
  listDossierTotals: route({
    method: 'GET',
    path: '/dossier-totals',
    permission: 'dossier-figures.read',
    feature: 'dossier-files',
    summary: 'Totals that sources publish, beside the counted figures and never among them',
    query: pageQuery.extend({
      sourceId: z.uuid().optional(),
      unitId: z.uuid().optional(),
      from: legalDate.optional(),
      to: legalDate.optional(),
    }),
    response: page(dossierTotal),
  }),
  compareDossierList: route({
    ...manage,
    method: 'POST',
    path: '/dossier-sources/:sourceId/reconciliations',
    summary: 'Compares a list of codes (CSV, XLSX) received in a period with what is held',
    params: sourceParams,
    query: z.object(period),
    upload: true,
    response: reconciliation,
  }),
  sendDossierList: route({
    method: 'POST',
    path: '/dossier-reconciliations',
    permission: 'dossier-source',
    feature: 'dossier-files',
    summary: 'A source sends the codes of its dossiers received in a period; told what is missing here',
    body: z.object({
      ...period,
      dossiers: z
        .array(z.object({ code: requiredText(200), state: requiredText(100).nullish() }))
        .max(MOST_LISTED_DOSSIERS),
    }),
    response: reconciliation.extend({ differences: z.array(difference).describe('The first 1000') }),
  }),
  listReconciliations: route({
    ...manage,
    method: 'GET',
    path: '/dossier-sources/:sourceId/reconciliations',
    summary: 'Comparisons of a source, newest first',
    params: sourceParams,
    query: pageQuery,
    response: page(reconciliation),
  }),
  getReconciliation: route({
    ...manage,
    method: 'GET',
    path: '/dossier-sources/:sourceId/reconciliations/:reconciliationId',
    summary: 'One comparison with its first differences',
    params: comparisonParams,
    response: reconciliation.extend({ differences: z.array(difference).describe('The first 1000') }),
  }),
  reconciliationFile: route({
    ...manage,
    method: 'GET',
    path: '/dossier-sources/:sourceId/reconciliations/:reconciliationId/file',
    summary: 'Every difference as CSV',
    params: comparisonParams,
    response: z.unknown(),
  }),
};
