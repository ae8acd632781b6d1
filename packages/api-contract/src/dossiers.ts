import {
  CHANNELS,
  DOSSIER_STATES,
  ENDINGS,
  EVENT_KINDS,
  NO_VALUE_REASONS,
  ONLINE_LEVELS,
  RATINGS,
  WARNING_CODES,
} from '@parix/one-stop';
import { z } from 'zod';
import { instant, legalDate, page, pageQuery, requiredText, slug, unitCode } from './common.ts';
import { route } from './route.ts';

/** Events that one request may carry. */
export const MOST_EVENTS = 2000;

/** Codes of dossiers and ids of events as their source has them: anything printable on one line. */
const sourceText = (max: number) => requiredText(max).refine((value) => !/[\n\t]/.test(value));
const minutes = z.int().min(0).max(10_000_000);

/**
 * One thing that happened to a dossier. Which fields count depends on `kind`; the identity is source, unit, dossier and
 * id, a higher revision replaces a lower one, and the order in which events arrive does not matter.
 */
export const dossierEvent = z
  .object({
    unit: unitCode.describe('Code of the unit that has to settle the dossier'),
    dossier: sourceText(200).describe('Code of the dossier in its source'),
    procedure: sourceText(100).nullish().describe('Code of the procedure (thủ tục hành chính)'),
    id: sourceText(200).describe('Id of the event, unique within the dossier'),
    revision: z.int().min(0).max(1_000_000_000).default(0),
    voided: z.boolean().default(false).describe('The event is taken back'),
    kind: z.enum(EVENT_KINDS),
    at: instant,
    channel: z.enum(CHANNELS).nullish(),
    level: z.enum(ONLINE_LEVELS).nullish(),
    due: instant.nullish(),
    online: z.boolean().nullish().describe('paid: paid online'),
    toUnit: unitCode.nullish().describe('transferred, reported: the unit that has it now'),
    state: z.enum(DOSSIER_STATES).nullish(),
    received: instant.nullish(),
    firstDue: instant.nullish(),
    dueMoved: z.boolean().nullish(),
    finished: instant.nullish(),
    returned: instant.nullish(),
    returnChannel: z.enum(CHANNELS).nullish(),
    pausedMinutes: minutes.nullish().describe('Working minutes waited for the applicant'),
    supplementRequests: z.int().min(0).max(1000).nullish(),
    digitised: z.boolean().nullish(),
    fee: z.boolean().nullish(),
    paidOnline: z.boolean().nullish(),
    rating: z
      .enum(RATINGS)
      .nullish()
      .describe("rated, reported: the applicant's judgement; the last one counts"),
    petitioned: z.boolean().nullish().describe('reported: there was a petition about its settlement'),
  })
  .strict();
export type SentEvent = z.output<typeof dossierEvent>;

const takenEvents = z.object({
  taken: z.int().describe('New events'),
  repeated: z.int().describe('Events that were here already, with the same words'),
  rejected: z.array(
    z.object({
      /** JSON pointer into the request. */
      place: z.string(),
      code: z.string(),
      message: z.string(),
      value: z.string().optional(),
    }),
  ),
});
export type TakenEvents = z.output<typeof takenEvents>;

export const dossierSource = z.object({
  id: z.uuid(),
  code: slug,
  name: z.string(),
  tokenHint: z.string().describe('Last signs of its token'),
  revokedAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.int(),
});
export type DossierSource = z.output<typeof dossierSource>;
/** The token is shown here and never again. */
const newToken = dossierSource.extend({ token: z.string() });

const figure = z.object({
  value: z.string().nullable().describe('Exact decimal; null: there is none'),
  reason: z.enum(NO_VALUE_REASONS).nullable(),
  numerator: z.int(),
  denominator: z.int(),
});
export const dossierFigures = z.record(z.string(), figure).describe('By id of the measure');
export type DossierFigures = z.output<typeof dossierFigures>;

