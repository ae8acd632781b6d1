import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { DossierRow, EventRow } from '../dossiers/archiving.read-model.ts';

export type ArchiveRow = Row<'dossierArchive'>;

/** Where a page of dossiers ends. */
export type Place = Pick<DossierRow, 'unitId' | 'sourceId' | 'code'>;

/** Rules changed and some dossiers still count by the old ones. */
export async function isRecounting(db: Db): Promise<boolean> {
  const open = await db
    .selectFrom('dossierRecount')
    .select('id')
    .where('finishedAt', 'is', null)
    .executeTakeFirst();
  return open !== undefined;
}

/** Months ('YYYY-MM') in which dossiers ended before the instant that are not archived; those of the built-in counter stay. */
export async function monthsToArchive(
  db: Db,
  before: Date,
): Promise<readonly { readonly month: string; readonly dossiers: number }[]> {
  // Vietnam is seven hours ahead of UTC for all of the time that dossiers may speak of.
  const { rows } = await sql<{ month: string; dossiers: number }>`
    select to_char((d.ended_at at time zone 'UTC') + interval '7 hours', 'YYYY-MM') as month, count(*)::int as dossiers
    from dossier d join dossier_source s on s.id = d.source_id
    where not s.built_in and d.archive_id is null and d.ended_at < ${before}
    group by 1 order by 1`.execute(db);
  return rows;
}

export async function sourcesAndUnits(db: Db) {
  const sources = await db
    .selectFrom('dossierSource')
    .select(['id', 'code', 'name'])
    .where('builtIn', '=', false)
    .orderBy('code')
    .execute();
  const units = await db.selectFrom('unit').select(['id', 'code', 'name']).orderBy('id').execute();
  return { sources, units };
}

export async function insertArchive(
  db: Db,
  row: Pick<ArchiveRow, 'id' | 'name' | 'month' | 'claimedAt'>,
): Promise<ArchiveRow> {
  return db.insertInto('dossierArchive').values(row).returningAll().executeTakeFirstOrThrow();
}

export function deleteArchive(db: Db, id: string) {
  return db.deleteFrom('dossierArchive').where('id', '=', id).execute();
}

