import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 4000;

/** Stores notices; one that was told already (same person, same `onceKey`) is left out. @returns ids of those stored. */
export async function insertNotices(db: Db, rows: readonly NewRow<'notice'>[]): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (let at = 0; at < rows.length; at += BATCH) {
    const inserted = await db
      .insertInto('notice')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    for (const { id } of inserted) stored.add(id);
  }
  return stored;
}

export async function insertOutbox(db: Db, rows: readonly NewRow<'noticeOutbox'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('noticeOutbox')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

export async function insertDeliveries(db: Db, rows: readonly NewRow<'noticeDelivery'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('noticeDelivery')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
