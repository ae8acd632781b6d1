import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type ReasonRow = Row<'reasonText'> & { readonly by: string | null };

const reasons = (db: Db, roundId: string) =>
  db
    .selectFrom('reasonText as r')
    .leftJoin('account as a', 'a.id', 'r.createdBy')
    .selectAll('r')
    .select('a.displayName as by')
    .where('r.roundId', '=', roundId);

/** Those of items first, then those of areas, each in the order in which they were written; of one item, or all. */
export function listReasonRows(
  db: Db,
  roundId: string,
  of?: { readonly areaId: string; readonly itemId: string },
): Promise<ReasonRow[]> {
  let query = reasons(db, roundId).where('r.endedAt', 'is', null);
  if (of)
    query = query
      .where('r.areaId', '=', of.areaId)
      .where((is) => is.or([is('r.itemId', '=', of.itemId), is('r.itemId', 'is', null)]));
  return query
    .orderBy('r.itemId', (order) => order.asc().nullsLast())
    .orderBy('r.id')
    .execute();
}

export const findReasonRow = (db: Db, roundId: string, id: string): Promise<ReasonRow | undefined> =>
  reasons(db, roundId).where('r.id', '=', id).executeTakeFirst();

export async function insertReasonText(db: Db, row: NewRow<'reasonText'>): Promise<void> {
  await db.insertInto('reasonText').values(row).execute();
}

export async function endReasonRow(
  db: Db,
  roundId: string,
  id: string,
  end: { readonly endedAt: Date; readonly endedBy: string },
): Promise<void> {
  await db
    .updateTable('reasonText')
    .set(end)
    .where('roundId', '=', roundId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute();
}
