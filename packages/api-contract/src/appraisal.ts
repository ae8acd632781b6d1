import { z } from 'zod';
import { decimal, page, pageQuery, roundParams, roundUnitParams, text } from './common.ts';
import { route } from './route.ts';
import { evidenceLink, figureValue, itemScore } from './self-scoring.ts';

export const DECISIONS = ['accept', 'reduce', 'raise', 'not-applicable'] as const;
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
  recordedAt: z.string().nullable(),
  recordedBy: z.string().nullable(),
  /** When the figures changed after a decision, which then stands no more; null: they did not. */
  staleSince: z.string().nullable(),
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
    body: z.object({
      decision: z.enum(DECISIONS),
      points: decimal.nullable(),
      reason: text(4000).nullable(),
    }),
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
