import { APPRAISAL_STAGES, DECISIONS, REASON_CODES, REPLY_STANCES } from '@parix/workflow';
import { z } from 'zod';
import { decimal, page, pageQuery, requiredText, roundParams, roundUnitParams, text } from './common.ts';
import { JUDGING_BARS } from './appraisal-groups.ts';
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

export const decisionBody = z.object({
  decision: z.enum(DECISIONS),
  points: decimal.nullable(),
  reason: text(4000).nullable(),
  reasonCode: z.enum(REASON_CODES).nullable().default(null),
  /** Which requirement of the item is not met. */
  requirement: requiredText(1000).nullable().default(null),
});

/** A figure far from those of the other units of its kind, by the modified z-score (docs/appraisal.md). */
const outlier = z.object({
  label: z.string(),
  value: z.string(),
  /** Median of the others of the kind, and how many units that is reckoned from. */
  median: z.string(),
  units: z.number().int(),
});
/** What became of the item in the unit's last published round on the same criteria set. */
const lastJudgement = z.object({
  indexYear: z.number().int(),
  selfPoints: z.string().nullable(),
  finalPoints: z.string().nullable(),
  decision: z.string().nullable(),
  reason: z.string().nullable(),
});

export const appraisalRow = z.object({
  itemId: z.string(),
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  unitKind: z.string(),
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
  /** What else bars the person: `blind`: the decision is hidden, because they may judge it a second time. */
  bar: z.enum([...JUDGING_BARS, 'second-reader', 'blind']).nullable(),
  /** Told where one item is read over all units; empty in every other answer. */
  outliers: z.array(outlier),
  lastYear: lastJudgement.nullable(),
  final: itemScore.nullable(),
});
export type AppraisalRow = z.infer<typeof appraisalRow>;
export const reasonText = z.object({
  id: z.uuid(),
  areaId: z.string(),
  /** null: for every item of the area. */
  itemId: z.string().nullable(),
  code: z.enum(REASON_CODES),
  text: z.string(),
  requirement: z.string().nullable(),
  by: z.string().nullable(),
});
export type ReasonText = z.infer<typeof reasonText>;

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
  unitGrid: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/appraisals',
    permission: 'appraisal.read',
    feature: 'appraisal',
    summary: 'The whole card of one unit as it is judged, item by item',
    params: roundUnitParams,
    response: z.object({ items: z.array(appraisalRow) }),
  }),
  nextUndecided: route({
    method: 'GET',
    path: '/rounds/:roundId/next-undecided',
    permission: 'appraisal.edit',
    feature: 'appraisal',
    summary: 'The next item of a unit that the person has still to decide, after the one named',
    params: roundParams,
    query: z.object({
      /** Items first (one item over all units), or units first (one card). */
      by: z.enum(['item', 'unit']).default('item'),
      item: z.string().max(100).optional(),
      unit: z.uuid().optional(),
    }),
    response: z.object({
      next: z.object({ itemId: z.string(), unitId: z.uuid(), unitName: z.string() }).nullable(),
      left: z.number().int(),
    }),
  }),
  bulkDecide: route({
    method: 'POST',
    path: '/rounds/:roundId/items/:itemId/bulk-decisions',
    permission: 'appraisal.edit',
    feature: 'appraisal',
    summary: 'The same decision on one item of several units; one reasoned row for each, or none at all',
    idempotent: true,
    params: roundParams.extend({ itemId: z.string().max(100) }),
    body: decisionBody.extend({
      units: z
        .array(z.object({ unitId: z.uuid(), version: z.number().int().min(0) }))
        .min(1)
        .max(500),
    }),
    response: z.object({ decided: z.number().int() }),
  }),
  listReasonTexts: route({
    method: 'GET',
    path: '/rounds/:roundId/reason-texts',
    permission: 'appraisal-groups.read',
    feature: 'appraisal',
    summary:
      'Reasons written once and used again in an area, or for one item of it; without an item: all of them',
    params: roundParams,
    query: z.object({ item: z.string().max(100).optional() }),
    response: z.object({ items: z.array(reasonText) }),
  }),
  addReasonText: route({
    method: 'POST',
    path: '/rounds/:roundId/reason-texts',
    permission: 'reasons.manage',
    feature: 'appraisal',
    summary: 'Keep a reason for everybody who appraises the area',
    idempotent: true,
    params: roundParams,
    body: z.object({
      itemId: z.string().max(100),
      /** True: offered for every item of the area. */
      wholeArea: z.boolean().default(false),
      code: z.enum(REASON_CODES),
      text: requiredText(4000),
      requirement: requiredText(1000).nullable().default(null),
    }),
    response: reasonText,
  }),
  endReasonText: route({
    method: 'DELETE',
    path: '/rounds/:roundId/reason-texts/:reasonId',
    permission: 'reasons.manage',
    feature: 'appraisal',
    summary: 'Offer a kept reason no more; decisions that used it keep it',
    params: roundParams.extend({ reasonId: z.uuid() }),
    response: reasonText,
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
