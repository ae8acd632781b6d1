import { sql } from 'kysely';
import type { NewRow, Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type DivisionRow = Row<'division'> & { readonly people: number };

const divisions = (db: Db) =>
  db
    .selectFrom('division as d')
    .selectAll('d')
    .select(
      sql<number>`(select count(*) from account a
        where a.unit_id = d.unit_id and a.division_id = d.id and a.disabled_at is null)`.as('people'),
    );

/** By name, then id; `after` is the last row of the page before. */
export function listDivisionRows(
  db: Db,
  unitId: string,
  { ended, after, limit }: DivisionSlice,
): Promise<DivisionRow[]> {
  let query = divisions(db).where('d.unitId', '=', unitId);
  if (!ended) query = query.where('d.endedAt', 'is', null);
  if (after) query = query.where(sql<boolean>`(d.name, d.id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.orderBy('d.name').orderBy('d.id').limit(limit).execute();
}
export interface DivisionSlice {
  readonly ended: boolean;
  readonly after: readonly [name: string, id: string] | null;
  readonly limit: number;
}

export function findDivision(db: Db, unitId: string, id: string): Promise<DivisionRow | undefined> {
  return divisions(db).where('d.unitId', '=', unitId).where('d.id', '=', id).executeTakeFirst();
}

/** The division while it takes items, which then cannot end before the transaction does. */
export function holdDivision(
  db: Db,
  unitId: string,
  id: string,
  strength: 'share' | 'alone',
): Promise<Row<'division'> | undefined> {
  const query = db
    .selectFrom('division')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('id', '=', id)
    .where('endedAt', 'is', null);
  return (strength === 'share' ? query.forKeyShare() : query.forUpdate()).executeTakeFirst();
}

/** False when the unit has a division of that name already. */
export async function insertDivision(db: Db, row: NewRow<'division'>): Promise<boolean> {
  const inserted = await db
    .insertInto('division')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function updateDivision(
  db: Db,
  unitId: string,
  id: string,
  changes: RowUpdate<'division'>,
): Promise<void> {
  await db.updateTable('division').set(changes).where('unitId', '=', unitId).where('id', '=', id).execute();
}

export async function isNameTaken(db: Db, unitId: string, name: string, except: string): Promise<boolean> {
  const row = await db
    .selectFrom('division')
    .select('id')
    .where('unitId', '=', unitId)
    .where('name', '=', name)
    .where('endedAt', 'is', null)
    .where('id', '<>', except)
    .executeTakeFirst();
  return row !== undefined;
}

/** Items that the division still has on cards whose round is not over yet. */
export async function openItemsOf(db: Db, unitId: string, divisionId: string): Promise<OpenItem[]> {
  return db
    .selectFrom('itemAssignment as a')
    .innerJoin('round as r', 'r.id', 'a.roundId')
    .select(['a.roundId', 'a.itemId'])
    .where('a.unitId', '=', unitId)
    .where('a.divisionId', '=', divisionId)
    .where('a.endsAt', 'is', null)
    .where('r.state', 'in', ['draft', 'self-scoring'])
    .orderBy('a.roundId')
    .orderBy('a.itemId')
    .execute();
}
export interface OpenItem {
  readonly roundId: string;
  readonly itemId: string;
}

/** Places a person in a division of their unit, or in none. */
export async function setDivision(
  db: Db,
  unitId: string,
  accountId: string,
  divisionId: string | null,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ divisionId })
    .where('id', '=', accountId)
    .where('unitId', '=', unitId)
    .execute();
}
