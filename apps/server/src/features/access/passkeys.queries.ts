import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export async function insertChallenge(db: Db, row: NewRow<'passkeyChallenge'>, now: Date): Promise<void> {
  await db.deleteFrom('passkeyChallenge').where('expiresAt', '<=', now).execute();
  await db.insertInto('passkeyChallenge').values(row).execute();
}

/** Takes the challenge away with its first answer, right or wrong; undefined when there is none for this purpose. */
export async function takeChallenge(
  db: Db,
  id: string,
  accountId: string | null,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('passkeyChallenge')
    .where('id', '=', id)
    .where('accountId', 'is not distinct from', accountId)
    .returning(['challenge', 'expiresAt'])
    .executeTakeFirst();
  return row && row.expiresAt > now ? row.challenge : undefined;
}

export function findPasskey(db: Db, credentialId: string): Promise<Row<'passkey'> | undefined> {
  return db.selectFrom('passkey').selectAll().where('credentialId', '=', credentialId).executeTakeFirst();
}

export function listPasskeys(db: Db, accountId: string): Promise<Row<'passkey'>[]> {
  return db
    .selectFrom('passkey')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

/** False when the credential is known already. */
export async function insertPasskey(db: Db, row: NewRow<'passkey'>): Promise<boolean> {
  const inserted = await db
    .insertInto('passkey')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function touchPasskey(
  db: Db,
  credentialId: string,
  signCount: number,
  now: Date,
): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ signCount, lastUsedAt: now })
    .where('credentialId', '=', credentialId)
    .execute();
}

interface OwnPasskey {
  readonly accountId: string;
  readonly id: string;
}

/** False when the person has no such passkey. */
export async function renamePasskeyRow(
  db: Db,
  { accountId, id }: OwnPasskey,
  name: string,
): Promise<boolean> {
  const updated = await db
    .updateTable('passkey')
    .set({ name })
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function deletePasskey(db: Db, { accountId, id }: OwnPasskey): Promise<boolean> {
  const gone = await db
    .deleteFrom('passkey')
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows === 1n;
}

export async function deletePasskeysOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('passkey').where('accountId', '=', accountId).execute();
}
