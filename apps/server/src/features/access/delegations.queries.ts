import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type DelegationRow = Row<'delegation'> & { readonly fromName: string; readonly toName: string };

const delegations = (db: Db) =>
  db
    .selectFrom('delegation as d')
    .innerJoin('account as f', 'f.id', 'd.fromAccountId')
    .innerJoin('account as t', 't.id', 'd.toAccountId')
    .selectAll('d')
    .select(['f.displayName as fromName', 't.displayName as toName'])
    .orderBy('d.startsAt')
    .orderBy('d.id');

/** Delegations of the unit that have not ended, of one person when named. */
export function listDelegationRows(
  db: Db,
  unitId: string,
  now: Date,
  person?: string,
): Promise<DelegationRow[]> {
  let query = delegations(db).where('d.unitId', '=', unitId).where('d.endsAt', '>', now);
  query = query.where('d.revokedAt', 'is', null);
  if (person !== undefined) {
    query = query.where((eb) =>
      eb.or([eb('d.fromAccountId', '=', person), eb('d.toAccountId', '=', person)]),
    );
  }
  return query.execute();
}

export function findDelegationRow(db: Db, unitId: string, id: string): Promise<DelegationRow | undefined> {
  return delegations(db).where('d.unitId', '=', unitId).where('d.id', '=', id).executeTakeFirst();
}

export async function insertDelegation(db: Db, row: NewRow<'delegation'>): Promise<void> {
  await db.insertInto('delegation').values(row).execute();
}

/** False when it has ended or was called off before. */
export async function revokeDelegationRow(
  db: Db,
  unitId: string,
  id: string,
  revokedBy: string,
  now: Date,
): Promise<boolean> {
  const updated = await db
    .updateTable('delegation')
    .set({ revokedAt: now, revokedBy })
    .where('unitId', '=', unitId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('endsAt', '>', now)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Calls off what the person does for others and what others do for them. */
export async function revokeDelegationsOf(
  db: Db,
  accountId: string,
  revokedBy: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('delegation')
    .set({ revokedAt: now, revokedBy })
    .where((eb) => eb.or([eb('fromAccountId', '=', accountId), eb('toAccountId', '=', accountId)]))
    .where('revokedAt', 'is', null)
    .where('endsAt', '>', now)
    .execute();
}
