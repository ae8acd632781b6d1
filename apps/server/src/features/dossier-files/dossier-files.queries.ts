import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type FileRow = Row<'dossierFile'>;
export type FileProblemRow = Row<'dossierFileProblem'>;

/** A system outside; the counter that is built in records its dossiers itself. */
export function findSource(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
  return db
    .selectFrom('dossierSource')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('builtIn', '=', false)
    .executeTakeFirst();
}

export async function insertFile(db: Db, row: NewRow<'dossierFile'>): Promise<FileRow> {
  return db.insertInto('dossierFile').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findFile(db: Db, sourceId: string, id: string): Promise<FileRow | undefined> {
  return db
    .selectFrom('dossierFile')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function findFileById(db: Db, id: string): Promise<FileRow | undefined> {
  return db.selectFrom('dossierFile').selectAll().where('id', '=', id).executeTakeFirst();
}

export function listFileRows(
  db: Db,
  sourceId: string,
  after: readonly [at: string, id: string] | null,
  limit: number,
): Promise<FileRow[]> {
  let query = db.selectFrom('dossierFile').selectAll().where('sourceId', '=', sourceId);
  if (after)
    query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Held until the transaction ends: nobody else changes how far the file has come. */
export function lockFile(db: Db, id: string): Promise<FileRow | undefined> {
  return db.selectFrom('dossierFile').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function changeFile(
  db: Db,
  id: string,
  change: Partial<NewRow<'dossierFile'>>,
): Promise<FileRow> {
  return db
    .updateTable('dossierFile')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Files that arrived, or began to, before the instant and were never ordered to be taken; the oldest first. */
export async function uploadedBefore(db: Db, instant: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('dossierFile')
    .select('id')
    .where('state', '=', 'uploading')
    .where('createdAt', '<', instant)
    .orderBy('createdAt')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Of these files those that have ended. */
export async function endedAmong(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('dossierFile')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('endedAt', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether another file of the source waits or is being taken. */
export async function hasRunning(db: Db, sourceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('dossierFile')
    .select('id')
    .where('sourceId', '=', sourceId)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return row !== undefined;
}

export async function lastRevision(db: Db, sourceId: string): Promise<number> {
  const { last } = await db
    .selectFrom('dossierFile')
    .select(({ fn }) => fn.max('revision').as('last'))
    .where('sourceId', '=', sourceId)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

export async function savedMapping(db: Db, sourceId: string): Promise<unknown> {
  const row = await db
    .selectFrom('dossierFileMapping')
    .select('mapping')
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  return row?.mapping;
}

export async function saveMapping(db: Db, row: NewRow<'dossierFileMapping'>): Promise<void> {
  const { mapping, changedBy, changedAt } = row;
  await db
    .insertInto('dossierFileMapping')
    .values(row)
    .onConflict((conflict) => conflict.column('sourceId').doUpdateSet({ mapping, changedBy, changedAt }))
    .execute();
}

export async function insertFileProblems(
  db: Db,
  rows: readonly NewRow<'dossierFileProblem'>[],
): Promise<void> {
  await sql`
    insert into dossier_file_problem (file_id, place, at_row, column_name, code, value)
    select "fileId", place, "atRow", "columnName", code, value
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r ("fileId" uuid, place int, "atRow" bigint, "columnName" text, code text, value text)`.execute(db);
}

export function listFileProblems(db: Db, fileId: string): Promise<FileProblemRow[]> {
  return db
    .selectFrom('dossierFileProblem')
    .selectAll()
    .where('fileId', '=', fileId)
    .orderBy('place')
    .execute();
}

export interface KnownUnits {
  /** Id by code. */
  readonly byCode: ReadonlyMap<string, string>;
  /** Id by folded name of today; null where two units share it. */
  readonly byName: ReadonlyMap<string, string | null>;
  readonly names: ReadonlyMap<string, string>;
}

/** Every unit, small beside what is read with its help. `fold` makes names comparable. */
export async function loadUnits(db: Db, fold: (name: string) => string): Promise<KnownUnits> {
  const rows = await db.selectFrom('unit').select(['id', 'code', 'name']).execute();
  const byName = new Map<string, string | null>();
  for (const { id, name } of rows) byName.set(fold(name), byName.has(fold(name)) ? null : id);
  return {
    byCode: new Map(rows.map(({ code, id }) => [code, id])),
    byName,
    names: new Map(rows.map(({ id, name }) => [id, name])),
  };
}
