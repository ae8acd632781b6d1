import { CARD_EVENTS, CARD_STATES, CARD_WINDOWS } from '@parix/workflow';
import { z } from 'zod';
import { instant, page, pageQuery, requiredText, roundParams, roundUnitParams, text } from './common.ts';
import { route } from './route.ts';
import { receipt } from './receipts.ts';
import { readyMark } from './self-scoring.ts';

/** Why an item stands in the way of a complete card. */
export const GAPS = [
  'no-data',
  'figures-invalid',
  'evidence-missing',
  'not-ready',
  'outside-cut-off',
] as const;
export const cardGap = z.object({ itemId: z.string(), gap: z.enum(GAPS), message: z.string() });
export type CardGap = z.infer<typeof cardGap>;

export const cardEvent = z.object({
  sequence: z.number().int(),
  kind: z.enum(CARD_EVENTS),
  at: z.string(),
  by: z.string().nullable(),
  /** Whose delegation was used; null: none. */
  onBehalfOf: z.string().nullable(),
  reason: z.string().nullable(),
  /** New instant from which the unit may no longer write; with `extended` and `reopened` only. */
  closesAt: z.string().nullable(),
  /** With `returned`: what the leader says of single items. With `sent`: the gaps that were sent knowingly. */
  remarks: z.array(z.object({ itemId: z.string(), remark: z.string() })),
  requestId: z.string().nullable(),
});
export type CardEventRow = z.infer<typeof cardEvent>;

export const submissionSummary = z.object({
  /** Number of the event that approved it: names the submission in paths. */
  sequence: z.number().int(),
  /** Counts the submissions of the card from 1. */
  number: z.number().int(),
  at: z.string(),
  by: z.string(),
  byRole: z.string(),
  /** Whose delegation was used; null: none. */
  onBehalfOf: z.string().nullable(),
  /** Received at or after the round's own closing instant. */
  late: z.boolean(),
  sha256: z.string(),
  points: z.string(),
  maximum: z.string(),
});
export type SubmissionSummary = z.infer<typeof submissionSummary>;

/** Answer to an approval; the same for the second click, the retry and the second leader. */
export const approval = z.object({
  submission: submissionSummary,
  /** When the server received the request that counted. */
  receivedAt: z.string(),
  /** Instant from which the unit could no longer have approved; null: no date is set. */
  closesAt: z.string().nullable(),
  /** The round's own closing instant, extensions not counted. */
  roundClosesAt: z.string().nullable(),
  receipt,
});
export type Approval = z.infer<typeof approval>;

/** Where a card stands, and what the person may do with it now. */
export const signOff = z.object({
  state: z.enum(CARD_STATES),
  window: z.enum(CARD_WINDOWS),
  closesAt: z.string().nullable(),
  extendedUntil: z.string().nullable(),
  serverTime: z.string(),
  /** Number of the last event; 0: none yet. */
  sequence: z.number().int(),
  /** Number of the sending that waits for the leader; null: none does. Goes back with an approval. */
  sentSequence: z.number().int().nullable(),
  /** What is missing now, by item; empty for people outside the unit. */
  gaps: z.array(cardGap),
  /** Remarks of the last return, while it stands. */
  returned: cardEvent.nullable(),
  latest: submissionSummary.nullable(),
  may: z.object({
    send: z.boolean(),
    recall: z.boolean(),
    return: z.boolean(),
    approve: z.boolean(),
    extend: z.boolean(),
    reopen: z.boolean(),
    assign: z.boolean(),
  }),
});
export type SignOff = z.infer<typeof signOff>;

