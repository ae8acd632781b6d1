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

/** How many units have a standing decision on each item: one taken after the last change of the figures. */
export async function decidedPerItem(db: Db, roundId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ itemId: string; decided: number }>`
    select p.item_id, count(*) as decided
    from (select unit_id, item_id, max(recorded_at) as recorded_at
          from item_appraisal where round_id = ${roundId} group by unit_id, item_id) p
    left join (select unit_id, item_id, max(recorded_at) as recorded_at
               from item_entry where round_id = ${roundId} group by unit_id, item_id) e using (unit_id, item_id)
    where e.recorded_at is null or p.recorded_at >= e.recorded_at
    group by p.item_id`.execute(db);
  return new Map(rows.map(({ itemId, decided }) => [itemId, decided]));
}
