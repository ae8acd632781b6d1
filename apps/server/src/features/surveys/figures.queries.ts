import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 5000;

export async function insertFigures(db: Db, rows: readonly NewRow<'surveyFigure'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('surveyFigure')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

export async function insertImport(db: Db, row: NewRow<'surveyImport'>): Promise<void> {
  await db.insertInto('surveyImport').values(row).execute();
}

/** Items of which this survey has ever written a figure. */
export async function itemsWithFigures(db: Db, surveyId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('surveyFigure')
    .distinct()
    .select('itemId')
    .where('surveyId', '=', surveyId)
    .execute();
  return rows.map(({ itemId }) => itemId);
}
