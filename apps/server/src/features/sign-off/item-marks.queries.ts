import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}
export type MarkRow = Row<'itemMark'> & { readonly actorName: string | null };

/** The last mark of each item of the card; all items, or those named. */
export function latestMarks(db: Db, card: CardKey, itemIds?: readonly string[]): Promise<MarkRow[]> {
  let query = db
    .selectFrom('itemMark as m')
    .leftJoin('account as a', 'a.id', 'm.actorId')
    .distinctOn('m.itemId')
    .selectAll('m')
    .select('a.displayName as actorName')
    .where('m.unitId', '=', card.unitId)
    .where('m.roundId', '=', card.roundId);
  if (itemIds) query = query.where('m.itemId', '=', sql<string>`any(${sql.val([...itemIds])}::text[])`);
  return query.orderBy('m.itemId').orderBy('m.sequence', 'desc').execute();
}

/** False when the number is taken: somebody else marked the item first. */
export async function insertMark(db: Db, row: NewRow<'itemMark'>): Promise<boolean> {
  const inserted = await db
    .insertInto('itemMark')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