const CHANGED_PARTS = ['figures', 'not-applicable', 'explanation', 'evidence', 'points'] as const;
/** One difference between two submissions of a card; values as words for people. */
export const submissionChange = z.object({
  itemId: z.string(),
  part: z.enum(CHANGED_PARTS),
  /** Figure key for `figures`, else null. */
  key: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type SubmissionChange = z.infer<typeof submissionChange>;

/** One thing that happened to an item: who, when, what was before and after, from which request. */
export const timelineEntry = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  requestId: z.string().nullable(),
  what: z.enum([
    'saved',
    'imported',
    'ready',
    'not-ready',
    'assigned',
    'unassigned',
    'appraised',
    ...CARD_EVENTS,
  ]),
  /** Version of the entry or of the decision; null for the rest. */
  version: z.number().int().nullable(),
  reason: z.string().nullable(),
  /** What changed, each with the value before and after as words; null: there was none. */
  changes: z.array(
    z.object({
      /** `figures/<key>`, `notApplicableReason`, `explanation`, `evidence`, `assignee`, `decision`, `points`, `closesAt`. */
      part: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

const cardPath = '/rounds/:roundId/units/:unitId';
const itemParams = roundUnitParams.extend({ itemId: z.string().max(100) });
const submissionParams = roundUnitParams.extend({ sequence: z.coerce.number().int().min(1).max(1_000_000) });
const remark = z.object({ itemId: z.string().max(100), remark: requiredText(2000) });
const newWindow = z.object({
  unitIds: z.array(z.uuid()).min(1).max(5000),
  reason: requiredText(2000),
  /** Exclusive: from this instant the unit may no longer write. */
  until: instant,
});

export const signOffRoutes = {
  getSignOff: route({
    method: 'GET',
    path: `${cardPath}/sign-off`,
    permission: 'scorecard.read',
    feature: 'sign-off',
    summary: 'Where the card stands, what is missing and what the person may do',
    params: roundUnitParams,
    response: signOff,
  }),
  listCardEvents: route({
    method: 'GET',
    path: `${cardPath}/card-events`,
    permission: 'scorecard.read',
    feature: 'sign-off',
    summary: 'What was done with the card, newest first; outside the unit without its inner steps',
    params: roundUnitParams,
    query: pageQuery,
    response: page(cardEvent),
  }),
  markItem: route({
    method: 'POST',
    path: `${cardPath}/items/:itemId/marks`,
    permission: 'item.mark-ready',
    feature: 'sign-off',
    summary:
      'Mark an item ready for the focal point, or take that back; 412 when the entry changed meanwhile',
    idempotent: true,
    params: itemParams,
    /** `version` = the entry that the person has before them. */
    body: z.object({ ready: z.boolean(), version: z.number().int().min(1) }),
    response: z.object({ ready: readyMark.nullable() }),
  }),
  sendCard: route({
    method: 'POST',
    path: `${cardPath}/card/send`,
    permission: 'card.send',
    feature: 'sign-off',
    summary: 'Send the card to the leader; refused with the gaps unless they are sent knowingly',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ withMissing: z.boolean().default(false), note: text(2000).default('') }),
    response: signOff,
  }),
  recallCard: route({
    method: 'POST',
    path: `${cardPath}/card/recall`,
    permission: 'card.recall',
    feature: 'sign-off',
    summary: 'Take back what was sent, before the leader has decided',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ note: text(2000).default('') }),
    response: signOff,
  }),
  returnCard: route({
    method: 'POST',
    path: `${cardPath}/card/return`,
    permission: 'card.return',
    feature: 'sign-off',
    summary: 'Return the card to the focal point with a reason and remarks on items',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({
      sentSequence: z.number().int().min(1),
      reason: requiredText(2000),
      remarks: z.array(remark).max(500).default([]),
    }),
    response: signOff,
  }),
  approveCard: route({
    method: 'POST',
    path: `${cardPath}/card/approve`,
    permission: 'card.approve',
    feature: 'sign-off',
    summary: 'Approve what was sent: freezes it as a submission. Sent twice, or by two leaders, it is one',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ sentSequence: z.number().int().min(1), note: text(2000).default('') }),
    response: approval,
  }),
  extendCards: route({
    method: 'POST',
    path: '/rounds/:roundId/extensions',
    permission: 'card.extend',
    feature: 'sign-off',
    summary: 'Give units more time; all or none, the answer to a refusal names the units',
    idempotent: true,
    params: roundParams,
    body: newWindow,
    response: z.object({ units: z.number().int() }),
  }),
  reopenCards: route({
    method: 'POST',
    path: '/rounds/:roundId/reopenings',
    permission: 'card.reopen',
    feature: 'sign-off',
    summary: 'Open submitted cards again; the earlier submission is kept',
    idempotent: true,
    params: roundParams,
    body: newWindow,
    response: z.object({ units: z.number().int() }),
  }),
  listSubmissions: route({
    method: 'GET',
    path: `${cardPath}/submissions`,
    permission: 'scorecard.read',
    feature: 'sign-off',
    summary: 'Submissions of the card, newest first',
    params: roundUnitParams,
    query: pageQuery,
    response: page(submissionSummary),
  }),
  getSubmission: route({
    method: 'GET',
    path: `${cardPath}/submissions/:sequence`,
    permission: 'scorecard.read',
    feature: 'sign-off',
    summary: 'One submission: the frozen record as canonical JSON, and its SHA-256',
    params: submissionParams,
    /** `record` is the text that was hashed, byte for byte. */
    response: submissionSummary.extend({ record: z.string() }),
  }),
  submissionChanges: route({
    method: 'GET',
    path: `${cardPath}/submissions/:sequence/changes`,
    permission: 'scorecard.read',
    feature: 'sign-off',
    summary: 'What changed against an earlier submission of the card; the one before it when left out',
    params: submissionParams,
    query: z.object({ since: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    response: z.object({
      since: z.number().int(),
      pointsBefore: z.string(),
      pointsAfter: z.string(),
      changes: z.array(submissionChange),
    }),
  }),
  itemTimeline: route({
    method: 'GET',
    path: `${cardPath}/items/:itemId/timeline`,
    permission: 'scorecard.read',
    feature: 'sign-off',
    summary: 'Everything that happened to an item, newest first',
    params: itemParams,
    query: pageQuery,
    response: page(timelineEntry),
  }),
};
