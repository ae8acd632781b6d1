import { z } from 'zod';
import { decimal, page, pageQuery, requiredText, roundParams, text } from './common.ts';
import { route } from './route.ts';
import { evidenceLink, figureValue, itemScore } from './self-scoring.ts';

export const SECOND_DECISIONS = ['accept', 'reduce', 'raise', 'not-applicable'] as const;

const areaId = z.string().min(1).max(100);

export const readingDraw = z.object({
  id: z.uuid(),
  /** With the seed and the population the same sample can be drawn again. */
  seed: z.string(),
  size: z.number().int(),
  population: z.number().int(),
  populationSha256: z.string(),
  /** Empty: every area. */
  areaIds: z.array(z.string()),
  drawnBy: z.string().nullable(),
  at: z.string(),
  /** Pairs that were judged a second time. */
  done: z.number().int(),
});
export type ReadingDraw = z.infer<typeof readingDraw>;

/** A drawn item as its second appraiser sees it: everything but what the first one said. */
export const readingTask = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  itemId: z.string(),
  figures: z.record(z.string(), figureValue),
  notApplicableReason: z.string().nullable(),
  explanation: z.string().nullable(),
  evidence: z.array(evidenceLink),
  self: itemScore,
});
export type ReadingTask = z.infer<typeof readingTask>;

export const lean = z.object({
  accountId: z.uuid(),
  displayName: z.string(),
  pairs: z.number().int(),
  /** Mean of own less other points, in shares of the maximum; below 0: stricter. */
  mean: z.number().nullable(),
  stricter: z.number().int(),
  same: z.number().int(),
  milder: z.number().int(),
  /** Two-sided sign test: how often chance alone leans as much. */
  chance: z.number().nullable(),
});
export const agreement = z.object({
  /** Drawn pairs, those judged twice, and those of them with points from both. */
  drawn: z.number().int(),
  both: z.number().int(),
  withPoints: z.number().int(),
  sameDecision: z.number().int(),
  samePoints: z.number().int(),
  /** Over the decisions; null: nothing to reckon it from. */
  kappa: z.number().nullable(),
  /** Over the points as shares of the maximum. */
  linearKappa: z.number().nullable(),
  quadraticKappa: z.number().nullable(),
  leans: z.array(lean),
  /** Pairs on which the two differ, the furthest apart first; at most 200. */
  differences: z.array(
    z.object({
      unitId: z.uuid(),
      unitName: z.string(),
      itemId: z.string(),
      first: z.object({ by: z.string(), decision: z.string(), points: z.string().nullable() }),
      second: z.object({
        by: z.string(),
        decision: z.string(),
        points: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    }),
  ),
});
export type Agreement = z.infer<typeof agreement>;

export const secondReadingRoutes = {
  listReadingDraws: route({
    method: 'GET',
    path: '/rounds/:roundId/second-reading-draws',
    permission: 'agreement.read',
    feature: 'second-readings',
    summary: 'Samples drawn for a blind second appraisal, newest first',
    params: roundParams,
    response: z.object({ items: z.array(readingDraw) }),
  }),
  drawSecondReadings: route({
    method: 'POST',
    path: '/rounds/:roundId/second-reading-draws',
    permission: 'second-readings.draw',
    feature: 'second-readings',
    summary: 'Draw items of units by lot for a blind second appraisal',
    idempotent: true,
    params: roundParams,
    body: z.object({
      size: z.number().int().min(1).max(5000),
      /** null: every area. */
      areaIds: z.array(areaId).min(1).max(100).nullable().default(null),
      /** null: the server makes one. */
      seed: requiredText(200).nullable().default(null),
    }),
    response: readingDraw,
  }),
  listReadingTasks: route({
    method: 'GET',
    path: '/rounds/:roundId/own-second-readings',
    permission: 'second-readings.judge',
    feature: 'second-readings',
    summary: 'Drawn items that the person may still judge a second time',
    params: roundParams,
    query: pageQuery,
    response: page(readingTask),
  }),
  readSecond: route({
    method: 'POST',
    path: '/rounds/:roundId/second-readings',
    permission: 'second-readings.judge',
    feature: 'second-readings',
    summary: 'Judge a drawn item a second time, without seeing the first decision',
    idempotent: true,
    params: roundParams,
    body: z.object({
      unitId: z.uuid(),
      itemId: z.string().max(100),
      decision: z.enum(SECOND_DECISIONS),
      points: decimal.nullable(),
      reason: text(4000).nullable(),
    }),
    response: z.object({ left: z.number().int() }),
  }),
  getAgreement: route({
    method: 'GET',
    path: '/rounds/:roundId/agreement',
    permission: 'agreement.read',
    feature: 'second-readings',
    summary: 'How far first and second appraisers agree, and who leans to which side',
    params: roundParams,
    response: agreement,
  }),
};
