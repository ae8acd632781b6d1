import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type ConflictRow = Row<'interestConflict'> & {
  readonly person: string | null;
  readonly unitName: string;
  readonly declaredByName: string | null;
};

export interface ConflictFilter {
  readonly accountId?: string;
  readonly id?: string;
  readonly ended?: boolean;
  readonly after?: readonly [id: string] | null;
  readonly limit?: number;
}

/** Newest first (ids are by time). Those that hold, unless `ended`. */
export function listConflictRows(
  db: Db,
  roundId: string,
  { accountId, id, ended, after, limit }: ConflictFilter = {},
): Promise<ConflictRow[]> {
  let query = db
    .selectFrom('interestConflict as c')
    .innerJoin('roundUnit as ru', (join) =>
      join.onRef('ru.unitId', '=', 'c.unitId').onRef('ru.roundId', '=', 'c.roundId'),
    )
    .leftJoin('account as p', 'p.id', 'c.accountId')
    .leftJoin('account as d', 'd.id', 'c.declaredBy')
    .selectAll('c')
    .select(['p.displayName as person', 'ru.unitName', 'd.displayName as declaredByName'])
    .where('c.roundId', '=', roundId);
  if (!ended) query = query.where('c.endedAt', 'is', null);
  if (accountId !== undefined) query = query.where('c.accountId', '=', accountId);
  if (id !== undefined) query = query.where('c.id', '=', id);
  if (after) query = query.where(sql<boolean>`c.id < ${after[0]}::uuid`);
  query = query.orderBy('c.id', 'desc');
  return (limit === undefined ? query : query.limit(limit)).execute();
}

/** Appends interests that do not hold already. @returns how many were new */
export async function insertConflicts(db: Db, rows: readonly NewRow<'interestConflict'>[]): Promise<number> {
  if (rows.length === 0) return 0;
  const inserted = await db
    .insertInto('interestConflict')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0n);
}

export async function endConflict(
  db: Db,
  { unitId, roundId, id }: Pick<Row<'interestConflict'>, 'unitId' | 'roundId' | 'id'>,
  end: { readonly endedAt: Date; readonly endedBy: string; readonly endReason: string },
): Promise<boolean> {
  const updated = await db
    .updateTable('interestConflict')
    .set(end)
    .where('unitId', '=', unitId)
    .where('roundId', '=', roundId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export function findDeclaration(
  db: Db,
  roundId: string,
  accountId: string,
): Promise<Row<'interestDeclaration'> | undefined> {
  return db
    .selectFrom('interestDeclaration')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
}

/** Appends the declaration; the first one stays. */
export async function insertDeclaration(db: Db, row: NewRow<'interestDeclaration'>): Promise<boolean> {
  const inserted = await db
    .insertInto('interestDeclaration')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
