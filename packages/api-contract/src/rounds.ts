import { ROUND_PHASES, ROUND_STATES } from '@parix/workflow';
import { z } from 'zod';
import { instant, legalDate, page, pageQuery, requiredText, roundParams, slug } from './common.ts';
import { route } from './route.ts';

/** Planned dates beside those that open and shut windows. */
export const MILESTONE_KINDS = [
  'plan',
  'council',
  'field-visit',
  'preliminary-notice',
  'explanation-closes',
  'council-meeting',
  'publication',
  'other',
] as const;
export const milestone = z.object({ kind: z.enum(MILESTONE_KINDS), title: requiredText(200), at: instant });
export type Milestone = z.infer<typeof milestone>;

/** States before the publication in which units may be shown their own appraised points. */
export const HEARING_STATES = ['explanation', 'reappraisal', 'council', 'approved'] as const;
const shownToUnits = z.array(z.enum(HEARING_STATES)).max(HEARING_STATES.length);

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
  /** End of the units' right of reply (giải trình); null: ended by hand. */
  repliesCloseAt: instant.nullable(),
  /** Why units are not heard in this round; null: they are. */
  replyWaivedReason: z.string().nullable(),
  /** States in which a unit reads its own appraised points before the publication. */
  shownToUnits,
  /** First and last day whose data count (declared-data cut-off); null: no bound. */
  dataFrom: legalDate.nullable(),
  dataTo: legalDate.nullable(),
  /** True: data outside these days are refused; false: they are flagged. */
  dataRefusedOutside: z.boolean(),
  /** Day whose names of units are shown; null: the last day of the index year. */
  nameAnchorDate: legalDate.nullable(),
  milestones: z.array(milestone),
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
      repliesCloseAt: instant.nullable().default(null),
      replyWaivedReason: requiredText(2000).nullable().default(null),
      shownToUnits: shownToUnits.default([...HEARING_STATES]),
      dataFrom: legalDate.nullable().default(null),
      dataTo: legalDate.nullable().default(null),
      dataRefusedOutside: z.boolean().default(false),
      nameAnchorDate: legalDate.nullable().default(null),
      milestones: z.array(milestone).max(50).default([]),
    }),
    response: round,
  }),
  updateRound: route({
    method: 'PATCH',
    path: '/rounds/:roundId',
    permission: 'rounds.manage',
    feature: 'rounds',
    summary: 'Change dates, milestones, title or, before approval, the set version (an adopted amendment)',
    ifMatch: true,
    params: roundParams,
    body: z
      .object({
        title: requiredText(300),
        setVersionId: z.string().max(140),
        selfScoringOpensAt: instant.nullable(),
        selfScoringClosesAt: instant.nullable(),
        appraisalClosesAt: instant.nullable(),
        repliesCloseAt: instant.nullable(),
        replyWaivedReason: requiredText(2000).nullable(),
        shownToUnits,
        dataFrom: legalDate.nullable(),
        dataTo: legalDate.nullable(),
        dataRefusedOutside: z.boolean(),
        nameAnchorDate: legalDate.nullable(),
        /** The whole list: what is left out of it is gone. */
        milestones: z.array(milestone).max(50),
      })
      .partial(),
    response: round,
  }),
  freezeResults: route({
    method: 'POST',
    path: '/rounds/:roundId/result-freezes',
    permission: 'rounds.manage',
    feature: 'rounds',
    summary: 'Compute the results anew and freeze them for the council, after it has decided something',
    idempotent: true,
    params: roundParams,
    response: z.object({ sequence: z.number().int(), sha256: z.string(), at: z.string() }),
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
    body: z.object({
      to: z.enum(ROUND_STATES),
      reason: z.string().max(2000).default(''),
      /** True: the warnings of an earlier answer (`round-warnings`) are known, and the step is wanted all the same. */
      acknowledge: z.boolean().default(false),
    }),
    response: round,
  }),
};
