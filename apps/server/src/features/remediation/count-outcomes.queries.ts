import type { TaskEvent } from '@parix/workflow';
import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface DueTask {
  readonly unitId: string;
  readonly id: string;
  readonly dueOn: string;
  readonly last: TaskEvent | null;
  /** The claim that stands. */
  readonly claimedAt: Date | null;
}

/** Tasks of approved plans after the round that were due between the days, both included. */
export async function dueTasks(
  db: Db,
  { roundId, from, to }: { readonly roundId: string; readonly from: string; readonly to: string },
): Promise<readonly DueTask[]> {
  const { rows } = await sql<DueTask>`
    select t.unit_id as "unitId", t.id, t.due_on as "dueOn", l.kind as last, c.at as "claimedAt"
    from remediation_task t
    left join lateral (select e.kind from remediation_task_event e
      where e.unit_id = t.unit_id and e.task_id = t.id order by e.sequence desc limit 1) l on true
    left join lateral (select e.at from remediation_task_event e
      where e.unit_id = t.unit_id and e.task_id = t.id and e.kind = 'claimed' order by e.sequence desc limit 1) c on true
    where t.round_id = ${roundId} and t.due_on between ${from} and ${to}
      and exists (select from remediation_event a where a.unit_id = t.unit_id and a.round_id = t.round_id
        and a.number = t.plan_number and a.kind = 'approved')
    order by t.unit_id, t.due_on, t.id`.execute(db);
  return rows;
}

export async function insertTake(db: Db, row: NewRow<'remediationTake'>): Promise<void> {
  await db.insertInto('remediationTake').values(row).execute();
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 5000;

export async function insertGiven(db: Db, rows: readonly NewRow<'remediationFigure'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('remediationFigure')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

/** The last counting for an item of a round. */
export function lastTake(db: Db, roundId: string, itemId: string) {
  return db
    .selectFrom('remediationTake as t')
    .leftJoin('account as a', 'a.id', 't.authorId')
    .select(['t.at', 't.formula', 't.units', 'a.displayName as by'])
    .where('t.roundId', '=', roundId)
    .where('t.itemId', '=', itemId)
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
