import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** A system with a token; the built-in counter is none. */
export type SourceRow = Row<'dossierSource'> & { readonly tokenHint: string };

export function listSourceRows(db: Db, after: string | null, limit: number): Promise<SourceRow[]> {
  let query = db.selectFrom('dossierSource').selectAll().where('builtIn', '=', false);
  if (after !== null) query = query.where('code', '>', after);
  return query.$narrowType<{ tokenHint: string }>().orderBy('code').limit(limit).execute();
}

/** Undefined when the code is taken. */
export function insertSource(db: Db, row: NewRow<'dossierSource'>): Promise<SourceRow | undefined> {
  return db
    .insertInto('dossierSource')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returningAll()
    .$narrowType<{ tokenHint: string }>()
    .executeTakeFirst();
}

export function updateSource(
  db: Db,
  id: string,
  change: Partial<Pick<NewRow<'dossierSource'>, 'tokenSha256' | 'tokenHint' | 'revokedAt'>>,
): Promise<SourceRow | undefined> {
  return db
    .updateTable('dossierSource')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('builtIn', '=', false)
    .returningAll()
    .$narrowType<{ tokenHint: string }>()
    .executeTakeFirst();
}

/** Each source with when it last sent something; the built-in counter only where it is used. */
export async function sourcesWithNews(db: Db) {
  const { rows } = await sql<{ name: string; lastEventAt: Date | null; revokedAt: Date | null }>`
    select name, revoked_at, last_taken_at as last_event_at from dossier_source
    where not built_in or last_taken_at is not null order by name`.execute(db);
  return rows;
}

/** The source of this code, if it may send. */
export function findSendingSource(
  db: Db,
  code: string,
): Promise<Pick<SourceRow, 'id' | 'code' | 'name'> | undefined> {
  return db
    .selectFrom('dossierSource')
    .select(['id', 'code', 'name'])
    .where('code', '=', code)
    .where('builtIn', '=', false)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
}
