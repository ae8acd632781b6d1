import { PLAN_EVENTS, PLAN_STATES, TASK_EVENTS, TASK_OUTCOMES, TASK_STATES } from '@parix/workflow';
import { z } from 'zod';
import { assignee, assigneeRef } from './assignments.ts';
import {
  decimal,
  legalDate,
  page,
  pageQuery,
  requiredText,
  roundParams,
  roundUnitParams,
  slug,
  text,
} from './common.ts';
import { route } from './route.ts';
import { evidenceLink } from './self-scoring.ts';

/** Where a task comes from: an item that lost points, a finding of an inspection, or the unit itself. */
export const TASK_SOURCES = ['lost-item', 'finding', 'own'] as const;
export type TaskSource = (typeof TASK_SOURCES)[number];

/** The earlier task about the same thing: the shortcoming has come back. */
export const repeatedTask = z.object({
  taskId: z.uuid(),
  unitId: z.uuid(),
  roundId: z.string(),
  roundTitle: z.string(),
  indexYear: z.number().int(),
  state: z.enum(TASK_STATES),
});

const taskEvent = z.object({
  sequence: z.number().int(),
  kind: z.enum(TASK_EVENTS),
  at: z.string(),
  by: z.string().nullable(),
  note: z.string().nullable(),
  evidence: z.array(evidenceLink),
});

const taskFields = {
  id: z.uuid(),
  source: z.enum(TASK_SOURCES),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  areaId: z.string().nullable(),
  areaName: z.string().nullable(),
  /** Points that the item lost, to four decimals where they have no end; null where none were lost. */
  lostPoints: decimal.nullable(),
  shortcoming: z.string(),
  measure: z.string(),
  product: z.string(),
  owner: assignee.nullable(),
  /** The last day on which it may be done. */
  dueOn: z.string().nullable(),
  state: z.enum(TASK_STATES),
  overdue: z.boolean(),
  daysLate: z.number().int(),
  repeats: repeatedTask.nullable(),
};
export const remediationTask = z.object({
  ...taskFields,
  /** Why the points were taken, or what the inspection found, as told to the unit. */
  said: z.string().nullable(),
  /** Version of what the plan says of it; also the ETag. */
  version: z.number().int(),
  /** Number of the last event; goes back with the next act. */
  sequence: z.number().int(),
  events: z.array(taskEvent),
  editable: z.boolean(),
  claimable: z.boolean(),
  checkable: z.boolean(),
});
export type RemediationTask = z.infer<typeof remediationTask>;

