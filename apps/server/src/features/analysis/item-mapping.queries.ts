import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** The last revision that was confirmed, with the name of who did. */
export function findMapping(
  db: Db,
  from: string,
  to: string,
): Promise<(Row<'itemMapping'> & { readonly confirmedByName: string | null }) | undefined> {
  return db
    .selectFrom('itemMapping as m')
    .leftJoin('account as a', 'a.id', 'm.confirmedBy')
    .selectAll('m')
    .select('a.displayName as confirmedByName')
    .where('m.fromVersionId', '=', from)
    .where('m.toVersionId', '=', to)
    .orderBy('m.revision', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when the revision exists already. */
export async function insertMapping(db: Db, row: NewRow<'itemMapping'>): Promise<boolean> {
  const inserted = await db
    .insertInto('itemMapping')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
