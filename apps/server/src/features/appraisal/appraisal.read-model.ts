import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** The wire protocol counts the parameters of a statement in 16 bits. */
const PARAMETERS = 65_535;

/** Appends decisions; the caller holds a lock or has just read the versions that they follow. */
export async function insertAppraisals(db: Db, rows: readonly NewRow<'itemAppraisal'>[]): Promise<void> {
  const columns = new Set(rows.flatMap((row) => Object.keys(row))).size;
  const batch = Math.floor(PARAMETERS / Math.max(columns, 1));
  for (let at = 0; at < rows.length; at += batch) {
    await db
      .insertInto('itemAppraisal')
      .values(rows.slice(at, at + batch))
      .execute();
  }
}
