import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** Ways in which a person can prove who they are. */
export interface Ways {
  readonly password: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
  /** Recovery codes that are left; null: none were ever made. */
  readonly recoveryCodes: number | null;
  readonly signOn: boolean;
}

export async function findWays(db: Db, accountId: string): Promise<Ways> {
  const { rows } = await sql<Omit<Ways, 'recoveryCodes'> & { made: number; left: number }>`
    select a.password_hash is not null as password,
           exists (select from account_totp t where t.account_id = a.id and t.confirmed_at is not null) as totp,
           (select count(*)::int from passkey k where k.account_id = a.id) as passkeys,
           exists (select from sign_on_identity i where i.account_id = a.id) as "signOn",
           (select count(*)::int from recovery_code r where r.account_id = a.id) as made,
           (select count(*)::int from recovery_code r where r.account_id = a.id and r.used_at is null) as "left"
    from account a where a.id = ${accountId}`.execute(db);
  const row = rows[0];
  if (!row) return { password: false, totp: false, passkeys: 0, recoveryCodes: null, signOn: false };
  const { made, left, ...ways } = row;
  return { ...ways, recoveryCodes: made === 0 ? null : left };
}

export const hasSecondFactor = ({ totp, passkeys }: Ways): boolean => totp || passkeys > 0;

export function findTotp(db: Db, accountId: string): Promise<Row<'accountTotp'> | undefined> {
  return db.selectFrom('accountTotp').selectAll().where('accountId', '=', accountId).executeTakeFirst();
}

/** A new secret takes the place of one that was never confirmed; a confirmed one stays. False then. */
export async function putTotp(db: Db, accountId: string, sealedSecret: Buffer, now: Date): Promise<boolean> {
  const written = await db
    .insertInto('accountTotp')
    .values({ accountId, sealedSecret, createdAt: now })
    .onConflict((conflict) =>
      conflict
        .column('accountId')
        .doUpdateSet({ sealedSecret, createdAt: now, lastStep: null })
        .where('accountTotp.confirmedAt', 'is', null),
    )
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** False when this step or a later one was accepted before: each code counts once. */
export async function takeTotpStep(db: Db, accountId: string, step: number, now: Date): Promise<boolean> {
  const taken = await db
    .updateTable('accountTotp')
    .set({ lastStep: step, confirmedAt: sql<Date>`coalesce(confirmed_at, ${now})` })
    .where('accountId', '=', accountId)
    .where((eb) => eb.or([eb('lastStep', 'is', null), eb('lastStep', '<', step)]))
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

export async function deleteTotp(db: Db, accountId: string): Promise<boolean> {
  const gone = await db.deleteFrom('accountTotp').where('accountId', '=', accountId).executeTakeFirst();
  return gone.numDeletedRows === 1n;
}

export async function replaceRecoveryCodes(
  db: Db,
  accountId: string,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  await deleteRecoveryCodes(db, accountId);
  if (hashes.length === 0) return;
  const rows = hashes.map((codeHash) => ({ accountId, codeHash, createdAt: now }));
  await db.insertInto('recoveryCode').values(rows).execute();
}

export async function deleteRecoveryCodes(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute();
}

/** False when there is no such code, or it was used. */
export async function takeRecoveryCode(
  db: Db,
  accountId: string,
  codeHash: Buffer,
  now: Date,
): Promise<boolean> {
  const taken = await db
    .updateTable('recoveryCode')
    .set({ usedAt: now })
    .where('accountId', '=', accountId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}