export async function changeArchive(
  db: Db,
  id: string,
  change: Partial<
    Pick<ArchiveRow, 'writtenAt' | 'removedAt' | 'location' | 'manifestSha256' | 'dossiers' | 'events'>
  >,
): Promise<ArchiveRow> {
  return db
    .updateTable('dossierArchive')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function findArchive(db: Db, id: string): Promise<ArchiveRow | undefined> {
  return db.selectFrom('dossierArchive').selectAll().where('id', '=', id).executeTakeFirst();
}

export function archivesOfMonth(db: Db, month: string): Promise<ArchiveRow[]> {
  return db.selectFrom('dossierArchive').selectAll().where('month', '=', `${month}-01`).execute();
}

/** Archives that were begun and of which something is left to do, by month. */
export function unfinishedArchives(db: Db): Promise<ArchiveRow[]> {
  return db
    .selectFrom('dossierArchive')
    .selectAll()
    .where('removedAt', 'is', null)
    .orderBy('month')
    .orderBy('id')
    .execute();
}

export interface Claim {
  readonly archiveId: string;
  readonly first: Date;
  readonly until: Date;
}

/** Chooses the next dossiers of a unit and source for the archives of their months. @returns the last code; null: none is left */
export async function claimSome(
  db: Db,
  unitId: string,
  sourceId: string,
  claims: readonly Claim[],
  after: string,
  limit: number,
): Promise<string | null> {
  const { rows } = await sql<{ last: string | null }>`
    with chosen as (
      select d.code, m.id from dossier d
      join unnest(${claims.map(({ archiveId }) => archiveId)}::uuid[],
        ${claims.map(({ first }) => first.toISOString())}::timestamptz[],
        ${claims.map(({ until }) => until.toISOString())}::timestamptz[]) as m (id, first, until)
        on d.ended_at >= m.first and d.ended_at < m.until
      where d.unit_id = ${unitId} and d.source_id = ${sourceId} and d.code > ${after} and d.archive_id is null
      order by d.code limit ${limit}),
    claimed as (
      update dossier d set archive_id = chosen.id from chosen
      where d.unit_id = ${unitId} and d.source_id = ${sourceId} and d.code = chosen.code returning d.code)
    select max(code) as last from claimed`.execute(db);
  return rows[0]?.last ?? null;
}

/** The next dossiers of an archive. */
export function dossiersOf(
  db: Db,
  archiveId: string,
  after: Place | null,
  limit: number,
): Promise<DossierRow[]> {
  let query = db.selectFrom('dossier').selectAll().where('archiveId', '=', archiveId);
  if (after)
    query = query.where(
      sql<boolean>`(unit_id, source_id, code) > (${after.unitId}::uuid, ${after.sourceId}::uuid, ${after.code})`,
    );
  return query.orderBy('unitId').orderBy('sourceId').orderBy('code').limit(limit).execute();
}

const keysOf = (places: readonly Place[]) => sql`unnest(${places.map(({ unitId }) => unitId)}::uuid[],
  ${places.map(({ sourceId }) => sourceId)}::uuid[], ${places.map(({ code }) => code)}::text[]) as k (unit_id, source_id, code)`;
const ofKey = sql`e.unit_id = k.unit_id and e.source_id = k.source_id and e.dossier_code = k.code`;

/** All events of the dossiers, dossier by dossier. */
export async function eventsOfAll(db: Db, places: readonly Place[]): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.* from ${keysOf(places)} join dossier_event e on ${ofKey}
    order by e.unit_id, e.source_id, e.dossier_code, e.event_id, e.revision`.execute(db);
  return rows;
}

/** Removes all events of the dossiers, as the owner of the schema: the application may not. */
export async function deleteEvents(db: Db, places: readonly Place[]): Promise<void> {
  for (const { unitId, sourceId, codes } of byUnit(places))
    await db
      .deleteFrom('dossierEvent')
      .where('unitId', '=', unitId)
      .where('sourceId', '=', sourceId)
      .where('dossierCode', '=', sql<string>`any(${codes}::text[])`)
      .execute();
}

/** Gives dossiers of an archive back. @returns those that belonged to it */
export async function releaseDossiers(
  db: Db,
  archiveId: string,
  places: readonly Place[],
): Promise<readonly Place[]> {
  const released: Place[] = [];
  for (const { unitId, sourceId, codes } of byUnit(places))
    released.push(
      ...(await db
        .updateTable('dossier')
        .set({ archiveId: null })
        .where('unitId', '=', unitId)
        .where('sourceId', '=', sourceId)
        .where('code', '=', sql<string>`any(${codes}::text[])`)
        .where('archiveId', '=', archiveId)
        .returning(['unitId', 'sourceId', 'code'])
        .execute()),
    );
  return released;
}

/** One statement for each unit: it stays on one node where the tables are distributed. */
function byUnit(places: readonly Place[]) {
  const groups = new Map<string, { unitId: string; sourceId: string; codes: string[] }>();
  for (const { unitId, sourceId, code } of places) {
    const group = groups.get(`${unitId} ${sourceId}`) ?? { unitId, sourceId, codes: [] };
    group.codes.push(code);
    groups.set(`${unitId} ${sourceId}`, group);
  }
  return groups.values();
}

/** Stores events as they stood; those that are here stay. */
export async function insertEventsAgain(db: Db, events: readonly EventRow[]): Promise<void> {
  await sql`
    insert into dossier_event (unit_id, source_id, dossier_code, event_id, revision, voided, kind, at, procedure_code,
      data, recorded_at, request_id)
    select "unitId", "sourceId", "dossierCode", "eventId", revision, voided, kind, at, "procedureCode", data,
      "recordedAt", "requestId"
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r ("unitId" uuid, "sourceId" uuid, "dossierCode" text,
      "eventId" text, revision int, voided boolean, kind text, at timestamptz, "procedureCode" text, data jsonb,
      "recordedAt" timestamptz, "requestId" text)
    on conflict do nothing`.execute(db);
}

/** One command at a time: held until `use` ends, or the connection does. False when another one runs. */
export function withArchiveLock<T>(db: Db, use: () => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    const key = sql`hashtextextended('dossier-archive', 0)`;
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${key}) as held`.execute(
      connection,
    );
    if (rows[0]?.held !== true) return undefined;
    try {
      return await use();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection);
    }
  });
}