export const remediationPlan = z.object({
  number: z.number().int(),
  state: z.enum(PLAN_STATES),
  sequence: z.number().int(),
  acts: z.array(z.enum(PLAN_EVENTS)).describe('What the person may do now'),
  editable: z.boolean(),
  events: z.array(
    z.object({
      sequence: z.number().int(),
      kind: z.enum(PLAN_EVENTS),
      at: z.string(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  tasks: z.array(remediationTask),
});
export type RemediationPlan = z.infer<typeof remediationPlan>;

/** The remediation plans of one unit after one round: mostly one, a further one for what came later. */
export const unitRemediation = z.object({
  roundId: z.string(),
  roundTitle: z.string(),
  indexYear: z.number().int(),
  unitId: z.uuid(),
  unitName: z.string(),
  plans: z.array(remediationPlan),
  /** Whether the person may open a plan, and what would be taken into it. */
  openable: z.boolean(),
  waiting: z.object({ lostItems: z.number().int(), findings: z.number().int() }),
  areas: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Who tasks can be given to. */
  owners: z.array(assignee),
});
export type UnitRemediation = z.infer<typeof unitRemediation>;

export const remediationSummary = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  /** State of the newest plan; null: none was opened. */
  state: z.enum(PLAN_STATES).nullable(),
  tasks: z.number().int(),
  claimed: z.number().int(),
  fixed: z.number().int(),
  overdue: z.number().int(),
  repeated: z.number().int(),
});
export type RemediationSummary = z.infer<typeof remediationSummary>;

export const TASK_LISTS = ['all', 'overdue', 'repeated', 'to-check'] as const;
const taskFilter = {
  list: z.enum(TASK_LISTS).default('all'),
  round: slug.optional(),
  area: z.string().max(100).optional(),
  unit: z.uuid().optional(),
};
/** One task of an approved plan, in lists over units. */
export const listedTask = z.object({
  ...taskFields,
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  roundId: z.string(),
  roundTitle: z.string(),
});
export type ListedTask = z.infer<typeof listedTask>;

/** Which tasks count as fixed. */
export const COUNTED_AS = ['fixed', 'fixed-in-time'] as const;
const figureChoice = {
  /** The earlier round whose plans are counted. */
  source: slug,
  /** Tasks that were due from … to …, both days included. */
  dueFrom: legalDate,
  dueTo: legalDate,
  counted: z.enum(COUNTED_AS),
  /** Figures of the item that take the numbers. */
  fixedFigure: z.string().max(100),
  totalFigure: z.string().max(100),
};
const countedUnit = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  due: z.number().int(),
  counts: z.object({
    'fixed-in-time': z.number().int(),
    'fixed-late': z.number().int(),
    'not-fixed': z.number().int(),
  }),
  /** Points that the item comes to with them; null: no task was due, the item keeps what stands. */
  points: decimal.nullable(),
  /** Why the figures cannot be stored; null: they can, or there is nothing to store. */
  problem: z.string().nullable(),
});
export const remediationFigures = z.object({
  itemId: z.string(),
  itemName: z.string(),
  formula: z.string(),
  units: z.array(countedUnit),
  /** The figures that were taken last; null: none yet. */
  taken: z
    .object({ at: z.string(), by: z.string().nullable(), formula: z.string(), units: z.number().int() })
    .nullable(),
});
export type RemediationFigures = z.infer<typeof remediationFigures>;

const planParams = roundUnitParams.extend({ number: z.coerce.number().int().min(1).max(1000) });
const taskParams = z.object({ unitId: z.uuid(), taskId: z.uuid() });
const sequence = z.number().int().min(0);
const taskBody = z.object({
  shortcoming: requiredText(4000),
  measure: text(4000),
  product: text(1000),
  owner: assigneeRef.nullable(),
  dueOn: legalDate.nullable(),
});

