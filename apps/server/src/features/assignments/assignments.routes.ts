import type { assignmentRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { assignItems, endAssignment, handOver } from './assign-items.service.ts';
import { copyAssignments } from './copy-assignments.service.ts';
import {
  createDivision,
  endDivision,
  listAssignable,
  listDivisions,
  placePerson,
  renameDivision,
} from './divisions.service.ts';
import { listAssignments } from './list-assignments.service.ts';

export const assignmentHandlers: Handlers<typeof assignmentRoutes> = {
  listDivisions: ({ context, params, query }) => listDivisions(context, params.unitId, query),
  createDivision: ({ context, params, body }) => createDivision(context, params.unitId, body.name),
  renameDivision: ({ context, params, body }) =>
    renameDivision(context, params.unitId, params.divisionId, body.name),
  endDivision: ({ context, params }) => endDivision(context, params.unitId, params.divisionId),
  joinDivision: ({ context, params }) =>
    placePerson(context, params.unitId, params.accountId, params.divisionId, true),
  leaveDivision: ({ context, params }) =>
    placePerson(context, params.unitId, params.accountId, params.divisionId, false),
  listAssignable: ({ context, params, query }) => listAssignable(context, params.unitId, query),
  listAssignments: ({ context, params, query }) => listAssignments(context, params, query),
  assignItems: ({ context, params, body }) => assignItems(context, params, body),
  endAssignment: ({ context, params }) => endAssignment(context, params, params.assignmentId),
  handOver: ({ context, params, body }) => handOver(context, params, body),
  copyAssignments: ({ context, params, body }) => copyAssignments(context, params, body.fromRoundId),
};
