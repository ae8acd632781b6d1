import { CHANNELS, COUNTER_ACTS, DOSSIER_STATES, ENDINGS, EVENT_KINDS, RATINGS } from '@parix/one-stop';
import { z } from 'zod';
import { instant, legalDate, page, pageQuery, requiredText, text } from './common.ts';
import { route } from './route.ts';

const counting = z.enum(['hours', 'days']);
const params = z.object({ unitId: z.uuid() });
const dossierParams = params.extend({ code: z.string().min(1).max(200) });
const reads = { permission: 'counter.read', feature: 'one-stop-counter' } as const;
const acts = { permission: 'counter.act', feature: 'one-stop-counter' } as const;

/** A procedure that may be received today. */
const counterProcedure = z.object({
  code: z.string(),
  name: z.string(),
  sector: z.string(),
  processingMinutes: z.int().nullable().describe('480 a working day; null: no time is set'),
  counting,
  hasFee: z.boolean(),
  dueAt: z.string().nullable().describe('The appointment by law, were it received now'),
});
export type CounterProcedure = z.output<typeof counterProcedure>;

/** Lists of the counter; `open` is all that is not ended, `done` what has left the counter. */
export const COUNTER_LISTS = ['open', 'overdue', 'near-due', 'waiting', 'to-return', 'done'] as const;
export const COUNTER_URGENCIES = ['overdue', 'near-due', 'in-time', 'waiting', 'without-deadline'] as const;

const counterRow = z.object({
  code: z.string(),
  procedureName: z.string().nullable(),
  state: z.enum(DOSSIER_STATES).nullable().describe('null: its receipt was taken back'),
  receivedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  urgency: z.enum(COUNTER_URGENCIES).nullable().describe('null: it has ended'),
});
export type CounterRow = z.output<typeof counterRow>;

const counterEvent = z.object({
  id: z.string(),
  revision: z.int(),
  kind: z.enum(EVENT_KINDS),
  at: z.string(),
  recordedAt: z.string(),
  voided: z.boolean(),
  /** False for what a correction has replaced or taken back. */
  counts: z.boolean(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  dueAt: z.string().nullable(),
  online: z.boolean().nullable(),
  rating: z.enum(RATINGS).nullable(),
});

/** A dossier as the counter works on it; about the applicant the server knows nothing. */
const counterDossier = z.object({
  unitName: z.string(),
  code: z.string(),
  /** Events told so far: the version that the next act carries in If-Match. */
  version: z.int(),
  lookup: z.object({
    code: z.string().describe('In groups of four, as printed'),
    link: z.string(),
    qr: z.string().describe('The link as a QR code, SVG'),
  }),
  procedureCode: z.string().nullable(),
  procedureName: z.string().nullable(),
  processingMinutes: z.int().nullable(),
  counting,
  state: z.enum(DOSSIER_STATES).nullable(),
  channel: z.enum(CHANNELS).nullable(),
  receivedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  firstDueAt: z.string().nullable(),
  reappointed: z.boolean(),
  endedAt: z.string().nullable(),
  ending: z.enum(ENDINGS).nullable(),
  returnedAt: z.string().nullable(),
  supplementRequests: z.int(),
  /** What the table of acts allows now, empty for who may only read. */
  acts: z.array(z.enum(COUNTER_ACTS)),
  /** First day that an apology may name. */
  newDueFrom: z.string().nullable(),
  /** The latest event that stands: the one that may be corrected. */
  correctable: z.object({ id: z.string(), kind: z.enum(EVENT_KINDS) }).nullable(),
  history: z.array(counterEvent),
});
export type CounterDossier = z.output<typeof counterDossier>;

const receipt = z.strictObject({
  procedureCode: requiredText(100),
  channel: z.enum(CHANNELS).default('counter'),
  dueOn: legalDate.nullable().default(null).describe('Only where the procedure has no processing time'),
});

const counterAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(COUNTER_ACTS).exclude(['paid', 'apologised', 'returned']) }),
  z.strictObject({ act: z.literal('paid'), online: z.boolean() }),
  z.strictObject({ act: z.literal('apologised'), dueOn: legalDate }),
  z.strictObject({ act: z.literal('returned'), channel: z.enum(CHANNELS) }),
]);
export type CounterActBody = z.input<typeof counterAct>;

const correction = z.strictObject({
  reason: requiredText(500).describe('Nothing about the applicant'),
  /** null: the act is taken back. */
  receipt: receipt.nullable().describe('What the receipt should have said, when it is the latest event'),
});

/** What whoever holds the code of a receipt is told. No name, no code of ours, nothing that only officials know. */
const lookedUp = z.object({
  unitName: z.string(),
  procedureName: z.string().nullable(),
  state: z.enum(DOSSIER_STATES).nullable(),
  receivedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  firstDueAt: z.string().nullable().describe('The first appointment, when there is a new one'),
  asked: z.enum(['supplement', 'payment']).nullable(),
  askedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  returnedAt: z.string().nullable(),
  rating: z.enum(RATINGS).nullable().describe("The applicant's judgement"),
  mayRate: z.boolean(),
  asOf: instant,
});
export type LookedUpDossier = z.output<typeof lookedUp>;

export const oneStopCounterRoutes = {
  searchCounterProcedures: route({
    ...acts,
    method: 'GET',
    path: '/units/:unitId/counter/procedures',
    summary: 'Procedures in force today, with the appointment each would have now',
    params,
    query: z.object({ q: text(200).default('') }),
    response: z.object({ items: z.array(counterProcedure), more: z.boolean() }),
  }),
  listCounterDossiers: route({
    ...reads,
    method: 'GET',
    path: '/units/:unitId/counter/dossiers',
    summary: 'Dossiers of the counter, the most urgent first; a search looks at all of them',
    params,
    query: pageQuery.extend({
      list: z.enum(COUNTER_LISTS).default('open'),
      q: text(300).default('').describe('Part of a code, a lookup code, or the text of its QR code'),
    }),
    response: page(counterRow),
  }),
  receiveCounterDossier: route({
    ...acts,
    method: 'POST',
    path: '/units/:unitId/counter/dossiers',
    summary: 'Receives a dossier: its code, its appointment by law, its lookup code',
    idempotent: true,
    params,
    body: receipt,
    response: counterDossier,
  }),
  counterDossier: route({
    ...reads,
    method: 'GET',
    path: '/units/:unitId/counter/dossiers/:code',
    summary: 'One dossier of the counter with what can be done now and what was done',
    params: dossierParams,
    response: counterDossier,
  }),
  actOnCounterDossier: route({
    ...acts,
    method: 'POST',
    path: '/units/:unitId/counter/dossiers/:code/acts',
    summary: 'The next act on the dossier',
    idempotent: true,
    ifMatch: true,
    params: dossierParams,
    body: counterAct,
    response: counterDossier,
  }),
  correctCounterDossier: route({
    ...acts,
    method: 'POST',
    path: '/units/:unitId/counter/dossiers/:code/corrections',
    summary: 'Corrects the latest act or takes it back, with a reason; what stood before stays readable',
    idempotent: true,
    ifMatch: true,
    params: dossierParams,
    body: correction,
    response: counterDossier,
  }),
  lookUpDossier: route({
    method: 'POST',
    path: '/dossier-lookups',
    permission: 'public',
    feature: 'one-stop-counter',
    summary: 'What has become of a dossier, by the code on its receipt; limited per address',
    body: z.strictObject({ code: z.string().max(300) }),
    response: lookedUp,
  }),
};