export const remediationRoutes = {
  listRemediation: route({
    method: 'GET',
    path: '/rounds/:roundId/remediation',
    permission: 'remediation.read',
    feature: 'remediation',
    summary: 'Units of a round with where their remediation stands',
    params: roundParams,
    query: pageQuery,
    response: page(remediationSummary),
  }),
  getRemediation: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/remediation',
    permission: 'remediation.read',
    feature: 'remediation',
    summary: 'The remediation plans of one unit after one round',
    params: roundUnitParams,
    response: unitRemediation,
  }),
  openRemediationPlan: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/remediation/plans',
    permission: 'remediation.edit',
    feature: 'remediation',
    summary: 'Open a plan with a task for each lost item and each finding that no plan has yet',
    idempotent: true,
    params: roundUnitParams,
    response: unitRemediation,
  }),
  fillRemediationPlan: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/remediation/plans/:number/fill',
    permission: 'remediation.edit',
    feature: 'remediation',
    summary: 'Take into a draft what no plan has yet',
    idempotent: true,
    params: planParams,
    response: unitRemediation,
  }),
  addRemediationTask: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/remediation/plans/:number/tasks',
    permission: 'remediation.edit',
    feature: 'remediation',
    summary: 'Add a task of the unit’s own',
    idempotent: true,
    params: planParams,
    body: taskBody.extend({ areaId: z.string().max(100) }),
    response: unitRemediation,
  }),
  sendRemediationPlan: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/remediation/plans/:number/send',
    permission: 'remediation.send',
    feature: 'remediation',
    summary: 'Send the plan to the leader of the unit',
    idempotent: true,
    params: planParams,
    body: z.object({ sequence }),
    response: unitRemediation,
  }),
  returnRemediationPlan: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/remediation/plans/:number/return',
    permission: 'remediation.approve',
    feature: 'remediation',
    summary: 'The leader gives the plan back',
    idempotent: true,
    params: planParams,
    body: z.object({ sequence, reason: requiredText(4000) }),
    response: unitRemediation,
  }),
  approveRemediationPlan: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/remediation/plans/:number/approve',
    permission: 'remediation.approve',
    feature: 'remediation',
    summary: 'The leader approves the plan; from then on its tasks run',
    idempotent: true,
    params: planParams,
    body: z.object({ sequence }),
    response: unitRemediation,
  }),
  remediationDocument: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/remediation/plans/:number/document/:format',
    permission: 'remediation.read',
    feature: 'remediation',
    summary: 'The plan as an official document; a draft until it is approved',
    params: planParams.extend({ format: z.enum(['docx', 'pdf']) }),
    response: z.unknown(),
  }),
  saveRemediationTask: route({
    method: 'PUT',
    path: '/units/:unitId/remediation-tasks/:taskId',
    permission: 'remediation.edit',
    feature: 'remediation',
    summary: 'Say what is done about a shortcoming, by whom, until when',
    ifMatch: true,
    params: taskParams,
    body: taskBody,
    response: remediationTask,
  }),
  removeRemediationTask: route({
    method: 'DELETE',
    path: '/units/:unitId/remediation-tasks/:taskId',
    permission: 'remediation.edit',
    feature: 'remediation',
    summary: 'Take a task out of a draft',
    ifMatch: true,
    params: taskParams,
    response: unitRemediation,
  }),
  claimRemediationTask: route({
    method: 'POST',
    path: '/units/:unitId/remediation-tasks/:taskId/claim',
    permission: 'remediation.claim',
    feature: 'remediation',
    summary: 'Say that a task is done, with the proof',
    idempotent: true,
    params: taskParams,
    body: z.object({ sequence, note: text(4000), evidence: z.array(evidenceLink).min(1).max(50) }),
    response: remediationTask,
  }),
  checkRemediationTask: route({
    method: 'POST',
    path: '/units/:unitId/remediation-tasks/:taskId/check',
    permission: 'remediation.check',
    feature: 'remediation',
    summary: 'The lead agency of the area finds a task fixed or not fixed',
    idempotent: true,
    params: taskParams,
    body: z.object({ sequence, outcome: z.enum(['fixed', 'not-fixed']), note: text(4000) }),
    response: remediationTask,
  }),
  listRemediationTasks: route({
    method: 'GET',
    path: '/remediation-tasks',
    permission: 'remediation.read',
    feature: 'remediation',
    summary: 'Tasks of approved plans over units: overdue, repeated, waiting to be checked',
    query: pageQuery.extend(taskFilter),
    response: page(listedTask),
  }),
  exportRemediationTasks: route({
    method: 'GET',
    path: '/remediation-tasks/export',
    permission: 'remediation.read',
    feature: 'remediation',
    summary: 'The same list as CSV',
    query: z.object(taskFilter),
    response: z.unknown(),
  }),
  previewRemediationFigures: route({
    method: 'GET',
    path: '/rounds/:roundId/items/:itemId/remediation-figures',
    permission: 'facts.import',
    feature: 'remediation',
    summary: 'What an earlier round’s plans come to as two figures of an item, unit by unit',
    params: roundParams.extend({ itemId: z.string().max(100) }),
    query: z.object(figureChoice),
    response: remediationFigures,
  }),
  takeRemediationFigures: route({
    method: 'POST',
    path: '/rounds/:roundId/items/:itemId/remediation-figures',
    permission: 'facts.import',
    feature: 'remediation',
    summary: 'Store them: units cannot retype them',
    idempotent: true,
    params: roundParams.extend({ itemId: z.string().max(100) }),
    body: z.object(figureChoice),
    response: remediationFigures,
  }),
};

export type TaskCounts = Readonly<Record<(typeof TASK_OUTCOMES)[number], number>>;
