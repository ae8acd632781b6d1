import { ROUND_PHASES, ROUND_STATES } from '@parix/workflow';
import { z } from 'zod';
import { instant, page, pageQuery, requiredText, roundParams, slug } from './common.ts';
import { route } from './route.ts';

export const round = z.object({
  id: slug,
  title: z.string(),
  indexYear: z.number().int(),
  setVersionId: z.string(),
  setTitle: z.string(),
  sample: z.boolean(),
  blockId: slug,
  blockName: z.string(),
  unitCount: z.number().int(),
  state: z.enum(ROUND_STATES),
  phase: z.enum(ROUND_PHASES),
  selfScoringOpensAt: instant.nullable(),
  selfScoringClosesAt: instant.nullable(),
  appraisalClosesAt: instant.nullable(),
  version: z.number().int(),
  serverTime: instant,
  publicationUrl: z.string().nullable(),
});
export type Round = z.infer<typeof round>;

export const roundRoutes = {
  listRounds: route({
    method: 'GET',
    path: '/rounds',
    permission: 'rounds.read',
    feature: 'rounds',
    summary: 'Rounds, newest first',
    query: pageQuery,
    response: page(round),
  }),
  getRound: route({
    method: 'GET',
    path: '/rounds/:roundId',
    permission: 'rounds.read',
    feature: 'rounds',
    summary: 'One round with its phase now',
    params: roundParams,
    response: round,
  }),
  createRound: route({
    method: 'POST',
    path: '/rounds',
    permission: 'rounds.manage',
    feature: 'rounds',
    summary: 'Create a round: set version x block x dates',
    idempotent: true,
    body: z.object({
      id: slug,
      title: requiredText(300),
      indexYear: z.number().int().min(2000).max(2100),
      setVersionId: z.string().max(140),
      blockId: slug,
      selfScoringOpensAt: instant.nullable(),
      selfScoringClosesAt: instant.nullable(),
      appraisalClosesAt: instant.nullable(),
    }),
    response: round,
  }),
  updateRound: route({
    method: 'PATCH',
    path: '/rounds/:roundId',
    permission: 'rounds.manage',
    feature: 'rounds',
    summary: 'Change dates, title or, before approval, the set version (an adopted amendment)',
    ifMatch: true,
    params: roundParams,
    body: z
      .object({
        title: requiredText(300),
        setVersionId: z.string().max(140),
        selfScoringOpensAt: instant.nullable(),
        selfScoringClosesAt: instant.nullable(),
        appraisalClosesAt: instant.nullable(),
      })
      .partial(),
    response: round,
  }),
  moveRound: route({
    method: 'POST',
    path: '/rounds/:roundId/moves',
    permission: 'rounds.manage',
    feature: 'rounds',
    summary: 'Move to another state; refused with what is missing',
    ifMatch: true,
    idempotent: true,
    params: roundParams,
    body: z.object({ to: z.enum(ROUND_STATES), reason: z.string().max(2000).default('') }),
    response: round,
  }),
};
