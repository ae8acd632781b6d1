import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface EntryKey {
  readonly unitId: string;
  readonly roundId: string;
  readonly itemId: string;
}

/** False when the version exists already: somebody else saved first. */
export async function insertEntry(db: Db, row: NewRow<'itemEntry'>): Promise<boolean> {
  const inserted = await db
    .insertInto('itemEntry')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 4000;

export async function insertEntries(db: Db, rows: readonly NewRow<'itemEntry'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await db
      .insertInto('itemEntry')
      .values(rows.slice(at, at + BATCH))
      .execute();
  }
}

export function listEntryVersions(
  db: Db,
  key: EntryKey,
  before: number | null,
  limit: number,
): Promise<(Row<'itemEntry'> & { readonly authorName: string | null })[]> {
  let query = db
    .selectFrom('itemEntry as e')
    .leftJoin('account as a', 'a.id', 'e.authorId')
    .selectAll('e')
    .select('a.displayName as authorName')
    .where('e.unitId', '=', key.unitId)
    .where('e.roundId', '=', key.roundId)
    .where('e.itemId', '=', key.itemId);
  if (before !== null) query = query.where('e.version', '<', before);
  return query.orderBy('e.version', 'desc').limit(limit).execute();
}
