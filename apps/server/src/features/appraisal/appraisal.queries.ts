import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** False when the version exists already: somebody else decided first. */
export async function insertAppraisal(db: Db, row: NewRow<'itemAppraisal'>): Promise<boolean> {
  const inserted = await db
    .insertInto('itemAppraisal')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** How many units have a standing decision on each item: one taken on the figures as they are. */
export async function decidedPerItem(db: Db, roundId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ itemId: string; decided: number }>`
    select p.item_id, count(*) as decided
    from (select distinct on (unit_id, item_id) unit_id, item_id, recorded_at, entry_version
          from item_appraisal where round_id = ${roundId} order by unit_id, item_id, version desc) p
    left join (select distinct on (unit_id, item_id) unit_id, item_id, recorded_at, version
               from item_entry where round_id = ${roundId} order by unit_id, item_id, version desc) e
      using (unit_id, item_id)
    where e.version is null
      or case when p.entry_version is null then p.recorded_at >= e.recorded_at else p.entry_version >= e.version end
    group by p.item_id`.execute(db);
  return new Map(rows.map(({ itemId, decided }) => [itemId, decided]));
}
