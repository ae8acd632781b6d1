import type { appraisalGroupRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listAreas, nameLead } from './areas.service.ts';
import { assignAppraisers, endAssignments, listAssignments } from './assign-appraisers.service.ts';
import { applyBalance, previewBalance } from './balance.service.ts';
import {
  addMembers,
  changeGroup,
  createGroup,
  dissolveGroup,
  groupFile,
  listGroups,
  removeMember,
} from './groups.service.ts';
import {
  addConflict,
  declareInterests,
  liftConflict,
  listConflicts,
  ownInterests,
} from './interests.service.ts';
import { listAppraisers, listJudgedUnits } from './list-appraisers.service.ts';
import { signArea, withdrawSignOff } from './sign-off.service.ts';
import { workload } from './workload.service.ts';

export const appraisalGroupHandlers: Handlers<typeof appraisalGroupRoutes> = {
  listAppraisalGroups: ({ context, params }) => listGroups(context, params.roundId),
  createAppraisalGroup: ({ context, params, body }) => createGroup(context, params.roundId, body),
  updateAppraisalGroup: async ({ context, params, ifMatch, body, reply }) => {
    const group = await changeGroup(context, params, ifMatch, body);
    reply.etag(group.version);
    return group;
  },
  dissolveAppraisalGroup: ({ context, params }) => dissolveGroup(context, params),
  appraisalGroupFile: ({ context, params }) => groupFile(context, params),
  addGroupMembers: ({ context, params, body }) => addMembers(context, params, body.members),
  removeGroupMember: ({ context, params }) => removeMember(context, params, params.memberId),
  listJudgedUnits: ({ context, params, query }) => listJudgedUnits(context, params.roundId, query),
  listAppraisers: ({ context, params, query }) => listAppraisers(context, params.roundId, query),
  listAppraisalAreas: ({ context, params }) => listAreas(context, params.roundId),
  nameAreaLead: ({ context, params, body }) => nameLead(context, params.roundId, params.areaId, body),
  signArea: ({ context, params, body }) => signArea(context, params.roundId, params.areaId, body),
  withdrawSignOff: ({ context, params, body }) =>
    withdrawSignOff(context, params.roundId, params.areaId, body.reason),
  getOwnInterests: ({ context, params }) => ownInterests(context, params.roundId),
  declareInterests: ({ context, params, body }) => declareInterests(context, params.roundId, body.conflicts),
  listInterestConflicts: ({ context, params, query }) => listConflicts(context, params.roundId, query),
  addInterestConflict: ({ context, params, body }) => addConflict(context, params.roundId, body),
  endInterestConflict: ({ context, params, body }) =>
    liftConflict(context, params.roundId, params.conflictId, body.reason),
  listAppraiserAssignments: ({ context, params, query }) => listAssignments(context, params.roundId, query),
  assignAppraisers: ({ context, params, body }) => assignAppraisers(context, params.roundId, body),
  endAppraiserAssignments: ({ context, params, body }) => endAssignments(context, params.roundId, body),
  workload: ({ context, params }) => workload(context, params.roundId),
  previewBalance: ({ context, params, body }) => previewBalance(context, params.roundId, body),
  applyBalance: ({ context, params, body }) => applyBalance(context, params.roundId, body),
};
