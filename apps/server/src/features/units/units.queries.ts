import { type RawBuilder, sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { containsPattern, foldForSearch } from '../../platform/search-text.ts';
import { holdsOn, shownOn } from './anchor.ts';

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
  filter: UnitFilter,
  after: readonly [name: string, id: string] | null,
  limit: number,
): Promise<UnitListRow[]> {
  let page = db
    .selectFrom(isNarrow(filter) ? matching(db, filter).offset(0).as('p') : matching(db, filter).as('p'))
    .selectAll('p');
  if (after) page = page.where(sql<boolean>`(p.name, p.unit_id) > (${after[0]}, ${after[1]}::uuid)`);
  return db
    .selectFrom(page.orderBy('p.name').orderBy('p.unitId').limit(limit).as('p'))
    .innerJoin('unit as u', 'u.id', 'p.unitId')
    .select(['u.id', 'u.code', 'p.name', 'p.kind', 'u.validFrom', 'u.validTo', blocksOf])
    .orderBy('p.name')
    .orderBy('p.unitId')
    .execute();
}

/** Periods that are shown on the day and match. */
function matching(db: Db, { day, q, block, kind, standing }: UnitFilter) {
  let query = db
    .selectFrom('unitPeriod as p')
    .select(['p.unitId', 'p.name', 'p.kind'])
    .where(standing ? holdsOn(day) : shownOn(day));
  if (kind !== undefined) query = query.where('p.kind', '=', kind);
  if (block !== undefined) query = query.where(inBlock(block));
  for (const word of wordsOf(q)) query = query.where(matches(word));
  return query;
}

/**
 * What is looked for is gathered first and sorted then (OFFSET 0 keeps the planner from walking by name in the hope
 * of meeting it soon): names that begin with the same word stand together, far from where a walk starts. Without
 * anything to look for the walk is right.
 */
const isNarrow = ({ q, block, kind }: UnitFilter): boolean =>
  wordsOf(q).length > 0 || block !== undefined || kind !== undefined;

const blocksOf = sql<
  string[]
>`array(select b.block_id from block_unit b where b.unit_id = u.id order by 1)`.as('blocks');

const inBlock = (block: string) =>
  sql<boolean>`p.unit_id in (select b.unit_id from block_unit b where b.block_id = ${block})`;

/** Words of a search, each of which must be found. */
const wordsOf = (q: string | undefined): string[] =>
  foldForSearch(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');

/** Shorter words have no piece of three letters. */
const PIECE = 3;

function matches(word: string): RawBuilder<boolean> {
  const found = sql<boolean>`p.search_text like ${containsPattern(word)}`;
  if ([...word].length < PIECE) return found;
  return sql<boolean>`(text_pieces(p.search_text) @> text_pieces(${word}) and ${found})`;
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
