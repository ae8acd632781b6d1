import { APPRAISAL_STAGES, DECISIONS, REASON_CODES, REPLY_STANCES } from '@parix/workflow';
import { z } from 'zod';
import { decimal, page, pageQuery, requiredText, roundParams, roundUnitParams, text } from './common.ts';
import { route } from './route.ts';
import { evidenceLink, figureValue, itemScore } from './self-scoring.ts';

/** What was decided on an item at one stage, as it stands. `set`: points that came by import. */
export const judgement = z.object({
  stage: z.enum(APPRAISAL_STAGES),
  version: z.number().int(),
  decision: z.enum([...DECISIONS, 'set']),
  /** With `keep`: the decision that stands on. */
  kept: z.string().nullable(),
  points: decimal.nullable().describe('Of the standing decision; null: those of the self-score, or none'),
  reason: z.string().nullable(),
  reasonCode: z.enum(REASON_CODES).nullable(),
  requirement: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
});
export type Judgement = z.infer<typeof judgement>;

/** What the unit answers to the decision of that version (giải trình). */
export const itemReply = z.object({
  version: z.number().int(),
  appraisalVersion: z.number().int(),
  stance: z.enum(REPLY_STANCES),
  reason: z.string().nullable(),
  evidence: z.array(evidenceLink),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
});
export type ItemReply = z.infer<typeof itemReply>;

const decisionBody = z.object({
  decision: z.enum(DECISIONS),
  points: decimal.nullable(),
  reason: text(4000).nullable(),
  reasonCode: z.enum(REASON_CODES).nullable().default(null),
  /** Which requirement of the item is not met. */
  requirement: requiredText(1000).nullable().default(null),
});

export const appraisalRow = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  version: z.number().int().describe('0 = not appraised yet; also the ETag'),
  figures: z.record(z.string(), figureValue),
  notApplicableReason: z.string().nullable(),
  explanation: z.string().nullable(),
  evidence: z.array(evidenceLink),
  self: itemScore,
  decision: z.enum(DECISIONS).nullable(),
  points: decimal.nullable(),
  reason: z.string().nullable(),
  reasonCode: z.enum(REASON_CODES).nullable(),
  requirement: z.string().nullable(),
  recordedAt: z.string().nullable(),
  recordedBy: z.string().nullable(),
  /** When the figures changed after a decision, which then stands no more; null: they did not. */
  staleSince: z.string().nullable(),
  /** What was decided at each stage so far, in their order. */
  stages: z.array(judgement),
  /** What the unit's leader has approved as its answer; null: none. */
  reply: itemReply.nullable(),
  /** Why it waits to be decided a second time; null: it does not. */
  openFor: z.enum(['flagged', 'contested']).nullable(),
  /** Stage in which a decision falls now; null: none is taken in this phase. */
  stageNow: z.enum(APPRAISAL_STAGES).nullable(),
  editable: z.boolean(),
  final: itemScore.nullable(),
});
export type AppraisalRow = z.infer<typeof appraisalRow>;
export const appraisalRoutes = {
  progress: route({
    method: 'GET',
    path: '/rounds/:roundId/appraisal-progress',
    permission: 'appraisal.read',
    feature: 'appraisal',
    summary: 'Per item: how many units are appraised',
    params: roundParams,
    response: z.object({
      items: z.array(
        z.object({
          itemId: z.string(),
          decided: z.number().int(),
          units: z.number().int(),
          mine: z.boolean(),
        }),
      ),
    }),
  }),
  grid: route({
    method: 'GET',
    path: '/rounds/:roundId/items/:itemId/appraisals',
    permission: 'appraisal.read',
    feature: 'appraisal',
    summary: 'One sub-criterion across all units',
    params: roundParams.extend({ itemId: z.string().max(100) }),
    query: pageQuery,
    response: page(appraisalRow),
  }),
  decide: route({
    method: 'PUT',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/appraisal',
    permission: 'appraisal.edit',
    feature: 'appraisal',
    summary: 'Decide one item of one unit; a reason is required when points differ',
    ifMatch: true,
    params: roundUnitParams.extend({ itemId: z.string().max(100) }),
    body: decisionBody,
    response: appraisalRow,
  }),
  councilDecide: route({
    method: 'PUT',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/council-decision',
    permission: 'council.decide',
    feature: 'appraisal',
    summary: 'The council decides one item of one unit; always with a reason',
    ifMatch: true,
    params: roundUnitParams.extend({ itemId: z.string().max(100) }),
    body: decisionBody,
    response: appraisalRow,
  }),
  acceptRest: route({
    method: 'POST',
    path: '/rounds/:roundId/items/:itemId/accept-rest',
    permission: 'appraisal.edit',
    feature: 'appraisal',
    summary: 'Accept the self-score of every unit not decided yet; one row per unit',
    idempotent: true,
    params: roundParams.extend({ itemId: z.string().max(100) }),
    body: z.object({ reason: text(4000).nullable() }),
    response: z.object({ decided: z.number().int(), skipped: z.number().int() }),
  }),
};
