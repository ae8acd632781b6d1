import { type RawBuilder, sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { containsPattern, foldForSearch } from '../../platform/search-text.ts';
import { existsOn, shownOn } from './anchor.ts';

export interface UnitFilter {
  /** Day whose names are shown and sorted by. */
  readonly day: string;
  readonly q?: string | undefined;
  readonly block?: string | undefined;
  readonly kind?: string | undefined;
  /** Only units that exist on the day. */
  readonly standing: boolean;
}
export interface UnitListRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly blocks: string[];
}

/** Units by name (vi-VN order), then id; `after` is the last row of the page before. */
export function listUnitRows(
  db: Db,
  { day, q, block, kind, standing }: UnitFilter,
  after: readonly [name: string, id: string] | null,
  limit: number,
): Promise<UnitListRow[]> {
  let query = db
    .selectFrom('unitPeriod as p')
    .innerJoin('unit as u', 'u.id', 'p.unitId')
    .select(['u.id', 'u.code', 'p.name', 'p.kind', 'u.validFrom', 'u.validTo', blocksOf])
    .where(shownOn(day));
  if (standing) query = query.where(existsOn(day));
  if (kind !== undefined) query = query.where('p.kind', '=', kind);
  if (block !== undefined) query = query.where(inBlock(block));
  for (const word of wordsOf(q)) query = query.where(matches(word));
  if (after) query = query.where(sql<boolean>`(p.name, p.unit_id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.orderBy('p.name').orderBy('p.unitId').limit(limit).execute();
}

const blocksOf = sql<
  string[]
>`array(select b.block_id from block_unit b where b.unit_id = u.id order by 1)`.as('blocks');

const inBlock = (block: string) =>
  sql<boolean>`exists (select from block_unit b where b.unit_id = u.id and b.block_id = ${block})`;

/** Words of a search, each of which must be found. */
const wordsOf = (q: string | undefined): string[] =>
  foldForSearch(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');

/** Shorter words have no piece of three letters, and are in so many names that the order by name finds them soon. */
const PIECE = 3;

function matches(word: string): RawBuilder<boolean> {
  const found = sql<boolean>`u.search_text like ${containsPattern(word)}`;
  if ([...word].length < PIECE) return found;
  return sql<boolean>`(text_pieces(u.search_text) @> text_pieces(${word}) and ${found})`;
}

/** Every name of the units, the latest first. */
export function listNames(db: Db, unitIds: readonly string[]) {
  return db
    .selectFrom('unitPeriod')
    .select(['unitId', 'name'])
    .where('unitId', '=', sql<string>`any(${unitIds}::uuid[])`)
    .orderBy('validFrom', 'desc')
    .execute();
}

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
