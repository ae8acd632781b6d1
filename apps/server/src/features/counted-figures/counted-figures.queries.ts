import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type CountedRow = Row<'countedFigure'>;
export type TakeRow = Row<'countedTake'> & { readonly by: string | null };

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 3000;

export async function insertTake(db: Db, row: NewRow<'countedTake'>): Promise<void> {
  await db.insertInto('countedTake').values(row).execute();
}

export async function insertCounted(db: Db, rows: readonly NewRow<'countedFigure'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('countedFigure')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

/** The standing counting of every figure of the units. */
export function latestCounted(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
  itemId?: string,
): Promise<CountedRow[]> {
  let query = db
    .selectFrom('countedFigure')
    .distinctOn(['unitId', 'itemId', 'figureKey'])
    .selectAll()
    .where('roundId', '=', roundId)
    .where('unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('itemId', '=', itemId);
  return query.orderBy('unitId').orderBy('itemId').orderBy('figureKey').orderBy('sequence', 'desc').execute();
}

/** The last takings of a round, newest first. */
export function lastTakes(db: Db, roundId: string, limit: number): Promise<TakeRow[]> {
  return db
    .selectFrom('countedTake as t')
    .leftJoin('account as a', 'a.id', 't.authorId')
    .selectAll('t')
    .select('a.displayName as by')
    .where('t.roundId', '=', roundId)
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(limit)
    .execute();
}

/** True when the opening or closing at the instant has been taken. */
export async function isTaken(
  db: Db,
  roundId: string,
  occasion: 'opening' | 'closing',
  dueAt: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('countedTake')
    .select('id')
    .where('roundId', '=', roundId)
    .where('occasion', '=', occasion)
    .where('dueAt', '=', dueAt)
    .executeTakeFirst();
  return row !== undefined;
}

/** Rounds in which units declare, whatever the clock says. */
export function roundsInSelfScoring(db: Db): Promise<Row<'round'>[]> {
  return db.selectFrom('round').selectAll().where('state', '=', 'self-scoring').orderBy('id').execute();
}
