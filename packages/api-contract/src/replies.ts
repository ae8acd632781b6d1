import { REPLY_EVENTS, REPLY_STANCES, REPLY_STATES } from '@parix/workflow';
import { z } from 'zod';
import { itemReply, judgement } from './appraisal.ts';
import { page, pageQuery, requiredText, roundParams, roundUnitParams } from './common.ts';
import { route } from './route.ts';
import { evidenceLink, itemScore } from './self-scoring.ts';

export const replyItem = z.object({
  itemId: z.string(),
  itemName: z.string(),
  areaId: z.string(),
  /** Version of the reply; 0: none yet. Also the ETag. */
  version: z.number().int(),
  self: itemScore,
  /** Score by the decisions so far; null: nothing is concluded. */
  final: itemScore.nullable(),
  stages: z.array(judgement),
  /** The newest answer that the person may read, a draft among the unit's own. */
  reply: itemReply.nullable(),
  /** The answer that counts: the last one that the unit's leader has approved. */
  inForce: itemReply.nullable(),
  answered: z
    .boolean()
    .describe('The newest answer is about the decision that the unit was told, not one that it replaced'),
  editable: z.boolean(),
});
export type ReplyItem = z.infer<typeof replyItem>;

export const replyEvent = z.object({
  sequence: z.number().int(),
  kind: z.enum(REPLY_EVENTS),
  at: z.string(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
});

/** The preliminary result of a unit where it differs from what was declared, with its answers. */
export const unitReplies = z.object({
  roundId: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  state: z.enum(REPLY_STATES),
  closesAt: z.string().nullable(),
  /** Number of the last event; goes back with the next act. */
  sequence: z.number().int(),
  acts: z.array(z.enum(REPLY_EVENTS)).describe('What the person may do now'),
  events: z.array(replyEvent),
  items: z.array(replyItem),
});
export type UnitReplies = z.infer<typeof unitReplies>;

export const replySummary = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  state: z.enum(REPLY_STATES),
  /** Items that the unit may answer, has answered, disagrees about; and those not yet decided a second time. */
  open: z.number().int(),
  answered: z.number().int(),
  disagreed: z.number().int(),
  undecided: z.number().int(),
  lastAt: z.string().nullable(),
});
export type ReplySummary = z.infer<typeof replySummary>;

export const replyRoutes = {
  listReplies: route({
    method: 'GET',
    path: '/rounds/:roundId/replies',
    permission: 'replies.read',
    feature: 'replies',
    summary: 'Units of a round with the state of their replies',
    params: roundParams,
    query: pageQuery,
    response: page(replySummary),
  }),
  getReplies: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/replies',
    permission: 'replies.read',
    feature: 'replies',
    summary: 'What was judged otherwise than one unit declared, and what the unit answers',
    params: roundUnitParams,
    response: unitReplies,
  }),
  preliminaryNotice: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/preliminary-notice/:format',
    permission: 'replies.read',
    feature: 'replies',
    summary: 'The preliminary notice of one unit; a draft until units are told',
    params: roundUnitParams.extend({ format: z.enum(['docx', 'pdf']) }),
    response: z.unknown(),
  }),
  saveReply: route({
    method: 'PUT',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/reply',
    permission: 'reply.edit',
    feature: 'replies',
    summary: 'Answer one item of the preliminary result',
    ifMatch: true,
    params: roundUnitParams.extend({ itemId: z.string().max(100) }),
    body: z.object({
      stance: z.enum(REPLY_STANCES),
      reason: z.string().trim().max(8000).nullable(),
      evidence: z.array(evidenceLink).max(50),
    }),
    response: replyItem,
  }),
  sendReplies: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/replies/send',
    permission: 'reply.send',
    feature: 'replies',
    summary: 'Send the answers to the leader of the unit',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ sequence: z.number().int().min(0) }),
    response: unitReplies,
  }),
  returnReplies: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/replies/return',
    permission: 'reply.approve',
    feature: 'replies',
    summary: 'The leader gives the answers back',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ sequence: z.number().int().min(0), reason: requiredText(4000) }),
    response: unitReplies,
  }),
  approveReplies: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/replies/approve',
    permission: 'reply.approve',
    feature: 'replies',
    summary: 'The leader approves the answers; only approved ones count',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ sequence: z.number().int().min(0) }),
    response: unitReplies,
  }),
  reopenReplies: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/replies/reopen',
    permission: 'reply.reopen',
    feature: 'replies',
    summary: 'Let a unit change approved answers while the window is open',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({ sequence: z.number().int().min(0), reason: requiredText(4000) }),
    response: unitReplies,
  }),
};
