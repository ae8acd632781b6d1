import { CARD_STATES, CARD_WINDOWS } from '@parix/workflow';
import { z } from 'zod';
import { assignee } from './assignments.ts';
import {
  decimal,
  exactText,
  importProblem,
  importQuery,
  instant,
  importReport,
  itemStatus,
  page,
  pageQuery,
  requiredText,
  roundParams,
  roundUnitParams,
  text,
} from './common.ts';
import { receipt } from './receipts.ts';
import { route } from './route.ts';

export const figureValue = z.union([z.string().max(200), z.boolean(), z.null()]);
export const evidenceLink = z.object({
  title: requiredText(500),
  reference: text(200).describe('Number and sign of the document'),
  url: z.union([z.url({ protocol: /^https?$/ }).max(2000), z.literal('')]),
  page: text(50),
  /** Document of the unit’s library and the version meant; null for a mere reference or address. */
  documentId: z.uuid().nullable().default(null),
  version: z.number().int().min(1).nullable().default(null),
  quote: text(2000).default('').describe('The passage that proves the figure'),
});
export type EvidenceLink = z.output<typeof evidenceLink>;

/** The score of an item in words and numbers, computed by the server's engine from what is stored. */
export const itemScore = z.object({
  status: itemStatus,
  points: exactText.nullable(),
  printedPoints: decimal.nullable(),
  maximum: exactText,
  lost: exactText,
  /** Sentences as an official would write them: arithmetic, why points were lost, what would win them back. */
  explanation: z.array(z.string()),
});
export type ItemScore = z.infer<typeof itemScore>;
/** Who marked the item ready, and when; a later save makes the mark void. */
export const readyMark = z.object({ by: z.string().nullable(), at: z.string() });
/** A declared or documented date outside the round's window of data. */
export const cutOffFinding = z.object({
  /** JSON pointer into the item: `/figures/<key>` or `/evidence/<index>`. */
  place: z.string(),
  value: z.string(),
  message: z.string(),
});
export const cardItem = z.object({
  itemId: z.string(),
  version: z.number().int().describe('0 = nothing stored yet; also the ETag'),
  figures: z.record(z.string(), figureValue),
  notApplicableReason: z.string().nullable(),
  explanation: z.string().nullable(),
  evidence: z.array(evidenceLink),
  origin: z.enum(['typed', 'imported', 'survey-import']).nullable(),
  recordedAt: z.string().nullable(),
  recordedBy: z.string().nullable(),
  editable: z.boolean(),
  /** Who fills the item; empty for people outside the unit, but for the standing body. */
  assignees: z.array(assignee),
  /** The item is given to the person, to their division, or to somebody they stand in for. */
  mine: z.boolean(),
  ready: readyMark.nullable(),
  cutOff: z.array(cutOffFinding),
  self: itemScore,
  /** null until the person may see appraisals. */
  appraisal: z
    .object({
      version: z.number().int(),
      decision: z.string(),
      points: decimal.nullable(),
      reason: z.string().nullable(),
      recordedAt: z.string(),
      recordedBy: z.string().nullable(),
    })
    .nullable(),
});
export type CardItem = z.infer<typeof cardItem>;
export const cardTotals = z.object({
  points: decimal,
  maximum: decimal,
  printedIndex: decimal,
  className: z.string().nullable(),
  filled: z.number().int(),
  items: z.number().int(),
  groups: z.array(
    z.object({
      id: z.string(),
      points: decimal,
      maximum: exactText,
      filled: z.number().int(),
      items: z.number().int(),
    }),
  ),
});
export const card = z.object({
  roundId: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  unitKind: z.string(),
  /** Step of the card and the window in which its unit may write; both as the server sees them now. */
  state: z.enum(CARD_STATES),
  window: z.enum(CARD_WINDOWS),
  closesAt: z
    .string()
    .nullable()
    .describe('Instant from which the unit may no longer write, extensions counted'),
  extendedUntil: z.string().nullable(),
  items: z.array(cardItem),
  totals: cardTotals,
});
export type Card = z.infer<typeof card>;
export const cardSummary = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  unitKind: z.string(),
  filled: z.number().int(),
  items: z.number().int(),
  appraised: z.number().int().nullable(),
  lastChange: z.string().nullable(),
});

const cellChange = z.object({ cell: z.string(), before: z.string(), after: z.string() });
/** What a filled-in workbook would change or has changed. */
export const cardImport = z.object({
  dryRun: z.boolean(),
  applied: z.boolean(),
  fileHash: z.string(),
  exportedAt: z.string().nullable(),
  changes: z.array(z.object({ itemId: z.string(), cells: z.array(cellChange) })),
  conflicts: z.array(
    z.object({
      itemId: z.string(),
      cell: z.string(),
      before: z.string(),
      mine: z.string(),
      theirs: z.string(),
    }),
  ),
  unchanged: z.number().int(),
  problems: z.array(importProblem),
});
export type CardImport = z.infer<typeof cardImport>;

