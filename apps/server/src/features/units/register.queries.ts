import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { foldedColumn } from '../../platform/search-text.ts';
import type { Period, Periods } from './periods.ts';
import type { BegunUnit, EndedUnit } from './register-edit.ts';

/** One writer of the register at a time: two changes, each right alone, could make a circle together. */
export async function lockRegister(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parix.units'))`.execute(db);
}

const anyId = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

export function findUnitsById(db: Db, ids: readonly string[]): Promise<Row<'unit'>[]> {
  return db.selectFrom('unit').selectAll().where('id', '=', anyId(ids)).execute();
}

export function findUnitsByCode(db: Db, codes: readonly string[]): Promise<Row<'unit'>[]> {
  return db
    .selectFrom('unit')
    .selectAll()
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
}

export function findMemberships(db: Db, unitIds: readonly string[]): Promise<Row<'blockUnit'>[]> {
  return db.selectFrom('blockUnit').selectAll().where('unitId', '=', anyId(unitIds)).execute();
}

/** Periods of each unit, ascending. */
export async function loadPeriods(db: Db, unitIds: readonly string[]): Promise<Map<string, Period[]>> {
  const rows = await db
    .selectFrom('unitPeriod')
    .selectAll()
    .where('unitId', '=', anyId(unitIds))
    .orderBy('unitId')
    .orderBy('validFrom')
    .execute();
  const periods = new Map<string, Period[]>();
  for (const { unitId, validFrom, name, kind, parentId, namedBy, placedBy } of rows) {
    const own = periods.get(unitId) ?? [];
    periods.set(unitId, own);
    own.push({ from: validFrom, name, kind, parentId, namedBy, placedBy });
  }
  return periods;
}

export async function insertChanges(db: Db, changes: readonly NewRow<'unitChange'>[]): Promise<void> {
  for (const batch of batches(changes, 5000)) await db.insertInto('unitChange').values(batch).execute();
}

/** Superiors must come before their subordinates. */
export async function insertUnits(db: Db, units: readonly BegunUnit[]): Promise<void> {
  for (const batch of batches(units, 20_000)) {
    const column = <T>(of: (unit: BegunUnit) => T): T[] => batch.map(of);
    await sql`
      insert into unit (id, code, valid_from, name, kind, parent_id, begun_by)
      select * from unnest(
        ${column((unit) => unit.id)}::uuid[], ${column((unit) => unit.code)}::text[],
        ${column((unit) => unit.from)}::date[], ${column((unit) => unit.name)}::text[],
        ${column((unit) => unit.kind)}::text[], ${column((unit) => unit.parentId)}::uuid[],
        ${column((unit) => unit.changeId)}::uuid[])`.execute(db);
  }
}

/** Puts these in the place of every period of the units. */
export async function rewritePeriods(db: Db, periods: ReadonlyMap<string, Periods>): Promise<void> {
  await db
    .deleteFrom('unitPeriod')
    .where('unitId', '=', anyId([...periods.keys()]))
    .execute();
  const rows = [...periods].flatMap(([unitId, own]) =>
    own.map((period, at) => ({ ...period, unitId, first: at === 0, next: own[at + 1]?.from ?? null })),
  );
  for (const batch of batches(rows, 20_000)) {
    const column = <T>(of: (row: (typeof rows)[number]) => T): T[] => batch.map(of);
    await sql`
      insert into unit_period (unit_id, valid_from, replaced_on, name, kind, parent_id, named_by, placed_by, is_first, ends_on)
      select said.*, said.replaced_on from unnest(
        ${column((row) => row.unitId)}::uuid[], ${column((row) => row.from)}::date[],
        ${column((row) => row.next)}::date[], ${column((row) => row.name)}::text[],
        ${column((row) => row.kind)}::text[], ${column((row) => row.parentId)}::uuid[],
        ${column((row) => row.namedBy)}::uuid[], ${column((row) => row.placedBy)}::uuid[],
        ${column((row) => row.first)}::boolean[])
        as said (unit_id, valid_from, replaced_on, name, kind, parent_id, named_by, placed_by, is_first)`.execute(
      db,
    );
  }
}

/** Ends each unit; null as day and change: it goes on. */
export async function setEnds(
  db: Db,
  ended: readonly (Omit<EndedUnit, 'on'> & { readonly on: string | null })[],
): Promise<void> {
  if (ended.length === 0) return;
  await sql`
    update unit u set valid_to = e.day, ended_by = e.change
    from unnest(
      ${ended.map((one) => one.unitId)}::uuid[], ${ended.map((one) => one.on)}::date[],
      ${ended.map((one) => one.changeId)}::uuid[]) as e (id, day, change)
    where u.id = e.id`.execute(db);
}

export async function insertLinks(db: Db, links: readonly NewRow<'unitSuccession'>[]): Promise<void> {
  for (const batch of batches(links, 5000)) await db.insertInto('unitSuccession').values(batch).execute();
}

export async function insertMemberships(db: Db, rows: readonly Row<'blockUnit'>[]): Promise<void> {
  for (const batch of batches(rows, 5000)) {
    await db
      .insertInto('blockUnit')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/**
 * Brings each unit's first day, last name, kind and superior to what its periods say, the end of its last period to
 * that of the unit, and the words by which it is found to all its names.
 */
export async function refreshUnits(db: Db, unitIds: readonly string[]): Promise<void> {
  const ids = sql`any(${unitIds}::uuid[])`;
  await sql`
    update unit u
    set valid_from = first.valid_from, name = last.name, kind = last.kind, parent_id = last.parent_id,
        version = u.version + 1
    from unit_period first, unit_period last
    where u.id = ${ids} and first.unit_id = u.id and first.is_first and last.unit_id = u.id
      and last.replaced_on is null`.execute(db);
  await sql`
    update unit_period p
    set ends_on = coalesce(p.replaced_on, u.valid_to), search_text = ${foldedColumn('u.code')} || E'\n' || said.names
    from unit u, (
      select n.unit_id, string_agg(distinct ${foldedColumn('n.name')} collate "C", E'\n') as names
      from unit_period n where n.unit_id = ${ids} group by n.unit_id
    ) said
    where p.unit_id = u.id and said.unit_id = u.id`.execute(db);
}

function* batches<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
