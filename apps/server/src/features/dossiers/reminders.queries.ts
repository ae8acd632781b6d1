import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

export interface DueCounts {
  readonly overdue: number;
  readonly nearDue: number;
}

/** Open dossiers that are overdue at the end of the day, or near due and not overdue, by unit. */
export async function dueCounts(
  db: Db,
  unitIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, DueCounts>> {
  const { rows } = await sql<DueCounts & { unitId: string }>`
    select unit_id, count(*) filter (where overdue_from <= ${day})::int as overdue,
      count(*) filter (where near_due_from <= ${day} and (overdue_from is null or overdue_from > ${day}))::int
        as near_due
    from dossier
    where unit_id = any(${unitIds}::uuid[]) and (overdue_from is not null or near_due_from is not null)
    group by unit_id`.execute(db);
  return new Map(rows.map(({ unitId, overdue, nearDue }) => [unitId, { overdue, nearDue }]));
}

/** Units that were reminded since the instant. */
export async function remindedSince(
  db: Db,
  unitIds: readonly string[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('notice')
    .select('unitId')
    .distinct()
    .where('kind', '=', 'dossiers-due')
    .where('createdAt', '>=', since)
    .where('unitId', '=', sql<string>`any(${unitIds}::uuid[])`)
    .execute();
  return new Set(rows.map(({ unitId }) => unitId));
}
