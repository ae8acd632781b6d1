import { APPRAISAL_STAGES } from '@parix/workflow';
import { z } from 'zod';
import { legalDate, page, pageQuery, requiredText, roundParams, text } from './common.ts';
import { route } from './route.ts';

export const GROUP_KINDS = ['council', 'appraisal-group'] as const;
export const GROUP_ROLES = ['chair', 'deputy', 'member', 'secretary'] as const;

/** Why somebody whose role would do may not judge a unit. `signed-off`: the area is confirmed for this stage. */
export const JUDGING_BARS = ['undeclared', 'interest', 'assigned-to-others', 'signed-off'] as const;
export type JudgingBar = (typeof JUDGING_BARS)[number];

const areaId = z.string().min(1).max(100);
const link = z.union([z.url({ protocol: /^https?$/ }).max(2000), z.literal('')]);

export const groupMember = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  displayName: z.string(),
  role: z.enum(GROUP_ROLES),
  agency: z.string(),
  joinedAt: z.string(),
  leftAt: z.string().nullable(),
});
export type GroupMember = z.infer<typeof groupMember>;

export const appraisalGroup = z.object({
  id: z.uuid(),
  kind: z.enum(GROUP_KINDS),
  name: z.string(),
  decisionNumber: z.string(),
  decisionDate: legalDate,
  decisionIssuer: z.string(),
  /** Where the decision can be read; empty: no link. */
  decisionUrl: z.string(),
  fileName: z.string().nullable(),
  dissolvedAt: z.string().nullable(),
  version: z.number().int(),
  members: z.array(groupMember),
});
export type AppraisalGroup = z.infer<typeof appraisalGroup>;

const groupFields = {
  kind: z.enum(GROUP_KINDS),
  name: requiredText(300),
  decisionNumber: requiredText(100),
  decisionDate: legalDate,
  decisionIssuer: requiredText(300),
  decisionUrl: link.default(''),
};

/** Somebody who may be in a group or judge: a role of the appraisal is held now. */
export const appraiser = z.object({
  id: z.uuid(),
  displayName: z.string(),
  roles: z.array(z.string()),
  /** Areas by id; empty: every area. */
  areas: z.array(z.string()),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
});
export type Appraiser = z.infer<typeof appraiser>;

export const areaSignOff = z.object({
  stage: z.enum(APPRAISAL_STAGES),
  kind: z.enum(['signed', 'withdrawn']),
  pairs: z.number().int(),
  counts: z.record(z.string(), z.number().int()),
  rowsSha256: z.string(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string(),
});
export type AreaSignOff = z.infer<typeof areaSignOff>;

export const appraisalArea = z.object({
  areaId: z.string(),
  code: z.string(),
  name: z.string(),
  /** Items of the area that are appraised. */
  items: z.number().int(),
  lead: z.object({ agency: z.string(), unitId: z.uuid().nullable() }).nullable(),
  mine: z.boolean(),
  /** What a signature now would cover; null in a phase in which nothing is judged. */
  now: z
    .object({
      stage: z.enum(APPRAISAL_STAGES),
      pairs: z.number().int(),
      open: z.number().int(),
      counts: z.record(z.string(), z.number().int()),
      rowsSha256: z.string(),
      signed: z.boolean(),
      maySign: z.boolean(),
      mayWithdraw: z.boolean(),
    })
    .nullable(),
  /** Newest first. */
  signOffs: z.array(areaSignOff),
});
export type AppraisalArea = z.infer<typeof appraisalArea>;

export const interestConflict = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  person: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  reason: z.string(),
  declaredBy: z.string().nullable(),
  declaredAt: z.string(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
});
export type InterestConflict = z.infer<typeof interestConflict>;

export const ownInterests = z.object({
  /** True: nothing can be judged in this round before it is declared. */
  required: z.boolean(),
  declaredAt: z.string().nullable(),
  /** The words to agree to, or those that were. */
  statement: z.string(),
  conflicts: z.array(interestConflict),
});
export type OwnInterests = z.infer<typeof ownInterests>;

