import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { unitNameOn } from '../../platform/unit-names.ts';

export interface CommendationFilter {
  readonly round?: string | undefined;
  readonly unit?: string | undefined;
  readonly id?: string | undefined;
}
export interface CommendationSlice {
  readonly after: readonly [date: string, id: string] | null;
  readonly limit: number;
}

/** Newest decision first. */
export function listCommendationRows(
  db: Db,
  { round, unit, id }: CommendationFilter,
  { after, limit }: CommendationSlice,
  now: Date,
) {
  let query = db
    .selectFrom('commendation as c')
    .innerJoin('round as r', 'r.id', 'c.roundId')
    .innerJoin('publication as p', 'p.id', 'c.publicationId')
    .leftJoin('commendationWithdrawal as w', 'w.commendationId', 'c.id')
    .leftJoin('account as a', 'a.id', 'w.authorId')
    .selectAll('c')
    .select(['r.title as roundTitle', 'r.indexYear', 'p.sequence'])
    .select(['w.reason as withdrawnReason', 'w.recordedAt as withdrawnAt', 'a.displayName as withdrawnBy'])
    .select(
      sql<boolean>`not exists (select from publication n where n.round_id = c.round_id
        and n.sequence > p.sequence and n.published_at <= ${now})`.as('stands'),
    );
  if (round !== undefined) query = query.where('c.roundId', '=', round);
  if (id !== undefined) query = query.where('c.id', '=', id);
  if (unit !== undefined)
    query = query.where(
      sql<boolean>`exists (select from commendation_recipient x where x.commendation_id = c.id and x.unit_id = ${unit})`,
    );
  if (after)
    query = query.where(sql<boolean>`(c.decision_date, c.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  return query.orderBy('c.decisionDate', 'desc').orderBy('c.id', 'desc').limit(limit).execute();
}
export type CommendationRow = Awaited<ReturnType<typeof listCommendationRows>>[number];

/** In the order of the decisions; units as they are called on the day. */
export async function recipientsOf(db: Db, ids: readonly string[], day: string) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('commendationRecipient as x')
    .selectAll('x')
    .select(unitNameOn('x.unitId', day).as('unitName'))
    .where('x.commendationId', '=', sql<string>`any(${sql.val([...ids])}::uuid[])`)
    .orderBy('x.commendationId')
    .orderBy('x.position')
    .execute();
}

export async function insertCommendation(
  db: Db,
  row: NewRow<'commendation'>,
  recipients: readonly NewRow<'commendationRecipient'>[],
): Promise<void> {
  await db.insertInto('commendation').values(row).execute();
  await db
    .insertInto('commendationRecipient')
    .values([...recipients])
    .execute();
}

/** False when it was withdrawn already. */
export async function insertWithdrawal(db: Db, row: NewRow<'commendationWithdrawal'>): Promise<boolean> {
  const inserted = await db
    .insertInto('commendationWithdrawal')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
