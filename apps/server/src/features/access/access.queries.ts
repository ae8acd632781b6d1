import { sql } from 'kysely';
import type { DisabledReason, NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** What signing in needs to know of an account. */
export type SignInAccount = Pick<
  Row<'account'>,
  | 'id'
  | 'username'
  | 'passwordHash'
  | 'disabledAt'
  | 'disabledReason'
  | 'enabledAt'
  | 'createdAt'
  | 'lastSignInAt'
  | 'email'
  | 'locale'
  | 'displayName'
  | 'unitId'
>;
const SIGN_IN_COLUMNS = [
  'id',
  'username',
  'passwordHash',
  'disabledAt',
  'disabledReason',
  'enabledAt',
  'createdAt',
  'lastSignInAt',
  'email',
  'locale',
  'displayName',
  'unitId',
] as const satisfies readonly (keyof SignInAccount)[];

export function findAccountByUsername(db: Db, username: string): Promise<SignInAccount | undefined> {
  return db.selectFrom('account').select(SIGN_IN_COLUMNS).where('username', '=', username).executeTakeFirst();
}

export function findAccountById(db: Db, id: string): Promise<SignInAccount | undefined> {
  return db.selectFrom('account').select(SIGN_IN_COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function findAccountByEmail(db: Db, email: string): Promise<SignInAccount | undefined> {
  return db.selectFrom('account').select(SIGN_IN_COLUMNS).where('email', '=', email).executeTakeFirst();
}

/** By user name or by mail address. */
export function findAccountByName(db: Db, name: string): Promise<SignInAccount | undefined> {
  return db
    .selectFrom('account')
    .select(SIGN_IN_COLUMNS)
    .where((eb) => eb.or([eb('username', '=', name), eb('email', '=', name)]))
    .executeTakeFirst();
}

export async function findPasswordHash(db: Db, id: string): Promise<string | null | undefined> {
  const row = await db.selectFrom('account').select('passwordHash').where('id', '=', id).executeTakeFirst();
  return row?.passwordHash;
}

/** What of a new row was taken by somebody else; null: it was written. */
export async function insertAccount(db: Db, row: NewRow<'account'>): Promise<'username' | 'email' | null> {
  const inserted = await db
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return null;
  const same = await db
    .selectFrom('account')
    .select('id')
    .where('username', '=', row.username)
    .executeTakeFirst();
  return same ? 'username' : 'email';
}

export async function setPasswordHash(db: Db, id: string, passwordHash: string | null): Promise<void> {
  await db.updateTable('account').set({ passwordHash }).where('id', '=', id).execute();
}

export async function setLastSignIn(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('account').set({ lastSignInAt: now }).where('id', '=', id).execute();
}

/** False when there is no such account that is still enabled. */
export async function disableAccountRow(
  db: Db,
  id: string,
  disabledReason: DisabledReason,
  now: Date,
): Promise<boolean> {
  const updated = await db
    .updateTable('account')
    .set({ disabledAt: now, disabledReason, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** True when the account holds the administrator's role and no other enabled account does. */
export async function isLastAdministrator(db: Db, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from account a join role_grant g on g.account_id = a.id
    where a.disabled_at is null and g.role = 'administrator' and g.starts_at <= ${now}
      and (g.ends_at is null or g.ends_at > ${now})
    limit 2`.execute(db);
  return rows.length === 1 && rows[0]?.id === id;
}
