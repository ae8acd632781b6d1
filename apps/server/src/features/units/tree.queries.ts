import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { holdsOn } from './anchor.ts';

export interface TreeRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly children: number;
}

/** Units directly below one (null: at the top) that exist on the day, by name, each with how many are below it. */
export function listChildren(
  db: Db,
  parentId: string | null,
  day: string,
  after: readonly [name: string, id: string] | null,
  limit: number,
): Promise<TreeRow[]> {
  // The page is cut before anything else is looked up: thousands may stand below one unit.
  let page = db
    .selectFrom('unitPeriod as p')
    .select(['p.unitId', 'p.name', 'p.kind'])
    .where('p.parentId', parentId === null ? 'is' : '=', parentId)
    .where(holdsOn(day));
  if (after) page = page.where(sql<boolean>`(p.name, p.unit_id) > (${after[0]}, ${after[1]}::uuid)`);
  return db
    .selectFrom(page.orderBy('p.name').orderBy('p.unitId').limit(limit).as('p'))
    .innerJoin('unit as u', 'u.id', 'p.unitId')
    .select(['u.id', 'u.code', 'p.name', 'p.kind'])
    .select(childCount(day).as('children'))
    .orderBy('p.name')
    .orderBy('p.unitId')
    .execute();
}

/** How many units are directly below the outer statement's unit `u`. */
const childCount = (day: string) => sql<number>`(
  select count(*) from unit_period c
  where c.parent_id = u.id and c.valid_from <= ${day}::date and (c.ends_on is null or c.ends_on > ${day}::date))`;

export async function countChildren(db: Db, unitId: string, day: string): Promise<number> {
  const row = await db
    .selectFrom('unit as u')
    .select(childCount(day).as('children'))
    .where('u.id', '=', unitId)
    .executeTakeFirst();
  return row?.children ?? 0;
}

export interface Above {
  /** The unit that was asked about. */
  readonly below: string;
  readonly id: string;
  readonly name: string;
}

/** Deeper than any register; a row that broke the rules of the tree would still not keep a statement from ending. */
export const DEEPEST = 64;

/**
 * Units above each of the given ones, from the top down. Each is looked at on the day, or on the nearest day of its
 * own life; the names are of that day too.
 */
export async function listAbove(db: Db, unitIds: readonly string[], day: string): Promise<Above[]> {
  const { rows } = await sql<Above>`
    with recursive above as (
      select u.id as below, p.parent_id as id, d.day, 1 as step
      from unit u
      cross join lateral (
        select least(greatest(${day}::date, u.valid_from), coalesce(u.valid_to - 1, 'infinity'::date)) as day
      ) d
      join unit_period p on p.unit_id = u.id and p.valid_from <= d.day and (p.replaced_on is null or p.replaced_on > d.day)
      where u.id = any(${unitIds}::uuid[]) and p.parent_id is not null
      union all
      select above.below, p.parent_id, above.day, above.step + 1
      from above
      join unit_period p on p.unit_id = above.id and p.valid_from <= above.day
        and (p.replaced_on is null or p.replaced_on > above.day)
      where p.parent_id is not null and above.step < ${DEEPEST}::int
    )
    select above.below, above.id, p.name
    from above
    join unit_period p on p.unit_id = above.id and p.valid_from <= above.day
      and (p.replaced_on is null or p.replaced_on > above.day)
    order by above.below, above.step desc`.execute(db);
  return rows;
}

/** True when the unit exists on the day and the other one is somewhere above it. */
export async function standsBelow(db: Db, unitId: string, ancestorId: string, day: string): Promise<boolean> {
  const { rows } = await sql<{ below: boolean }>`
    with recursive above as (
      select p.parent_id as id, 1 as step
      from unit_period p
      where p.unit_id = ${unitId}::uuid and ${holdsOn(day)}
      union all
      select p.parent_id, above.step + 1
      from above join unit_period p on p.unit_id = above.id
      where ${holdsOn(day)} and above.step < ${DEEPEST}::int
    )
    select exists (select from above where id = ${ancestorId}::uuid) as below`.execute(db);
  return rows[0]?.below ?? false;
}

/** Every unit somewhere below one on the day, without the unit itself. */
export async function listBelow(db: Db, unitId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select ${unitId}::uuid as id, 0 as step
      union all
      select p.unit_id, below.step + 1
      from below
      join unit_period p on p.parent_id = below.id
      where ${holdsOn(day)} and below.step < ${DEEPEST}::int
    )
    select id from below where step > 0`.execute(db);
  return rows.map(({ id }) => id);
}

export interface KindUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

/** Units of the kinds that exist on the day, as they are called then, by code. */
export function listOfKinds(db: Db, kinds: readonly string[], day: string): Promise<KindUnit[]> {
  return db
    .selectFrom('unitPeriod as p')
    .innerJoin('unit as u', 'u.id', 'p.unitId')
    .select(['u.id', 'u.code', 'p.name', 'p.kind'])
    .where('p.kind', '=', sql<string>`any(${kinds}::text[])`)
    .where(holdsOn(day))
    .orderBy('u.code')
    .execute();
}

export interface Below {
  /** The unit that was asked about. */
  readonly above: string;
  readonly id: string;
}

/** `listBelow` for many units by one statement; each of them is among its own. */
export async function listBelowEach(db: Db, unitIds: readonly string[], day: string): Promise<Below[]> {
  const { rows } = await sql<Below>`
    with recursive below as (
      select u.id as above, u.id, 0 as step from unnest(${unitIds}::uuid[]) as u (id)
      union all
      select below.above, p.unit_id, below.step + 1
      from below
      join unit_period p on p.parent_id = below.id
      where ${holdsOn(day)} and below.step < ${DEEPEST}::int
    )
    select above, id from below order by above, step, id`.execute(db);
  return rows;
}