export const FIGURES_BY = ['unit', 'procedure'] as const;
/** Measures that every row and month carries; the whole has all of the dictionary. */
export const ROW_MEASURES = [
  'one-stop.received',
  'one-stop.to-process',
  'one-stop.settled',
  'one-stop.settled-late',
  'one-stop.open',
  'one-stop.open-near-due',
  'one-stop.open-overdue',
  'one-stop.late-ratio@gia-lai',
  'one-stop.on-time-ratio@gia-lai',
  'one-stop.on-time-ratio@qd766',
  'one-stop.online-share',
] as const;
const figuresQuery = z.object({
  from: legalDate,
  to: legalDate,
  unitId: z.uuid().optional().describe('This unit and all below it; left out: every unit'),
  by: z.enum(FIGURES_BY).default('unit'),
  sort: z
    .enum(['name', ...ROW_MEASURES])
    .default('name')
    .describe('Of the rows; without a value last'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(500).default(200).describe('Most rows'),
});
const figuresOf = z.object({
  period: z.object({
    from: z.string(),
    to: z.string(),
    /** Day at whose end stocks are read: the last of the period, or today while it runs. */
    asOf: z.string(),
  }),
  computedAt: z.string(),
  sources: z.array(z.object({ name: z.string(), lastEventAt: z.string().nullable() })),
  total: dossierFigures,
  rows: z.array(
    z.object({
      /** Id of the unit, or code of the procedure; null: dossiers that name no procedure. */
      key: z.string().nullable(),
      name: z.string(),
      /** By id of the measure, `ROW_MEASURES` only. */
      figures: dossierFigures,
    }),
  ),
  rowsInAll: z.int(),
  /** The twelve months up to `asOf`, for a line over time. */
  months: z.array(z.object({ month: z.string(), figures: dossierFigures })),
});
export type DossierStatistics = z.output<typeof figuresOf>;

const dossierQuality = z.object({
  dossiers: z.int(),
  withoutProcedure: z.int(),
  withoutDeadline: z.int(),
  warned: z.int().describe('Dossiers with at least one warning'),
  sources: z.array(z.object({ name: z.string(), lastEventAt: z.string().nullable(), revoked: z.boolean() })),
  warnings: z
    .array(z.object({ code: z.enum(WARNING_CODES), dossiers: z.int() }))
    .describe('Most frequent first'),
  units: z
    .array(z.object({ unitId: z.uuid(), unitName: z.string(), warned: z.int(), dossiers: z.int() }))
    .describe('The twenty with most warned dossiers'),
  unknownProcedures: z
    .array(z.object({ code: z.string(), dossiers: z.int() }))
    .describe('Codes that the catalogue lacks, the fifty most frequent'),
});
export type DossierQuality = z.output<typeof dossierQuality>;

const measureWords = z.object({ vi: z.string(), en: z.string() });
const measure = z.object({
  id: z.string(),
  name: measureWords,
  formula: measureWords,
  unit: z.enum(['dossier', 'percent', 'working-hour']),
  source: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
});
export type OneStopMeasure = z.output<typeof measure>;

/** Units that one act reminds. */
export const MOST_REMINDED = 500;
/** `nobody`: no account of the unit can be told. `repeated`: it was reminded today. `nothing-due`: there is no reason to. */
export const REMINDER_OUTCOMES = ['reminded', 'repeated', 'nothing-due', 'nobody'] as const;

/** Lists that people work from; each is a stock of a day, opened to its dossiers. */
export const DOSSIER_QUEUES = ['overdue', 'near-due', 'open'] as const;
const dossierRow = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  sourceId: z.uuid(),
  code: z.string(),
  procedureCode: z.string().nullable(),
  procedureName: z.string().nullable(),
  state: z.enum(DOSSIER_STATES).nullable(),
  receivedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  ending: z.enum(ENDINGS).nullable(),
  channel: z.enum(CHANNELS).nullable(),
});
export type DossierRow = z.output<typeof dossierRow>;

const dossierParams = z.object({ unitId: z.uuid(), sourceId: z.uuid(), code: z.string().min(1).max(200) });
const dossierStory = dossierRow.extend({
  sourceName: z.string(),
  /** `law`: from the processing time of the procedure; `source`: as the source wrote it. */
  dueBasis: z.enum(['law', 'source']).nullable(),
  firstDueAt: z.string().nullable(),
  sourceDueAt: z.string().nullable(),
  usedMinutes: z.int().nullable(),
  pausedMinutes: z.int().nullable().describe('null: its events are archived'),
  supplementRequests: z.int().nullable().describe('null: its events are archived'),
  reappointed: z.boolean().nullable().describe('null: its events are archived'),
  warnings: z.array(z.object({ code: z.enum(WARNING_CODES), eventId: z.string().nullable() })),
  archive: z
    .object({ name: z.string(), at: z.string() })
    .nullable()
    .describe('Where its events lie and since when, if they left the database; `events` is empty then'),
  events: z.array(
    z.object({
      id: z.string(),
      revision: z.int(),
      voided: z.boolean(),
      kind: z.enum(EVENT_KINDS),
      at: z.string(),
      recordedAt: z.string(),
      /** False for what a higher revision has replaced. */
      counts: z.boolean(),
    }),
  ),
});
export type DossierStory = z.output<typeof dossierStory>;

