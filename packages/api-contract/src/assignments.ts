import { z } from 'zod';
import { page, pageQuery, requiredText, roundUnitParams, slug } from './common.ts';
import { route } from './route.ts';

/** Who an item is given to: one person of the unit, or a division of it. */
export const assigneeRef = z.object({ kind: z.enum(['person', 'division']), id: z.uuid() });
export type AssigneeRef = z.infer<typeof assigneeRef>;
export const assignee = assigneeRef.extend({ name: z.string() });
export type Assignee = z.infer<typeof assignee>;

export const division = z.object({
  id: z.uuid(),
  name: z.string(),
  /** People of the unit who work in it now. */
  people: z.number().int(),
  /** null while it takes items. */
  endedAt: z.string().nullable(),
});
export type Division = z.infer<typeof division>;

/** Somebody of the unit with a role on its card now: items can be given to them. */
export const unitPerson = z.object({
  id: z.uuid(),
  displayName: z.string(),
  roles: z.array(z.string()),
  divisionId: z.uuid().nullable(),
  divisionName: z.string().nullable(),
});
export type UnitPerson = z.infer<typeof unitPerson>;

export const assignment = z.object({
  id: z.uuid(),
  itemId: z.string(),
  assignee,
  /** False when the person has left or the division has ended: hand the item over. */
  reachable: z.boolean(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  assignedBy: z.string().nullable(),
  endedBy: z.string().nullable(),
});
export type Assignment = z.infer<typeof assignment>;

const unitParams = z.object({ unitId: z.uuid() });
const divisionParams = unitParams.extend({ divisionId: z.uuid() });
const memberParams = divisionParams.extend({ accountId: z.uuid() });
const itemId = z.string().max(100);

/** What an act on many items did. */
const outcome = z.object({
  assigned: z.number().int(),
  ended: z.number().int(),
  /** Items that were so already. */
  unchanged: z.number().int(),
});

export const assignmentRoutes = {
  listDivisions: route({
    method: 'GET',
    path: '/units/:unitId/divisions',
    permission: 'scorecard.read',
    feature: 'assignments',
    summary: 'Divisions of a unit, by name',
    params: unitParams,
    query: pageQuery.extend({ ended: z.stringbool().default(false) }),
    response: page(division),
  }),
  createDivision: route({
    method: 'POST',
    path: '/units/:unitId/divisions',
    permission: 'unit-people.manage',
    feature: 'assignments',
    summary: 'Enter a division',
    idempotent: true,
    params: unitParams,
    body: z.object({ name: requiredText(200) }),
    response: division,
  }),
  renameDivision: route({
    method: 'PATCH',
    path: '/units/:unitId/divisions/:divisionId',
    permission: 'unit-people.manage',
    feature: 'assignments',
    summary: 'Rename a division',
    params: divisionParams,
    body: z.object({ name: requiredText(200) }),
    response: division,
  }),
  endDivision: route({
    method: 'DELETE',
    path: '/units/:unitId/divisions/:divisionId',
    permission: 'unit-people.manage',
    feature: 'assignments',
    summary: 'End a division; refused while it holds items of a card that is being filled',
    params: divisionParams,
    response: division,
  }),
  joinDivision: route({
    method: 'PUT',
    path: '/units/:unitId/divisions/:divisionId/people/:accountId',
    permission: 'unit-people.manage',
    feature: 'assignments',
    summary: 'Place a person of the unit in a division',
    params: memberParams,
    response: unitPerson,
  }),
  leaveDivision: route({
    method: 'DELETE',
    path: '/units/:unitId/divisions/:divisionId/people/:accountId',
    permission: 'unit-people.manage',
    feature: 'assignments',
    summary: 'Take a person of the unit out of a division',
    params: memberParams,
    response: unitPerson,
  }),
  listAssignable: route({
    method: 'GET',
    path: '/units/:unitId/assignable-people',
    permission: 'scorecard.read',
    feature: 'assignments',
    summary: 'People of the unit that items can be given to, by name',
    params: unitParams,
    query: pageQuery.extend({ q: z.string().max(100).optional(), division: z.uuid().optional() }),
    response: page(unitPerson),
  }),
  listAssignments: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/assignments',
    permission: 'scorecard.read',
    feature: 'assignments',
    summary: 'Who fills which item, by item; `ended` shows the former ones too',
    params: roundUnitParams,
    query: pageQuery.extend({
      item: itemId.optional(),
      /** An area or criterion. */
      group: itemId.optional(),
      person: z.uuid().optional(),
      division: z.uuid().optional(),
      /** Items that nobody who is still there fills; not together with `person` or `division`. */
      unreachable: z.stringbool().default(false),
      ended: z.stringbool().default(false),
    }),
    response: page(assignment),
  }),
  assignItems: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/assignments',
    permission: 'assignments.manage',
    feature: 'assignments',
    summary: 'Give items, or every self-scored item of areas and criteria, to a person or a division',
    idempotent: true,
    params: roundUnitParams,
    body: z
      .object({
        itemIds: z.array(itemId).max(1000).default([]),
        /** Areas and criteria, each with all its self-scored items. */
        groupIds: z.array(itemId).max(100).default([]),
        to: assigneeRef,
        /** True: whoever had the items has them no longer. */
        replace: z.boolean().default(false),
      })
      .refine(({ itemIds, groupIds }) => itemIds.length + groupIds.length > 0),
    response: outcome,
  }),
  endAssignment: route({
    method: 'DELETE',
    path: '/rounds/:roundId/units/:unitId/assignments/:assignmentId',
    permission: 'assignments.manage',
    feature: 'assignments',
    summary: 'End an assignment; it stays in the history',
    params: roundUnitParams.extend({ assignmentId: z.uuid() }),
    response: assignment,
  }),
  handOver: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/assignments/hand-over',
    permission: 'assignments.manage',
    feature: 'assignments',
    summary: 'Give what one person or division has to another, all of it or some items',
    idempotent: true,
    params: roundUnitParams,
    body: z.object({
      from: assigneeRef,
      to: assigneeRef,
      /** null: everything. */
      itemIds: z.array(itemId).min(1).max(1000).nullable().default(null),
    }),
    response: outcome,
  }),
  copyAssignments: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/assignments/copy',
    permission: 'assignments.manage',
    feature: 'assignments',
    summary: 'Take over the assignment of an earlier round, item by item, for those who are still there',
    idempotent: true,
    params: roundUnitParams,
    /** null: the latest earlier round in which the unit had any. */
    body: z.object({ fromRoundId: slug.nullable().default(null) }),
    response: z.object({
      fromRoundId: slug,
      assigned: z.number().int(),
      unchanged: z.number().int(),
      /** What was not taken over, and why. */
      skipped: z.array(
        z.object({
          itemId: z.string(),
          name: z.string(),
          why: z.enum(['item-unknown', 'person-gone', 'division-ended']),
        }),
      ),
    }),
  }),
};