const itemParams = roundUnitParams.extend({ itemId: z.string().max(100) });
export const selfScoringRoutes = {
  listCards: route({
    method: 'GET',
    path: '/rounds/:roundId/cards',
    permission: 'rounds.read',
    feature: 'self-scoring',
    summary: 'Scorecards of a round that the person may see, with progress',
    params: roundParams,
    query: pageQuery.extend({ q: z.string().max(100).optional() }),
    response: page(cardSummary),
  }),
  getCard: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/card',
    permission: 'scorecard.read',
    feature: 'self-scoring',
    summary: 'One scorecard with computed points',
    params: roundUnitParams,
    response: card,
  }),
  saveItem: route({
    method: 'PUT',
    path: '/rounds/:roundId/units/:unitId/items/:itemId',
    permission: 'scorecard.edit',
    feature: 'self-scoring',
    summary: 'Save one item (autosave); 412 answers with what stands',
    ifMatch: true,
    params: itemParams,
    body: z.object({
      figures: z.record(z.string().max(100), figureValue),
      notApplicableReason: text(2000).nullable(),
      explanation: text(10_000).nullable(),
      evidence: z.array(evidenceLink).max(50),
    }),
    response: z.object({ item: cardItem, totals: cardTotals, receipt }),
  }),
  itemHistory: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/history',
    permission: 'scorecard.read',
    feature: 'self-scoring',
    summary: 'Every stored version of an item, newest first',
    params: itemParams,
    query: pageQuery,
    response: page(
      z.object({
        version: z.number().int(),
        figures: z.record(z.string(), figureValue),
        notApplicableReason: z.string().nullable(),
        explanation: z.string().nullable(),
        recordedAt: z.string(),
        recordedBy: z.string().nullable(),
        origin: z.string(),
      }),
    ),
  }),
  pulse: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/pulse',
    permission: 'scorecard.read',
    feature: 'self-scoring',
    summary: 'Says where one is on a card, and hears who else is there and what they have changed',
    params: roundUnitParams,
    body: z.object({
      itemId: z.string().max(100).nullable().describe('Item that is open; null: none'),
      since: instant.nullable().describe('serverTime of the pulse before; null: the first one'),
    }),
    response: z.object({
      serverTime: z.string(),
      state: z.enum(CARD_STATES),
      window: z.enum(CARD_WINDOWS),
      closesAt: z.string().nullable(),
      /** Other people who are on the card now. */
      people: z.array(z.object({ name: z.string(), itemId: z.string().nullable(), seenAt: z.string() })),
      /** Items saved since then (and shortly before), by anybody. */
      changed: z.array(
        z.object({
          itemId: z.string(),
          version: z.number().int(),
          by: z.string().nullable(),
          at: z.string(),
        }),
      ),
    }),
  }),
  lastYear: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/last-year',
    permission: 'scorecard.read',
    feature: 'self-scoring',
    summary: 'What the unit declared and was given in its last published round on the same criteria set',
    params: roundUnitParams,
    response: z.object({
      round: z.object({ id: z.string(), title: z.string(), indexYear: z.number().int() }).nullable(),
      items: z.array(
        z.object({
          itemId: z.string(),
          figures: z.record(z.string(), figureValue),
          selfPoints: decimal.nullable(),
          finalPoints: decimal.nullable(),
          reason: z.string().nullable().describe('Reason of the appraisal'),
        }),
      ),
    }),
  }),
  cardWorkbook: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/card.xlsx',
    permission: 'scorecard.read',
    feature: 'self-scoring',
    summary: 'The card as an Excel workbook that can be filled in and sent back',
    params: roundUnitParams,
    response: z.unknown(),
  }),
  importCardWorkbook: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/card/import',
    permission: 'scorecard.edit',
    feature: 'self-scoring',
    summary:
      'Reads a filled-in workbook: a trial tells each cell that would change; the real run saves all or nothing',
    upload: true,
    params: roundUnitParams,
    query: importQuery.extend({
      conflicts: z
        .enum(['refuse', 'mine', 'theirs'])
        .default('refuse')
        .describe(
          'Items changed both in the file and on the server: refuse all, take the file, or keep the server',
        ),
    }),
    response: cardImport,
  }),
  importFacts: route({
    method: 'POST',
    path: '/rounds/:roundId/facts/import',
    permission: 'facts.import',
    feature: 'self-scoring',
    summary: 'Import figures (and appraised points) of many units from XLSX or CSV',
    upload: true,
    params: roundParams,
    query: importQuery,
    response: importReport,
  }),
};
