import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** The person's identity at the single sign-on service; undefined: never used it. */
export function findSignOn(db: Db, accountId: string): Promise<Row<'signOnIdentity'> | undefined> {
  return db
    .selectFrom('signOnIdentity')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('lastUsedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findIdentity(
  db: Db,
  issuer: string,
  subject: string,
): Promise<Row<'signOnIdentity'> | undefined> {
  return db
    .selectFrom('signOnIdentity')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/** True when the account is already somebody's at the service: another person there is not let in as them. */
export async function isLinked(db: Db, issuer: string, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('signOnIdentity')
    .select('subject')
    .where('issuer', '=', issuer)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertIdentity(
  db: Db,
  { issuer, subject, accountId }: Pick<Row<'signOnIdentity'>, 'issuer' | 'subject' | 'accountId'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('signOnIdentity')
    .values({ issuer, subject, accountId, createdAt: now, lastUsedAt: now })
    .execute();
}

export async function touchIdentity(db: Db, issuer: string, subject: string, now: Date): Promise<void> {
  await db
    .updateTable('signOnIdentity')
    .set({ lastUsedAt: now })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}
