import { type RawBuilder, sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type MonthRow = Row<'monthlyResult'>;

/** The standing results of a month, by name of the unit. */
export async function latestOfMonth(
  db: Db,
  month: string,
  slice: { readonly after: readonly [string, string] | null; readonly limit: number | null },
): Promise<MonthRow[]> {
  const after: RawBuilder<boolean> =
    slice.after === null
      ? sql`true`
      : sql`(unit_name, unit_id) > (${slice.after[0]}, ${slice.after[1]}::uuid)`;
  const { rows } = await sql<MonthRow>`
    select * from (
      select distinct on (unit_id) * from monthly_result where month = ${month}::date
      order by unit_id, sequence desc
    ) r where ${after} order by unit_name, unit_id limit ${slice.limit}`.execute(db);
  return rows;
}

const BATCH = 4000;

export async function insertMonth(db: Db, rows: readonly NewRow<'monthlyResult'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('monthlyResult')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

export interface KnownMonth {
  readonly month: string;
  readonly asOf: string;
  readonly closed: boolean;
}

/** Months that were computed, newest first, each with how far. */
export async function knownMonths(db: Db): Promise<KnownMonth[]> {
  const { rows } = await sql<KnownMonth>`
    select month, max(as_of) as as_of, bool_or(closed) as closed from monthly_result
    group by month order by month desc`.execute(db);
  return rows;
}

/** The newest stored version of a set for the year. */
export async function setForYear(db: Db, setId: string, year: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('criteriaSetVersion')
    .select('id')
    .where('setId', '=', setId)
    .where('indexYearFrom', '<=', year)
    .where((eb) => eb.or([eb('indexYearTo', 'is', null), eb('indexYearTo', '>=', year)]))
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** One month at a time is computed, by whichever process. */
export async function lockMonths(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('monthly results', 0))`.execute(db);
}
