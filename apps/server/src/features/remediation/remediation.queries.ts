import type { Assignee } from '@parix/api-contract';
import type { PlanEvent, TaskEvent } from '@parix/workflow';
import { sql } from 'kysely';
import type { NewRow, Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface UnitRoundKey {
  readonly roundId: string;
  readonly unitId: string;
}
export interface PlanKey extends UnitRoundKey {
  readonly number: number;
}
export interface TaskKey {
  readonly unitId: string;
  readonly taskId: string;
}

/** The story of every plan of the unit after the round, oldest first. */
export function planEvents(db: Db, { roundId, unitId }: UnitRoundKey) {
  return db
    .selectFrom('remediationEvent as e')
    .leftJoin('account as a', 'a.id', 'e.actorId')
    .selectAll('e')
    .select('a.displayName as actorName')
    .where('e.unitId', '=', unitId)
    .where('e.roundId', '=', roundId)
    .orderBy('e.number')
    .orderBy('e.sequence')
    .execute();
}
export type PlanEventRow = Awaited<ReturnType<typeof planEvents>>[number];

/** False when somebody else took the number. */
export async function insertPlanEvent(db: Db, row: NewRow<'remediationEvent'>): Promise<boolean> {
  const inserted = await db
    .insertInto('remediationEvent')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

const tasks = (db: Db) =>
  db
    .selectFrom('remediationTask as t')
    .leftJoin('account as p', 'p.id', 't.ownerAccountId')
    .leftJoin('division as d', (join) =>
      join.onRef('d.unitId', '=', 't.unitId').onRef('d.id', '=', 't.ownerDivisionId'),
    )
    .selectAll('t')
    .select(sql<string | null>`coalesce(p.display_name, d.name)`.as('ownerName'));

/** Tasks of every plan of the unit after the round, in the order of the plans. */
export function planTasks(db: Db, { roundId, unitId }: UnitRoundKey) {
  return tasks(db)
    .where('t.unitId', '=', unitId)
    .where('t.roundId', '=', roundId)
    .orderBy('t.planNumber')
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
}
export type TaskRow = Awaited<ReturnType<typeof planTasks>>[number];

export function findTask(db: Db, { unitId, taskId }: TaskKey): Promise<Row<'remediationTask'> | undefined> {
  return db
    .selectFrom('remediationTask')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('id', '=', taskId)
    .executeTakeFirst();
}

/** What is there already about the same item or finding stays. */
export async function insertTasks(db: Db, rows: readonly NewRow<'remediationTask'>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('remediationTask')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** False when the task has another version by now. */
export async function updateTask(
  db: Db,
  { unitId, taskId }: TaskKey,
  version: number,
  change: RowUpdate<'remediationTask'>,
): Promise<boolean> {
  const updated = await db
    .updateTable('remediationTask')
    .set({ ...change, version: version + 1 })
    .where('unitId', '=', unitId)
    .where('id', '=', taskId)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function setRepeats(
  db: Db,
  { unitId, taskId }: TaskKey,
  repeats: { readonly unitId: string; readonly id: string } | null,
): Promise<void> {
  await db
    .updateTable('remediationTask')
    .set({ repeatsUnitId: repeats?.unitId ?? null, repeatsId: repeats?.id ?? null })
    .where('unitId', '=', unitId)
    .where('id', '=', taskId)
    .execute();
}

export async function deleteTask(db: Db, { unitId, taskId }: TaskKey, version: number): Promise<boolean> {
  const deleted = await db
    .deleteFrom('remediationTask')
    .where('unitId', '=', unitId)
    .where('id', '=', taskId)
    .where('version', '=', version)
    .executeTakeFirst();
  return deleted.numDeletedRows === 1n;
}

/** Stories of tasks, oldest first. */
export async function taskEvents(db: Db, unitId: string, taskIds: readonly string[]) {
  if (taskIds.length === 0) return [];
  return db
    .selectFrom('remediationTaskEvent as e')
    .leftJoin('account as a', 'a.id', 'e.actorId')
    .selectAll('e')
    .select('a.displayName as actorName')
    .where('e.unitId', '=', unitId)
    .where('e.taskId', '=', sql<string>`any(${sql.val([...taskIds])}::uuid[])`)
    .orderBy('e.taskId')
    .orderBy('e.sequence')
    .execute();
}
export type TaskEventRow = Awaited<ReturnType<typeof taskEvents>>[number];

/** False when somebody else took the number. */
export async function insertTaskEvent(db: Db, row: NewRow<'remediationTaskEvent'>): Promise<boolean> {
  const inserted = await db
    .insertInto('remediationTaskEvent')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** An earlier task, as a later one refers to it. */
export interface EarlierTask {
  readonly id: string;
  readonly unitId: string;
  readonly roundId: string;
  readonly roundTitle: string;
  readonly indexYear: number;
  readonly setVersionId: string;
  readonly itemId: string | null;
  readonly findingId: string | null;
  readonly last: TaskEvent | null;
}

const earlier = sql`
  select t.id, t.unit_id as "unitId", t.round_id as "roundId", r.title as "roundTitle", r.index_year as "indexYear",
    r.set_version_id as "setVersionId", t.item_id as "itemId", t.finding_id as "findingId",
    (select e.kind from remediation_task_event e where e.unit_id = t.unit_id and e.task_id = t.id
     order by e.sequence desc limit 1) as last
  from remediation_task t join round r on r.id = t.round_id`;

/** Tasks of approved plans of these units after rounds of years before, the newest year first. */
export async function earlierTasks(
  db: Db,
  unitIds: readonly string[],
  before: number,
): Promise<readonly EarlierTask[]> {
  const { rows } = await sql<EarlierTask>`
    ${earlier}
    where t.unit_id = any(${sql.val([...unitIds])}::uuid[]) and r.index_year < ${before}
      and exists (select from remediation_event a where a.unit_id = t.unit_id and a.round_id = t.round_id
        and a.number = t.plan_number and a.kind = 'approved')
    order by r.index_year desc, t.id desc`.execute(db);
  return rows;
}

/** The tasks that others repeat, by their ids. */
export async function tasksById(db: Db, keys: readonly TaskKey[]): Promise<ReadonlyMap<string, EarlierTask>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<EarlierTask>`
    ${earlier}
    where t.unit_id = any(${sql.val(keys.map(({ unitId }) => unitId))}::uuid[])
      and t.id = any(${sql.val(keys.map(({ taskId }) => taskId))}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Index years before this one after whose rounds plans were approved. */
export async function plannedYears(db: Db, before: number): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct r.index_year as year from round r
    where r.index_year < ${before}
      and exists (select from remediation_event e where e.round_id = r.id and e.kind = 'approved')
    order by 1`.execute(db);
  return rows.map(({ year }) => year);
}

/** People of the unit with a role in it now, and its divisions that have not ended: who tasks are given to. */
export async function ownersOf(db: Db, unitId: string, now: Date): Promise<readonly Assignee[]> {
  const { rows } = await sql<Assignee>`
    select 'division' as kind, d.id, d.name, 0 as place from division d
    where d.unit_id = ${unitId} and d.ended_at is null
    union all
    select 'person', a.id, a.display_name, 1 from account a
    where a.unit_id = ${unitId} and a.disabled_at is null and exists (
      select from role_grant g where g.account_id = a.id
        and g.role in ('focal-point', 'contributor', 'unit-leader')
        and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now}))
    order by place, name, id`.execute(db);
  return rows.map(({ kind, id, name }) => ({ kind, id, name }));
}

export interface PlanCounts {
  readonly unitId: string;
  readonly last: PlanEvent;
  readonly tasks: number;
  readonly claimed: number;
  readonly fixed: number;
  readonly overdue: number;
  readonly repeated: number;
}

/** Per unit: where its newest plan stands, and its tasks after the round. `today`: legal day in Vietnam. */
export async function planCounts(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, PlanCounts>> {
  const ids = sql`any(${sql.val([...unitIds])}::uuid[])`;
  const { rows } = await sql<PlanCounts>`
    with plan as (
      select distinct on (unit_id) unit_id, kind from remediation_event
      where round_id = ${roundId} and unit_id = ${ids} order by unit_id, number desc, sequence desc
    ), task as (
      select t.unit_id, t.due_on, t.repeats_id, l.kind as last, exists (
          select from remediation_event a where a.unit_id = t.unit_id and a.round_id = t.round_id
            and a.number = t.plan_number and a.kind = 'approved') as running
      from remediation_task t left join lateral (
        select e.kind from remediation_task_event e where e.unit_id = t.unit_id and e.task_id = t.id
        order by e.sequence desc limit 1) l on true
      where t.round_id = ${roundId} and t.unit_id = ${ids}
    )
    select p.unit_id as "unitId", p.kind as last, count(t.unit_id)::int as tasks,
      (count(*) filter (where t.last = 'claimed'))::int as claimed,
      (count(*) filter (where t.last = 'fixed'))::int as fixed,
      (count(*) filter (where t.running and t.due_on < ${today} and coalesce(t.last, 'not-fixed') = 'not-fixed'))::int
        as overdue,
      (count(*) filter (where t.repeats_id is not null))::int as repeated
    from plan p left join task t using (unit_id) group by p.unit_id, p.kind`.execute(db);
  return new Map(rows.map((row) => [row.unitId, row]));
}
