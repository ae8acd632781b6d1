import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type CounterDossierRow = Row<'counterDossier'>;
export type CounterActRow = Row<'counterAct'>;

/** The next number of the unit on the day; the caller holds the counter. */
export async function nextNumber(db: Db, unitId: string, day: string): Promise<number> {
  const { last } = await db
    .selectFrom('counterDossier')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('unitId', '=', unitId)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

export async function insertDossier(db: Db, row: NewRow<'counterDossier'>): Promise<void> {
  await db.insertInto('counterDossier').values(row).execute();
}

export async function insertAct(db: Db, row: NewRow<'counterAct'>): Promise<void> {
  await db.insertInto('counterAct').values(row).execute();
}

export function findRow(db: Db, unitId: string, code: string): Promise<CounterDossierRow | undefined> {
  return db
    .selectFrom('counterDossier')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('code', '=', code)
    .executeTakeFirst();
}

export function findByLookup(db: Db, lookupCode: string): Promise<CounterDossierRow | undefined> {
  return db.selectFrom('counterDossier').selectAll().where('lookupCode', '=', lookupCode).executeTakeFirst();
}

export function listActs(db: Db, unitId: string, code: string): Promise<CounterActRow[]> {
  return db
    .selectFrom('counterAct')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('dossierCode', '=', code)
    .execute();
}

/** Most codes that a search looks further into, the latest first. */
const MOST_FOUND = 200;

/** Codes of the unit with that lookup code, or with the text in their own. */
export async function searchCodes(
  db: Db,
  unitId: string,
  { lookupCode, pattern }: { readonly lookupCode: string | null; readonly pattern: string },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('counterDossier')
    .select('code')
    .where('unitId', '=', unitId)
    .where(
      lookupCode === null
        ? sql<boolean>`lower(code) like ${pattern}`
        : sql<boolean>`lookup_code = ${lookupCode}`,
    )
    .orderBy('code', 'desc')
    .limit(MOST_FOUND)
    .execute();
  return rows.map(({ code }) => code);
}