export const appraiserAssignment = z.object({
  areaId: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  accountId: z.uuid(),
  person: z.string(),
  startsAt: z.string(),
});

/** Units of the round that an act is about. */
const scope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('all') }),
  z.object({ of: z.literal('kinds'), kinds: z.array(z.string().max(64)).min(1).max(50) }),
  z.object({ of: z.literal('units'), unitIds: z.array(z.uuid()).min(1).max(2000) }),
]);
export type WorkScope = z.output<typeof scope>;

export const personWork = z.object({
  accountId: z.uuid(),
  displayName: z.string(),
  /** Units that nobody else in particular judges count for each of those who may. */
  units: z.number().int(),
  items: z.number().int(),
  decided: z.number().int(),
  left: z.number().int(),
});
export const areaWork = z.object({
  areaId: z.string(),
  items: z.number().int(),
  decided: z.number().int(),
  left: z.number().int(),
  /** Units with somebody in particular; the others are judged by everybody of the area. */
  assignedUnits: z.number().int(),
  units: z.number().int(),
  people: z.array(personWork),
});
export type AreaWork = z.infer<typeof areaWork>;

export const balancePlan = z.object({
  moves: z.array(
    z.object({
      unitId: z.uuid(),
      unitName: z.string(),
      left: z.number().int(),
      from: z.array(z.string()),
      to: z.string(),
    }),
  ),
  people: z.array(
    z.object({
      accountId: z.uuid(),
      displayName: z.string(),
      before: z.number().int(),
      after: z.number().int(),
    }),
  ),
  /** Units that none of these people may judge. */
  unplaced: z.array(z.object({ unitId: z.uuid(), unitName: z.string(), left: z.number().int() })),
  /** Names the plan: it is applied only while it is still the same. */
  fingerprint: z.string(),
});
export type BalancePlan = z.infer<typeof balancePlan>;

const groupParams = roundParams.extend({ groupId: z.uuid() });
const areaParams = roundParams.extend({ areaId });
const balanceBody = z.object({ areaId, accountIds: z.array(z.uuid()).min(1).max(200) });

const groups = {
  listAppraisalGroups: route({
    method: 'GET',
    path: '/rounds/:roundId/appraisal-groups',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary: 'Council and appraisal groups of a round with their members',
    params: roundParams,
    response: z.object({ items: z.array(appraisalGroup) }),
  }),
  createAppraisalGroup: route({
    method: 'POST',
    path: '/rounds/:roundId/appraisal-groups',
    permission: 'appraisal-groups.manage',
    feature: 'appraisal-groups',
    summary: 'Enter a council or an appraisal group with the decision that sets it up',
    idempotent: true,
    params: roundParams,
    body: z.object({ ...groupFields, uploadId: z.string().max(100).nullable().default(null) }),
    response: appraisalGroup,
  }),
  updateAppraisalGroup: route({
    method: 'PATCH',
    path: '/rounds/:roundId/appraisal-groups/:groupId',
    permission: 'appraisal-groups.manage',
    feature: 'appraisal-groups',
    summary: 'Correct what is entered of a group, or add the file of its decision',
    ifMatch: true,
    params: groupParams,
    body: z
      .object({ ...groupFields, uploadId: z.string().max(100).nullable().default(null) })
      .omit({ kind: true }),
    response: appraisalGroup,
  }),
  dissolveAppraisalGroup: route({
    method: 'POST',
    path: '/rounds/:roundId/appraisal-groups/:groupId/dissolve',
    permission: 'appraisal-groups.manage',
    feature: 'appraisal-groups',
    summary: 'A group ends, its work done; it stays in the list',
    idempotent: true,
    params: groupParams,
    response: appraisalGroup,
  }),
  appraisalGroupFile: route({
    method: 'GET',
    path: '/rounds/:roundId/appraisal-groups/:groupId/file',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary: 'The decision that sets up a group',
    params: groupParams,
    response: z.unknown(),
  }),
  addGroupMembers: route({
    method: 'POST',
    path: '/rounds/:roundId/appraisal-groups/:groupId/members',
    permission: 'appraisal-groups.manage',
    feature: 'appraisal-groups',
    summary: 'Put people into a group; somebody who is in it already keeps their place with the new part',
    idempotent: true,
    params: groupParams,
    body: z.object({
      members: z
        .array(z.object({ accountId: z.uuid(), role: z.enum(GROUP_ROLES), agency: requiredText(300) }))
        .min(1)
        .max(200),
    }),
    response: appraisalGroup,
  }),
  removeGroupMember: route({
    method: 'DELETE',
    path: '/rounds/:roundId/appraisal-groups/:groupId/members/:memberId',
    permission: 'appraisal-groups.manage',
    feature: 'appraisal-groups',
    summary: 'Somebody leaves a group',
    params: groupParams.extend({ memberId: z.uuid() }),
    response: appraisalGroup,
  }),
  listJudgedUnits: route({
    method: 'GET',
    path: '/rounds/:roundId/judged-units',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary: 'Units that take part in a round, by name',
    params: roundParams,
    query: pageQuery,
    response: page(
      z.object({ unitId: z.uuid(), unitCode: z.string(), unitName: z.string(), unitKind: z.string() }),
    ),
  }),
  listAppraisers: route({
    method: 'GET',
    path: '/rounds/:roundId/appraisers',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary: 'People with a role in the appraisal, by name',
    params: roundParams,
    query: pageQuery.extend({ q: z.string().max(100).optional(), area: areaId.optional() }),
    response: page(appraiser),
  }),
};

