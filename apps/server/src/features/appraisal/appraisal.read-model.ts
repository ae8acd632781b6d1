import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

const BATCH = 6000;

/** Appends decisions; the caller holds a lock or has just read the versions that they follow. */
export async function insertAppraisals(db: Db, rows: readonly NewRow<'itemAppraisal'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await db
      .insertInto('itemAppraisal')
      .values(rows.slice(at, at + BATCH))
      .execute();
  }
}
