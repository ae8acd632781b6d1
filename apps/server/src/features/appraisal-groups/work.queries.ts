import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

type Held = Pick<Row<'appraiserAssignment'>, 'unitId' | 'id' | 'areaId' | 'accountId'>;

export interface HeldFilter {
  readonly roundId: string;
  readonly areaId?: string;
  readonly unitIds?: readonly string[];
  readonly accountIds?: readonly string[];
}

/** Assignments that hold. */
export function listHeld(db: Db, { roundId, areaId, unitIds, accountIds }: HeldFilter): Promise<Held[]> {
  let query = db
    .selectFrom('appraiserAssignment')
    .select(['unitId', 'id', 'areaId', 'accountId'])
    .where('roundId', '=', roundId)
    .where('endsAt', 'is', null);
  if (areaId !== undefined) query = query.where('areaId', '=', areaId);
  if (unitIds) query = query.where('unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`);
  if (accountIds)
    query = query.where('accountId', '=', sql<string>`any(${sql.val([...accountIds])}::uuid[])`);
  return query.execute();
}

export interface HeldSlice {
  readonly areaId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly after: readonly [unitName: string, id: string] | null;
  readonly limit: number;
}

/** Assignments that hold with names, by unit. */
export function pageOfHeld(db: Db, roundId: string, { areaId, accountId, after, limit }: HeldSlice) {
  let query = db
    .selectFrom('appraiserAssignment as a')
    .innerJoin('roundUnit as ru', (join) =>
      join.onRef('ru.unitId', '=', 'a.unitId').onRef('ru.roundId', '=', 'a.roundId'),
    )
    .leftJoin('account as p', 'p.id', 'a.accountId')
    .select([
      'a.id',
      'a.areaId',
      'a.unitId',
      'a.accountId',
      'a.startsAt',
      'ru.unitName',
      'p.displayName as person',
    ])
    .where('a.roundId', '=', roundId)
    .where('a.endsAt', 'is', null);
  if (areaId !== undefined) query = query.where('a.areaId', '=', areaId);
  if (accountId !== undefined) query = query.where('a.accountId', '=', accountId);
  if (after) query = query.where(sql<boolean>`(ru.unit_name, a.id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.orderBy('ru.unitName').orderBy('a.id').limit(limit).execute();
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 5000;

/** Appends what does not hold already. @returns how many were new */
export async function insertHeld(db: Db, rows: readonly NewRow<'appraiserAssignment'>[]): Promise<number> {
  let added = 0;
  for (let at = 0; at < rows.length; at += BATCH) {
    const inserted = await db
      .insertInto('appraiserAssignment')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    added += Number(inserted.numInsertedOrUpdatedRows ?? 0n);
  }
  return added;
}

/** Ends assignments that still hold. @returns how many did */
export async function endHeld(
  db: Db,
  roundId: string,
  rows: readonly Held[],
  end: { readonly endsAt: Date; readonly endedBy: string },
): Promise<number> {
  if (rows.length === 0) return 0;
  const ended = await db
    .updateTable('appraiserAssignment')
    .set(end)
    .where('roundId', '=', roundId)
    .where('unitId', '=', sql<string>`any(${sql.val(rows.map(({ unitId }) => unitId))}::uuid[])`)
    .where('id', '=', sql<string>`any(${sql.val(rows.map(({ id }) => id))}::uuid[])`)
    .where('endsAt', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

/** Pairs of person and unit in which the person has an interest. */
export function listBarred(
  db: Db,
  roundId: string,
): Promise<readonly { readonly accountId: string; readonly unitId: string }[]> {
  return db
    .selectFrom('interestConflict')
    .select(['accountId', 'unitId'])
    .where('roundId', '=', roundId)
    .where('endedAt', 'is', null)
    .execute();
}