const areas = {
  listAppraisalAreas: route({
    method: 'GET',
    path: '/rounds/:roundId/appraisal-areas',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary: 'Areas with lead agency, what stands, and who signed it',
    params: roundParams,
    response: z.object({ items: z.array(appraisalArea) }),
  }),
  nameAreaLead: route({
    method: 'POST',
    path: '/rounds/:roundId/areas/:areaId/lead',
    permission: 'appraisal-groups.manage',
    feature: 'appraisal-groups',
    summary: 'Name the agency that leads the appraisal of an area',
    idempotent: true,
    params: areaParams,
    body: z.object({ agency: requiredText(300), unitId: z.uuid().nullable() }),
    response: appraisalArea,
  }),
  signArea: route({
    method: 'POST',
    path: '/rounds/:roundId/areas/:areaId/sign-off',
    permission: 'area.sign',
    feature: 'appraisal-groups',
    summary: 'Confirm the result of an area for the present stage, as it was seen',
    idempotent: true,
    params: areaParams,
    body: z.object({
      note: text(2000).nullable().default(null),
      /** Hash of the decisions that were seen; another one stands: 412. */
      rowsSha256: z.string().length(64),
    }),
    response: appraisalArea,
  }),
  withdrawSignOff: route({
    method: 'POST',
    path: '/rounds/:roundId/areas/:areaId/sign-off/withdraw',
    permission: 'area.withdraw',
    feature: 'appraisal-groups',
    summary: 'Take back the confirmation of an area, so that it can be changed; with a reason',
    idempotent: true,
    params: areaParams,
    body: z.object({ reason: requiredText(2000) }),
    response: appraisalArea,
  }),
};

