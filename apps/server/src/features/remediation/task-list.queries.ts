import type { TASK_LISTS } from '@parix/api-contract';
import type { TaskEvent } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { TaskRow } from './remediation.queries.ts';

export interface TaskFilter {
  readonly list: (typeof TASK_LISTS)[number];
  readonly round?: string | undefined;
  readonly area?: string | undefined;
  readonly unit?: string | undefined;
  /** Units that the person may read; undefined: every unit. */
  readonly readable: readonly string[] | undefined;
  /** Legal day in Vietnam. */
  readonly today: string;
}
export interface TaskSlice {
  readonly after: readonly [dueOn: string, unitId: string, id: string] | null;
  readonly limit: number;
}
export interface ListedRow extends TaskRow {
  readonly dueOn: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly roundTitle: string;
  readonly setVersionId: string;
  readonly last: TaskEvent | null;
  readonly claimedAt: Date | null;
}

/** Tasks of approved plans, those that were due first before the others. */
export async function listTaskRows(
  db: Db,
  filter: TaskFilter,
  { after, limit }: TaskSlice,
): Promise<readonly ListedRow[]> {
  let query = db
    .selectFrom('remediationTask as t')
    .innerJoin('roundUnit as ru', (join) =>
      join.onRef('ru.unitId', '=', 't.unitId').onRef('ru.roundId', '=', 't.roundId'),
    )
    .innerJoin('unit as u', 'u.id', 't.unitId')
    .innerJoin('round as r', 'r.id', 't.roundId')
    .leftJoin('account as p', 'p.id', 't.ownerAccountId')
    .leftJoin('division as d', (join) =>
      join.onRef('d.unitId', '=', 't.unitId').onRef('d.id', '=', 't.ownerDivisionId'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('remediationTaskEvent as e')
          .select('e.kind')
          .whereRef('e.unitId', '=', 't.unitId')
          .whereRef('e.taskId', '=', 't.id')
          .orderBy('e.sequence', 'desc')
          .limit(1)
          .as('l'),
      (join) => join.onTrue(),
    )
    .selectAll('t')
    .select(sql<string>`t.due_on`.as('dueOn'))
    .select([
      'u.code as unitCode',
      'ru.unitName',
      'r.title as roundTitle',
      'r.setVersionId',
      'l.kind as last',
    ])
    .select(sql<string | null>`coalesce(p.display_name, d.name)`.as('ownerName'))
    .select((eb) =>
      eb
        .selectFrom('remediationTaskEvent as c')
        .select('c.at')
        .whereRef('c.unitId', '=', 't.unitId')
        .whereRef('c.taskId', '=', 't.id')
        .where('c.kind', '=', 'claimed')
        .orderBy('c.sequence', 'desc')
        .limit(1)
        .as('claimedAt'),
    )
    .where(
      sql<boolean>`exists (select from remediation_event a where a.unit_id = t.unit_id
        and a.round_id = t.round_id and a.number = t.plan_number and a.kind = 'approved')`,
    );
  const { list, round, area, unit, readable, today } = filter;
  if (readable) query = query.where(sql<boolean>`t.unit_id = any(${sql.val([...readable])}::uuid[])`);
  if (round !== undefined) query = query.where('t.roundId', '=', round);
  if (area !== undefined) query = query.where('t.areaId', '=', area);
  if (unit !== undefined) query = query.where('t.unitId', '=', unit);
  if (list === 'repeated') query = query.where('t.repeatsId', 'is not', null);
  if (list === 'to-check') query = query.where('l.kind', '=', 'claimed');
  if (list === 'overdue')
    query = query
      .where('t.dueOn', '<', today)
      .where(sql<boolean>`coalesce(l.kind, 'not-fixed') = 'not-fixed'`);
  if (after)
    query = query.where(
      sql<boolean>`(t.due_on, t.unit_id, t.id) > (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::uuid)`,
    );
  return query.orderBy('t.dueOn').orderBy('t.unitId').orderBy('t.id').limit(limit).execute();
}
