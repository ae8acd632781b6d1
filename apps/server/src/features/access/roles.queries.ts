import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export async function insertRoleGrants(db: Db, grants: readonly NewRow<'roleGrant'>[]): Promise<void> {
  if (grants.length > 0) await db.insertInto('roleGrant').values(grants).execute();
}

/** Every role of the account, newest first, those that have ended included. */
export function listGrants(db: Db, accountId: string): Promise<Row<'roleGrant'>[]> {
  return db
    .selectFrom('roleGrant')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('startsAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Roles held now or from a later instant on, the oldest first. */
export function listComingGrants(db: Db, accountId: string, now: Date): Promise<Row<'roleGrant'>[]> {
  return db
    .selectFrom('roleGrant')
    .selectAll()
    .where('accountId', '=', accountId)
    .where(sql<boolean>`(ends_at is null or (ends_at > ${now} and ends_at > starts_at))`)
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
}

/** A grant that has not started yet ends at its own start: it is never held. */
export async function endGrant(
  db: Db,
  { accountId, id, startsAt }: Pick<Row<'roleGrant'>, 'accountId' | 'id' | 'startsAt'>,
  endsAt: Date,
  endedBy: string | null,
): Promise<void> {
  const end = endsAt < startsAt ? startsAt : endsAt;
  await db
    .updateTable('roleGrant')
    .set({ endsAt: end, endedBy })
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .execute();
}

/** Holds the account until the transaction ends, so that two changes of its roles come one after the other. */
export async function lockAccounts(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}
