import type { NewRow, Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface GroupKey {
  readonly roundId: string;
  readonly groupId: string;
}
export type GroupRow = Row<'appraisalGroup'>;
export type MemberRow = Row<'appraisalGroupMember'> & { readonly displayName: string };

/** In the order in which they were set up; one group when named. */
export function listGroupRows(db: Db, roundId: string, groupId?: string): Promise<GroupRow[]> {
  let query = db.selectFrom('appraisalGroup').selectAll().where('roundId', '=', roundId);
  if (groupId !== undefined) query = query.where('id', '=', groupId);
  return query.orderBy('id').execute();
}

/** The group, held until the transaction ends: who is in it changes one after the other. */
export function holdGroupRow(db: Db, { roundId, groupId }: GroupKey): Promise<GroupRow | undefined> {
  return db
    .selectFrom('appraisalGroup')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirst();
}

/** Those in the groups first, then those who left; by part and name. */
export function listMemberRows(db: Db, roundId: string, groupId?: string): Promise<MemberRow[]> {
  let query = db
    .selectFrom('appraisalGroupMember as m')
    .innerJoin('account as a', 'a.id', 'm.accountId')
    .selectAll('m')
    .select('a.displayName')
    .where('m.roundId', '=', roundId);
  if (groupId !== undefined) query = query.where('m.groupId', '=', groupId);
  return query
    .orderBy('m.leftAt', (order) => order.asc().nullsFirst())
    .orderBy('a.displayName')
    .orderBy('m.id')
    .execute();
}

export async function insertGroup(db: Db, row: NewRow<'appraisalGroup'>): Promise<void> {
  await db.insertInto('appraisalGroup').values(row).execute();
}

/** False when somebody else changed the group first. */
export async function updateGroup(
  db: Db,
  { roundId, groupId }: GroupKey,
  version: number,
  change: RowUpdate<'appraisalGroup'>,
): Promise<boolean> {
  const updated = await db
    .updateTable('appraisalGroup')
    .set({ ...change, version: version + 1 })
    .where('roundId', '=', roundId)
    .where('id', '=', groupId)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function insertMembers(db: Db, rows: readonly NewRow<'appraisalGroupMember'>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('appraisalGroupMember').values(rows).execute();
}

/** Ends memberships that still hold. @returns how many did */
export async function endMembers(
  db: Db,
  { roundId, groupId }: GroupKey,
  ids: readonly string[],
  left: { readonly leftAt: Date; readonly leftBy: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  const ended = await db
    .updateTable('appraisalGroupMember')
    .set(left)
    .where('roundId', '=', roundId)
    .where('groupId', '=', groupId)
    .where('id', 'in', [...ids])
    .where('leftAt', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
