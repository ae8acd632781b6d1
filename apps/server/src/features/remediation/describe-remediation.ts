import {
  type Assignee,
  evidenceLink,
  type RemediationPlan,
  type RemediationTask,
  type UnitRemediation,
} from '@parix/api-contract';
import {
  daysLate,
  findPlanMove,
  findTaskMove,
  isOverdue,
  may,
  PLAN_EVENTS,
  taskStateOf,
} from '@parix/workflow';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decimalOf } from '../../platform/exact-decimal.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { type EarlierTask, ownersOf, tasksById, type TaskRow } from './remediation.queries.ts';
import { mayAct, type OpenPlan, type OpenPlans, type OpenTask, relationToTask } from './open-plans.ts';

type RepeatedTask = NonNullable<RemediationTask['repeats']>;
const storedEvidence = z.array(evidenceLink);

/** What a description needs beside the rows. */
interface View {
  readonly context: Context;
  readonly open: OpenPlans;
  readonly stored: StoredSet;
  readonly repeated: ReadonlyMap<string, EarlierTask>;
}

/** The plans as people read them. */
export async function describePlans(
  context: Context,
  open: OpenPlans,
  waiting: UnitRemediation['waiting'],
): Promise<UnitRemediation> {
  const view = await viewOf(context, open);
  const { round, unit, relation, plans } = open;
  const edits = may(context.person.roles, 'remediation.edit', relation);
  const drafting = plans.some(({ state }) => state !== 'approved');
  return {
    roundId: round.id,
    roundTitle: round.title,
    indexYear: round.indexYear,
    unitId: unit.id,
    unitName: unit.name,
    plans: plans.map((plan) => describePlan(view, plan)),
    openable: edits && !drafting && waiting.lostItems + waiting.findings > 0,
    waiting,
    areas: view.stored.set.areas.map(({ id, name }) => ({ id, name })),
    owners: relation.ownUnit === true ? [...(await ownersOf(context.db, unit.id, context.now))] : [],
  };
}

export async function describeOneTask(context: Context, open: OpenPlans, taskId: string) {
  const view = await viewOf(context, open);
  for (const plan of open.plans)
    for (const task of plan.tasks) if (task.row.id === taskId) return describeTask(view, plan, task);
  throw new Error('the task is not of these plans');
}

async function viewOf(context: Context, open: OpenPlans): Promise<View> {
  const stored = await requirePlan(context.db, open.round.setVersionId);
  return { context, open, stored, repeated: await repeatedOf(context.db, tasksOf(open)) };
}

const tasksOf = ({ plans }: OpenPlans): readonly TaskRow[] =>
  plans.flatMap(({ tasks }) => tasks.map(({ row }) => row));

/** The earlier tasks that these repeat, by id. */
export const repeatedOf = (
  db: Db,
  rows: readonly Pick<TaskRow, 'repeatsId' | 'repeatsUnitId'>[],
): Promise<ReadonlyMap<string, EarlierTask>> =>
  tasksById(
    db,
    rows.flatMap(({ repeatsId, repeatsUnitId }) =>
      repeatsId === null || repeatsUnitId === null ? [] : [{ taskId: repeatsId, unitId: repeatsUnitId }],
    ),
  );

function describePlan(view: View, plan: OpenPlan): RemediationPlan {
  const { context, open } = view;
  const { person } = context;
  return {
    number: plan.number,
    state: plan.state,
    sequence: plan.sequence,
    acts: PLAN_EVENTS.filter(
      (event) =>
        event !== 'opened' &&
        findPlanMove(plan.state, event) !== undefined &&
        mayAct(person, open.relation, event),
    ),
    editable: plan.state === 'draft' && may(person.roles, 'remediation.edit', open.relation),
    events: plan.events.map(({ sequence, kind, at, actorName, reason }) => ({
      sequence,
      kind,
      at: at.toISOString(),
      by: actorName,
      reason,
    })),
    tasks: plan.tasks.map((task) => describeTask(view, plan, task)),
  };
}

function describeTask(view: View, plan: OpenPlan, { row, events, state }: OpenTask): RemediationTask {
  const { context, open } = view;
  const { roles } = context.person;
  const relation = relationToTask(context.person, open, row);
  const running = plan.state === 'approved';
  const claimedAt = events.findLast(({ kind }) => kind === 'claimed')?.at ?? null;
  return {
    ...describeFields(row, { ...view, state, claimedAt, running }),
    said: row.said,
    version: row.version,
    sequence: events.at(-1)?.sequence ?? 0,
    events: events.map(({ sequence, kind, at, actorName, note, evidence }) => ({
      sequence,
      kind,
      at: at.toISOString(),
      by: actorName,
      note,
      evidence: storedEvidence.parse(evidence),
    })),
    editable: plan.state === 'draft' && may(roles, 'remediation.edit', relation),
    claimable:
      running && findTaskMove(state, 'claimed') !== undefined && may(roles, 'remediation.claim', relation),
    checkable:
      running && findTaskMove(state, 'fixed') !== undefined && may(roles, 'remediation.check', relation),
  };
}

/** What every list shows of a task. */
export function describeFields(
  row: TaskRow,
  view: {
    readonly context: Pick<Context, 'now'>;
    readonly stored: StoredSet;
    readonly repeated: ReadonlyMap<string, EarlierTask>;
    readonly state: RemediationTask['state'];
    readonly claimedAt: Date | null;
    /** The plan is approved: only then anything is late. */
    readonly running: boolean;
  },
) {
  const { stored, state } = view;
  const now = view.context.now.getTime();
  const { dueOn } = row;
  const tracked = dueOn === null ? null : { state, dueOn, claimedAt: view.claimedAt?.getTime() ?? null };
  const repeats = row.repeatsId === null ? undefined : view.repeated.get(row.repeatsId);
  return {
    id: row.id,
    source: row.source,
    itemId: row.itemId,
    itemName: row.itemId === null ? null : (stored.items.get(row.itemId)?.item.name ?? row.itemId),
    areaId: row.areaId,
    areaName: stored.set.areas.find(({ id }) => id === row.areaId)?.name ?? row.areaId,
    lostPoints: row.lostPoints === null ? null : decimalOf(row.lostPoints),
    shortcoming: row.shortcoming,
    measure: row.measure,
    product: row.product,
    owner: ownerOf(row),
    dueOn,
    state,
    overdue: view.running && tracked !== null && isOverdue(tracked, now),
    daysLate: view.running && tracked !== null ? daysLate(tracked, now) : 0,
    repeats: repeats ? toRepeated(repeats) : null,
  };
}

function ownerOf({ ownerAccountId, ownerDivisionId, ownerName }: TaskRow): Assignee | null {
  const name = ownerName ?? '–';
  if (ownerAccountId !== null) return { kind: 'person', id: ownerAccountId, name };
  return ownerDivisionId === null ? null : { kind: 'division', id: ownerDivisionId, name };
}

const toRepeated = ({ id, unitId, roundId, roundTitle, indexYear, last }: EarlierTask): RepeatedTask => ({
  taskId: id,
  unitId,
  roundId,
  roundTitle,
  indexYear,
  state: taskStateOf(last),
});
