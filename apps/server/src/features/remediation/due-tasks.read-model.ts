import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

/** A task of an approved plan that nobody has done, or that was found not fixed. */
export interface DueTask {
  readonly unitId: string;
  readonly unitName: string;
  readonly shortcoming: string;
  /** `YYYY-MM-DD`, the last day on which it may be done. */
  readonly dueOn: string;
  readonly ownerAccountId: string | null;
  readonly ownerDivisionId: string | null;
}

export interface RoundWithTasks {
  readonly id: string;
  readonly title: string;
}

/** Tasks that are open up to a day; on column `t`. */
const openTasks = (until: string) => sql`
  t.due_on <= ${until}::date
  and exists (select from remediation_event a where a.unit_id = t.unit_id and a.round_id = t.round_id
    and a.number = t.plan_number and a.kind = 'approved')
  and coalesce((select e.kind from remediation_task_event e where e.unit_id = t.unit_id and e.task_id = t.id
    order by e.sequence desc limit 1), 'not-fixed') = 'not-fixed'`;

/** Rounds after which tasks are open whose last day is not later than this. */
export async function roundsWithOpenTasks(db: Db, until: string): Promise<readonly RoundWithTasks[]> {
  const { rows } = await sql<RoundWithTasks>`
    select r.id, r.title from round r
    where exists (select from remediation_task t where t.round_id = r.id and ${openTasks(until)})
    order by r.id`.execute(db);
  return rows;
}

/** Units with such tasks after the round, by id. */
export async function unitsWithOpenTasks(db: Db, roundId: string, until: string): Promise<readonly string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select distinct t.unit_id as "unitId" from remediation_task t
    where t.round_id = ${roundId} and ${openTasks(until)} order by t.unit_id`.execute(db);
  return rows.map(({ unitId }) => unitId);
}

/** Such tasks of these units, those that were due first before the others. */
export async function openTasksOf(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
  until: string,
): Promise<readonly DueTask[]> {
  const { rows } = await sql<DueTask>`
    select t.unit_id as "unitId", ru.unit_name as "unitName", t.shortcoming, t.due_on::text as "dueOn",
      t.owner_account_id as "ownerAccountId", t.owner_division_id as "ownerDivisionId"
    from remediation_task t
    join round_unit ru on ru.unit_id = t.unit_id and ru.round_id = t.round_id
    where t.round_id = ${roundId} and t.unit_id = any(${sql.val([...unitIds])}::uuid[]) and ${openTasks(until)}
    order by t.due_on, t.unit_id, t.id`.execute(db);
  return rows;
}
