import { sql } from 'kysely';
import { CARD_ROLES } from '@parix/workflow';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}
/** A column of the table and the id in it: who an item is given to. */
export type Holder = { readonly accountId: string } | { readonly divisionId: string };

export type AssignmentRow = Row<'itemAssignment'> & {
  readonly name: string;
  readonly reachable: boolean;
  readonly assignedByName: string | null;
  readonly endedByName: string | null;
};

/** Whether the person `p` or the division `d` is still there to fill the item. */
const reachableAt = (now: Date) => sql<boolean>`case
  when a.division_id is not null then d.ended_at is null
  else p.disabled_at is null and p.unit_id = a.unit_id and exists (
    select from role_grant g where g.account_id = p.id and g.role = any(${sql.val([...CARD_ROLES])})
      and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now})) end`;

const assignments = (db: Db, { roundId, unitId }: CardKey, now: Date) =>
  db
    .selectFrom('itemAssignment as a')
    .leftJoin('account as p', 'p.id', 'a.accountId')
    .leftJoin('division as d', (join) =>
      join.onRef('d.unitId', '=', 'a.unitId').onRef('d.id', '=', 'a.divisionId'),
    )
    .leftJoin('account as giver', 'giver.id', 'a.assignedBy')
    .leftJoin('account as ender', 'ender.id', 'a.endedBy')
    .selectAll('a')
    .select([
      sql<string>`coalesce(p.display_name, d.name, '')`.as('name'),
      reachableAt(now).as('reachable'),
      'giver.displayName as assignedByName',
      'ender.displayName as endedByName',
    ])
    .where('a.unitId', '=', unitId)
    .where('a.roundId', '=', roundId);

export interface AssignmentFilter {
  readonly itemIds?: readonly string[] | undefined;
  readonly holder?: Holder | undefined;
  readonly unreachable?: boolean;
  readonly ended?: boolean;
  readonly after?: readonly [itemId: string, id: string] | null;
  readonly limit?: number;
}

/** By item, then id (which is by time). Those that hold, unless `ended`. */
export function listAssignmentRows(
  db: Db,
  card: CardKey,
  now: Date,
  { itemIds, holder, unreachable, ended, after, limit }: AssignmentFilter = {},
): Promise<AssignmentRow[]> {
  let query = assignments(db, card, now);
  if (!ended) query = query.where('a.endsAt', 'is', null);
  if (itemIds) query = query.where('a.itemId', '=', sql<string>`any(${sql.val([...itemIds])}::text[])`);
  if (holder) query = query.where(isHeldBy(holder));
  if (unreachable) query = query.where(sql<boolean>`not (${reachableAt(now)})`);
  if (after) query = query.where(sql<boolean>`(a.item_id, a.id) > (${after[0]}, ${after[1]}::uuid)`);
  query = query.orderBy('a.itemId').orderBy('a.id');
  return (limit === undefined ? query : query.limit(limit)).execute();
}

const isHeldBy = (holder: Holder) =>
  'accountId' in holder
    ? sql<boolean>`a.account_id = ${holder.accountId}`
    : sql<boolean>`a.division_id = ${holder.divisionId}`;

export function findAssignment(
  db: Db,
  card: CardKey,
  id: string,
  now: Date,
): Promise<AssignmentRow | undefined> {
  return assignments(db, card, now).where('a.id', '=', id).executeTakeFirst();
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 4000;

/** Appends what does not hold already. @returns how many were new */
export async function insertAssignments(db: Db, rows: readonly NewRow<'itemAssignment'>[]): Promise<number> {
  let added = 0;
  for (let at = 0; at < rows.length; at += BATCH) {
    const inserted = await db
      .insertInto('itemAssignment')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    added += Number(inserted.numInsertedOrUpdatedRows ?? 0n);
  }
  return added;
}

export interface Ending {
  readonly endsAt: Date;
  readonly endedBy: string;
  readonly endRequestId: string | null;
}

/** Ends those of the card that still hold. @returns the ids that were ended */
export async function endAssignments(
  db: Db,
  { roundId, unitId }: CardKey,
  ids: readonly string[],
  ending: Ending,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('itemAssignment')
    .set(ending)
    .where('unitId', '=', unitId)
    .where('roundId', '=', roundId)
    .where('id', '=', sql<string>`any(${sql.val([...ids])}::uuid[])`)
    .where('endsAt', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The latest earlier round in which items of the unit's card were given to somebody. */
export async function findRoundToCopy(db: Db, { roundId, unitId }: CardKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('itemAssignment as a')
    .innerJoin('round as r', 'r.id', 'a.roundId')
    .select('r.id')
    .where('a.unitId', '=', unitId)
    .where('a.roundId', '<>', roundId)
    .where(
      sql<boolean>`(r.index_year, r.created_at) < (select index_year, created_at from round where id = ${roundId})`,
    )
    .orderBy('r.indexYear', 'desc')
    .orderBy('r.createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