export const dossierRoutes = {
  sendDossierEvents: route({
    method: 'POST',
    path: '/dossier-events',
    permission: 'dossier-source',
    feature: 'dossiers',
    summary: 'A source sends what happened to dossiers; repeating it changes nothing',
    body: z.object({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS) }),
    response: takenEvents,
  }),
  listDossierSources: route({
    method: 'GET',
    path: '/dossier-sources',
    permission: 'dossier-sources.manage',
    feature: 'dossiers',
    summary: 'Systems that send dossiers',
    query: pageQuery,
    response: page(dossierSource),
  }),
  createDossierSource: route({
    method: 'POST',
    path: '/dossier-sources',
    permission: 'dossier-sources.manage',
    feature: 'dossiers',
    summary: 'Sets up a source; its token is in the answer and nowhere else',
    body: z.object({ code: slug, name: requiredText(200) }),
    response: newToken,
  }),
  renewDossierSource: route({
    method: 'POST',
    path: '/dossier-sources/:sourceId/token',
    permission: 'dossier-sources.manage',
    feature: 'dossiers',
    summary: 'A new token for the source; the old one ends at once',
    params: z.object({ sourceId: z.uuid() }),
    response: newToken,
  }),
  revokeDossierSource: route({
    method: 'POST',
    path: '/dossier-sources/:sourceId/revoke',
    permission: 'dossier-sources.manage',
    feature: 'dossiers',
    summary: 'Nothing more is taken from the source; what it sent stays',
    params: z.object({ sourceId: z.uuid() }),
    idempotent: true,
    response: dossierSource,
  }),
  dossierFigures: route({
    method: 'GET',
    path: '/dossier-figures',
    permission: 'dossier-figures.read',
    feature: 'dossiers',
    summary: 'Every measure of a period, in all and by unit or procedure',
    query: figuresQuery,
    response: figuresOf,
  }),
  exportDossierFigures: route({
    method: 'GET',
    path: '/dossier-figures/export',
    permission: 'dossier-figures.read',
    feature: 'dossiers',
    summary: 'The rows of the same figures as CSV',
    query: figuresQuery,
    response: z.unknown(),
  }),
  dossierQuality: route({
    method: 'GET',
    path: '/dossier-quality',
    permission: 'dossier-figures.read',
    feature: 'dossiers',
    summary: 'What does not fit in the data that sources send, and which sources are silent',
    query: z.object({
      unitId: z.uuid().optional().describe('This unit and all below it; left out: every unit'),
    }),
    response: dossierQuality,
  }),
  dossierMeasures: route({
    method: 'GET',
    path: '/dossier-measures',
    permission: 'dossier-figures.read',
    feature: 'dossiers',
    summary: 'The dictionary of measures: formula, source, validity',
    response: z.object({ items: z.array(measure) }),
  }),
  listDossiers: route({
    method: 'GET',
    path: '/dossiers',
    permission: 'dossiers.read',
    feature: 'dossiers',
    summary: 'Open dossiers of a queue, the most urgent first',
    query: pageQuery.extend({
      queue: z.enum(DOSSIER_QUEUES).default('overdue'),
      unitId: z
        .uuid()
        .optional()
        .describe('This unit and all below it; left out: the own one, or every unit'),
    }),
    response: page(dossierRow),
  }),
  remindOfDossiers: route({
    method: 'POST',
    path: '/dossier-reminders',
    permission: 'dossiers.remind',
    feature: 'dossiers',
    summary: 'Reminds units of their overdue and near-due dossiers, each at most once a day',
    body: z.object({ unitIds: z.array(z.uuid()).min(1).max(MOST_REMINDED) }),
    idempotent: true,
    response: z.object({
      results: z.array(
        z.object({
          unitId: z.uuid(),
          unitName: z.string(),
          overdue: z.int(),
          nearDue: z.int(),
          outcome: z.enum(REMINDER_OUTCOMES),
          told: z.int().describe('People'),
        }),
      ),
    }),
  }),
  dossierStory: route({
    method: 'GET',
    path: '/units/:unitId/dossier-sources/:sourceId/dossiers/:code',
    permission: 'dossiers.read',
    feature: 'dossiers',
    summary: 'One dossier: its events, its clock, and why it counts as it does',
    params: dossierParams,
    response: dossierStory,
  }),
};
