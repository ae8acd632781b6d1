import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';

export interface UnitFilter {
  readonly q?: string | undefined;
  readonly block?: string | undefined;
  readonly kind?: string | undefined;
}
export type UnitListRow = Omit<Row<'unit'>, 'createdAt' | 'parentId'> & {
  readonly parentName: string | null;
  readonly blocks: string[];
};

/** Units by name (vi-VN order), then id; `after` is the last row of the page before. */
export function listUnitRows(
  db: Db,
  { q, block, kind }: UnitFilter,
  after: readonly [name: string, id: string] | null,
  limit: number,
): Promise<UnitListRow[]> {
  let query = db
    .selectFrom('unit as u')
    .leftJoin('unit as parent', 'parent.id', 'u.parentId')
    .select(['u.id', 'u.code', 'u.name', 'u.kind', 'u.validFrom', 'u.validTo', 'parent.name as parentName'])
    .select(
      sql<string[]>`array(select b.block_id from block_unit b where b.unit_id = u.id order by 1)`.as(
        'blocks',
      ),
    );
  if (kind !== undefined) query = query.where('u.kind', '=', kind);
  if (block !== undefined) query = query.where(inBlock(block));
  if (q !== undefined && q.trim() !== '') query = query.where(matches(q));
  if (after) query = query.where(sql<boolean>`(u.name, u.id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.orderBy('u.name').orderBy('u.id').limit(limit).execute();
}

const inBlock = (block: string) =>
  sql<boolean>`exists (select from block_unit b where b.unit_id = u.id and b.block_id = ${block})`;

const matches = (q: string) => {
  const pattern = containsPattern(q);
  return sql<boolean>`(${foldedColumn('u.name')} like ${pattern} or ${foldedColumn('u.code')} like ${pattern})`;
};

export type BlockRow = Pick<Row<'block'>, 'id' | 'name'> & { readonly unitCount: number };

export function listBlockRows(db: Db): Promise<BlockRow[]> {
  return db
    .selectFrom('block as b')
    .leftJoin('blockUnit as bu', 'bu.blockId', 'b.id')
    .select(['b.id', 'b.name'])
    .select((eb) => eb.fn.count<number>('bu.unitId').as('unitCount'))
    .groupBy(['b.id', 'b.name'])
    .orderBy('b.name')
    .execute();
}

/** False when the id is taken. */
export async function insertBlock(db: Db, block: NewRow<'block'>): Promise<boolean> {
  const inserted = await db
    .insertInto('block')
    .values(block)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 2000;

export function findUnitsByCode(db: Db, codes: readonly string[]): Promise<Row<'unit'>[]> {
  return db
    .selectFrom('unit')
    .selectAll()
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
}

export function findMemberships(db: Db, unitIds: readonly string[]): Promise<Row<'blockUnit'>[]> {
  return db
    .selectFrom('blockUnit')
    .selectAll()
    .where('unitId', '=', sql<string>`any(${unitIds}::uuid[])`)
    .execute();
}

export async function insertUnits(db: Db, units: readonly NewRow<'unit'>[]): Promise<void> {
  for (let at = 0; at < units.length; at += BATCH) {
    await db
      .insertInto('unit')
      .values(units.slice(at, at + BATCH))
      .execute();
  }
}

export async function updateUnit(db: Db, { id, ...changes }: UnitChange): Promise<void> {
  await db.updateTable('unit').set(changes).where('id', '=', id).execute();
}
export type UnitChange = Pick<Row<'unit'>, 'id' | 'name' | 'kind' | 'parentId' | 'validFrom' | 'validTo'>;

export async function insertMemberships(db: Db, rows: readonly Row<'blockUnit'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await db
      .insertInto('blockUnit')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