const interests = {
  getOwnInterests: route({
    method: 'GET',
    path: '/rounds/:roundId/own-interests',
    permission: 'interests.declare',
    feature: 'appraisal-groups',
    summary: 'What the person has declared of their interests in units of the round',
    params: roundParams,
    response: ownInterests,
  }),
  declareInterests: route({
    method: 'POST',
    path: '/rounds/:roundId/own-interests',
    permission: 'interests.declare',
    feature: 'appraisal-groups',
    summary: 'Declare interests; those named bar the person from the units, and none are left out',
    idempotent: true,
    params: roundParams,
    body: z.object({
      conflicts: z.array(z.object({ unitId: z.uuid(), reason: requiredText(1000) })).max(200),
    }),
    response: ownInterests,
  }),
  listInterestConflicts: route({
    method: 'GET',
    path: '/rounds/:roundId/interest-conflicts',
    permission: 'interests.manage',
    feature: 'appraisal-groups',
    summary: 'Interests that bar people from units, newest first',
    params: roundParams,
    query: pageQuery.extend({ ended: z.stringbool().default(false) }),
    response: page(interestConflict),
  }),
  addInterestConflict: route({
    method: 'POST',
    path: '/rounds/:roundId/interest-conflicts',
    permission: 'interests.manage',
    feature: 'appraisal-groups',
    summary: 'Bar somebody from a unit because of an interest',
    idempotent: true,
    params: roundParams,
    body: z.object({ accountId: z.uuid(), unitId: z.uuid(), reason: requiredText(1000) }),
    response: interestConflict,
  }),
  endInterestConflict: route({
    method: 'POST',
    path: '/rounds/:roundId/interest-conflicts/:conflictId/end',
    permission: 'interests.manage',
    feature: 'appraisal-groups',
    summary: 'Lift a bar, with the reason',
    idempotent: true,
    params: roundParams.extend({ conflictId: z.uuid() }),
    body: z.object({ reason: requiredText(1000) }),
    response: interestConflict,
  }),
};

const work = {
  listAppraiserAssignments: route({
    method: 'GET',
    path: '/rounds/:roundId/appraiser-assignments',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary:
      'Who judges which unit in which area, by unit; units without anybody are judged by all of the area',
    params: roundParams,
    query: pageQuery.extend({ area: areaId.optional(), person: z.uuid().optional() }),
    response: page(appraiserAssignment),
  }),
  assignAppraisers: route({
    method: 'POST',
    path: '/rounds/:roundId/appraiser-assignments',
    permission: 'appraisers.assign',
    feature: 'appraisal-groups',
    summary: 'Give units of an area to people; nobody gets a unit that they are barred from',
    idempotent: true,
    params: roundParams,
    body: z.object({
      areaId,
      scope,
      accountIds: z.array(z.uuid()).min(1).max(50),
      /** True: whoever had the units has them no longer. */
      replace: z.boolean().default(false),
    }),
    response: z.object({
      assigned: z.number().int(),
      ended: z.number().int(),
      unchanged: z.number().int(),
      /** Pairs left out: own unit, or an interest. */
      barred: z.number().int(),
    }),
  }),
  endAppraiserAssignments: route({
    method: 'POST',
    path: '/rounds/:roundId/appraiser-assignments/end',
    permission: 'appraisers.assign',
    feature: 'appraisal-groups',
    summary: 'Take units of an area back; everybody of the area judges them again',
    idempotent: true,
    params: roundParams,
    body: z.object({
      areaId,
      scope,
      /** null: from everybody. */
      accountIds: z.array(z.uuid()).min(1).max(50).nullable().default(null),
    }),
    response: z.object({ ended: z.number().int() }),
  }),
  workload: route({
    method: 'GET',
    path: '/rounds/:roundId/workload',
    permission: 'appraisal-groups.read',
    feature: 'appraisal-groups',
    summary: 'Items × units per area and person: to do, decided, left',
    params: roundParams,
    response: z.object({ areas: z.array(areaWork) }),
  }),
  previewBalance: route({
    method: 'POST',
    path: '/rounds/:roundId/balance/preview',
    permission: 'appraisers.assign',
    feature: 'appraisal-groups',
    summary: 'How the undecided units of an area would be shared out evenly; nothing is changed',
    params: roundParams,
    body: balanceBody,
    response: balancePlan,
  }),
  applyBalance: route({
    method: 'POST',
    path: '/rounds/:roundId/balance',
    permission: 'appraisers.assign',
    feature: 'appraisal-groups',
    summary: 'Share out the undecided units of an area as previewed',
    idempotent: true,
    params: roundParams,
    body: balanceBody.extend({ fingerprint: z.string().length(64) }),
    response: z.object({ moved: z.number().int() }),
  }),
};

export const appraisalGroupRoutes = { ...groups, ...areas, ...interests, ...work };
