import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { rolesAt } from '../../platform/person.queries.ts';

export type AccountRow = Row<'account'> & { readonly unitName: string | null; readonly roles: string[] };

const accounts = (db: Db, now: Date) =>
  db
    .selectFrom('account as a')
    .leftJoin('unit as u', 'u.id', 'a.unitId')
    .selectAll('a')
    .select(['u.name as unitName', rolesAt(now)]);

export function findAccountByUsername(db: Db, username: string, now: Date): Promise<AccountRow | undefined> {
  return accounts(db, now).where('a.username', '=', username).executeTakeFirst();
}

export function listAccountRows(
  db: Db,
  after: string | null,
  limit: number,
  now: Date,
): Promise<AccountRow[]> {
  return accounts(db, now)
    .$if(after !== null, (query) => query.where('a.username', '>', after ?? ''))
    .orderBy('a.username')
    .limit(limit)
    .execute();
}

/** False when the name is taken. */
export async function insertAccount(db: Db, row: NewRow<'account'>): Promise<boolean> {
  const inserted = await db
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.column('username').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/**
 * Counts a wrong try; at `limit` the account is locked until `lockedUntil` and counting starts anew.
 * One statement, so that tries at the same moment all count. @returns whether it is locked now.
 */
export async function countFailure(db: Db, id: string, limit: number, lockedUntil: Date): Promise<boolean> {
  const row = await db
    .updateTable('account')
    .set({
      failedSignIns: sql<number>`case when failed_sign_ins + 1 >= ${limit} then 0 else failed_sign_ins + 1 end`,
      lockedUntil: sql<Date>`case when failed_sign_ins + 1 >= ${limit} then ${lockedUntil}::timestamptz else locked_until end`,
    })
    .where('id', '=', id)
    .returning('failedSignIns')
    .executeTakeFirstOrThrow();
  return row.failedSignIns === 0;
}

export async function clearFailures(db: Db, id: string): Promise<void> {
  await db.updateTable('account').set({ failedSignIns: 0, lockedUntil: null }).where('id', '=', id).execute();
}

/** False when there is no such account that is still enabled. */
export async function disableAccountRow(db: Db, id: string, now: Date): Promise<boolean> {
  const updated = await db
    .updateTable('account')
    .set({ disabledAt: now })
    .where('id', '=', id)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function insertRoleGrants(db: Db, grants: readonly NewRow<'roleGrant'>[]): Promise<void> {
  if (grants.length > 0) await db.insertInto('roleGrant').values(grants).execute();
}
