import {
  may,
  type PlanEvent,
  type PlanState,
  planStateOf,
  type Relation,
  type TaskState,
  taskStateOf,
} from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { foreignAreas } from '../appraisal-groups/area-leads.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import {
  planEvents,
  type PlanEventRow,
  planTasks,
  taskEvents,
  type TaskEventRow,
  type TaskRow,
  type UnitRoundKey,
} from './remediation.queries.ts';

/** A task with its story. */
export interface OpenTask {
  readonly row: TaskRow;
  readonly events: readonly TaskEventRow[];
  readonly state: TaskState;
}
export interface OpenPlan {
  readonly number: number;
  readonly state: PlanState;
  /** Number of the last event. */
  readonly sequence: number;
  readonly events: readonly PlanEventRow[];
  readonly tasks: readonly OpenTask[];
}
/** The plans of one unit after one round, with how the person stands to them. */
export interface OpenPlans {
  readonly round: Round;
  readonly unit: RoundUnit;
  readonly relation: Relation;
  readonly plans: readonly OpenPlan[];
  /** Areas whose lead agency is another one than the person's. */
  readonly foreign: ReadonlySet<string>;
}

/** Reads everything of the plans; refuses whoever may not. The caller holds the card when it is going to write. */
export async function openPlans(context: Context, key: UnitRoundKey): Promise<OpenPlans> {
  const { db, person, now } = context;
  const relation = await relationToTree(db, person, key.unitId, now);
  context.permit('remediation.read', relation);
  const round = await requireRound(db, key.roundId, now);
  const unit = await requireRoundUnit(db, key.roundId, key.unitId);
  const tasks = await planTasks(db, key);
  const ids = tasks.map(({ id }) => id);
  const stories = grouped(await taskEvents(db, key.unitId, ids), ({ taskId }) => taskId);
  const ofPlans = grouped(tasks, ({ planNumber }) => planNumber);
  const plans = [...grouped(await planEvents(db, key), ({ number }) => number)].map(
    ([number, events]): OpenPlan => ({
      number,
      events,
      ...standingOf(events),
      tasks: (ofPlans.get(number) ?? []).map((row) => {
        const story = stories.get(row.id) ?? [];
        return { row, events: story, state: taskStateOf(story.at(-1)?.kind ?? null) };
      }),
    }),
  );
  return { round, unit, relation, plans, foreign: await foreignAreas(db, round.id, person) };
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function standingOf(events: readonly { readonly kind: PlanEvent; readonly sequence: number }[]) {
  const last = events.at(-1);
  if (!last) throw new Error('a plan without its opening');
  return { state: planStateOf(last.kind), sequence: last.sequence };
}

export const requirePlanOf = ({ plans }: OpenPlans, number: number): OpenPlan =>
  plans.find((plan) => plan.number === number) ?? refuse('not-found');

/** How the person stands to one task: whose it is, and whether their agency checks it. */
export function relationToTask(
  person: Person,
  { relation, foreign }: Pick<OpenPlans, 'relation' | 'foreign'>,
  { areaId, ownerAccountId, ownerDivisionId }: Pick<TaskRow, 'areaId' | 'ownerAccountId' | 'ownerDivisionId'>,
): Relation {
  const people = [person.accountId, ...person.actsFor];
  const ownItem =
    (ownerAccountId !== null && people.includes(ownerAccountId)) ||
    (ownerDivisionId !== null && ownerDivisionId === person.divisionId);
  const ownArea = areaId === null || (appraisesArea(person, areaId) && !foreign.has(areaId));
  return { ...relation, ownItem, ownArea };
}

/** What the person may do with the plan as a whole, as far as the table of rights and of steps says. */
export const mayAct = (person: Person, relation: Relation, event: Exclude<PlanEvent, 'opened'>): boolean =>
  may(person.roles, event === 'sent' ? 'remediation.send' : 'remediation.approve', relation);
