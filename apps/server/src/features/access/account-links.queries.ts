import type { AccountLinkKind, NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** A newer link takes the place of those of the same kind: only the last one that a person got works. */
export async function insertLink(db: Db, row: NewRow<'accountLink'>, now: Date): Promise<void> {
  await voidLinks(db, row.accountId, [row.kind], now);
  await db.insertInto('accountLink').values(row).execute();
}

export async function voidLinks(
  db: Db,
  accountId: string,
  kinds: readonly AccountLinkKind[],
  now: Date,
): Promise<void> {
  await db
    .updateTable('accountLink')
    .set({ usedAt: now })
    .where('accountId', '=', accountId)
    .where('kind', 'in', [...kinds])
    .where('usedAt', 'is', null)
    .execute();
}

/** The link while it is good, with its account; undefined otherwise, and for accounts that are disabled. */
export function findGoodLink(db: Db, tokenHash: Buffer, now: Date): Promise<Row<'accountLink'> | undefined> {
  return db
    .selectFrom('accountLink as l')
    .innerJoin('account as a', 'a.id', 'l.accountId')
    .selectAll('l')
    .where('l.tokenHash', '=', tokenHash)
    .where('l.usedAt', 'is', null)
    .where('l.expiresAt', '>', now)
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst();
}

/** Takes the link for its one use. Undefined when it is good no longer, or for something else. */
export async function takeLink(
  db: Db,
  tokenHash: Buffer,
  kind: AccountLinkKind,
  now: Date,
): Promise<Row<'accountLink'> | undefined> {
  return db
    .updateTable('accountLink')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returningAll()
    .executeTakeFirst();
}
