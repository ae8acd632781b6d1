import { LATENESS, ONLINE_LEVELS } from '@parix/one-stop';
import { z } from 'zod';
import { importQuery, importReport, instant, legalDate, page, pageQuery, requiredText } from './common.ts';
import { route } from './route.ts';

/** From the instant of receipt, or by whole days of which the day of receipt is not counted. */
export const COUNTINGS = ['hours', 'days'] as const;

/** As in the national catalogue: 1.000689.000.00.00.H14. */
export const procedureCode = z
  .string()
  .normalize('NFC')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u);

/** A twentieth of an hour, three minutes, is the smallest part: hours are written with two decimals in files. */
const processingMinutes = z
  .int()
  .min(0)
  .max(1_200_000)
  .multipleOf(3)
  .nullable()
  .describe('Working minutes, 480 a working day; null: none is set');

/** What a row says; it counts for dossiers received from its first day on. */
const procedureFields = z.object({
  name: requiredText(1000),
  sector: requiredText(300),
  processingMinutes,
  counting: z.enum(COUNTINGS),
  lateness: z.enum(LATENESS),
  paymentStopsClock: z.boolean(),
  supplementLimit: z.int().min(0).max(100),
  nearDueDays: z.int().min(0).max(365),
  onlineLevel: z.enum(ONLINE_LEVELS).nullable(),
  hasFee: z.boolean(),
  endedOn: legalDate.nullable().describe('Day of receipt from which the procedure no longer exists'),
});
export type ProcedureFields = z.output<typeof procedureFields>;

export const procedureRow = procedureFields.extend({
  code: procedureCode,
  validFrom: legalDate,
  /** Day of receipt from which the row no longer counts: its end, or the next row; null: it counts on. */
  countsUntil: legalDate.nullable(),
  version: z.int(),
  recordedAt: instant,
  recordedBy: z.string().nullable(),
});
export type ProcedureRow = z.output<typeof procedureRow>;

export const procedureHistory = z.object({
  code: procedureCode,
  /** From the first to the last. */
  rows: z.array(procedureRow),
});
export type ProcedureHistory = z.output<typeof procedureHistory>;

const filter = {
  q: z.string().max(100).optional().describe('Words of code, name or sector, without diacritics'),
  sector: z.string().max(300).optional(),
  on: legalDate
    .optional()
    .describe('Only what counts on this day; left out: every procedure, by its last row'),
};
export const CATALOGUE_FORMATS = ['csv', 'xlsx'] as const;
const rowParams = z.object({ code: procedureCode, from: legalDate });

export const procedureRoutes = {
  listProcedures: route({
    method: 'GET',
    path: '/procedures',
    permission: 'procedures.read',
    feature: 'procedures',
    summary: 'Administrative procedures by name',
    query: pageQuery.extend(filter),
    response: page(procedureRow),
  }),
  listProcedureSectors: route({
    method: 'GET',
    path: '/procedure-sectors',
    permission: 'procedures.read',
    feature: 'procedures',
    summary: 'Sectors (lĩnh vực) with the number of their procedures',
    response: z.object({ items: z.array(z.object({ sector: z.string(), procedures: z.int() })) }),
  }),
  getProcedure: route({
    method: 'GET',
    path: '/procedures/:code',
    permission: 'procedures.read',
    feature: 'procedures',
    summary: 'One procedure: every row by the day from which it counts',
    params: z.object({ code: procedureCode }),
    response: procedureHistory,
  }),
  addProcedureRow: route({
    method: 'POST',
    path: '/procedures',
    permission: 'procedures.manage',
    feature: 'procedures',
    summary: 'A new procedure, or what a procedure is from a day on',
    idempotent: true,
    body: procedureFields.extend({ code: procedureCode, validFrom: legalDate }),
    response: procedureHistory,
  }),
  changeProcedureRow: route({
    method: 'PUT',
    path: '/procedures/:code/rows/:from',
    permission: 'procedures.manage',
    feature: 'procedures',
    summary: 'Correct a row, or end it; the audit log keeps what stood before',
    ifMatch: true,
    params: rowParams,
    body: procedureFields.extend({ reason: requiredText(500) }),
    response: procedureHistory,
  }),
  importProcedures: route({
    method: 'POST',
    path: '/procedure-catalogue/import',
    permission: 'procedures.manage',
    feature: 'procedures',
    summary: 'Rows of the catalogue from CSV or XLSX; a trial tells what would change',
    upload: true,
    query: importQuery,
    response: importReport,
  }),
  exportProcedures: route({
    method: 'GET',
    path: '/procedure-catalogue/export',
    permission: 'procedures.read',
    feature: 'procedures',
    summary: 'Every row of the procedures found, as a file that the import takes back',
    query: z.object({ ...filter, format: z.enum(CATALOGUE_FORMATS).default('xlsx') }),
    response: z.unknown(),
  }),
};
