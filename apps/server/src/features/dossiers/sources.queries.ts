import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type SourceRow = Row<'dossierSource'>;

export function listSourceRows(db: Db, after: string | null, limit: number): Promise<SourceRow[]> {
  let query = db.selectFrom('dossierSource').selectAll();
  if (after !== null) query = query.where('code', '>', after);
  return query.orderBy('code').limit(limit).execute();
}

/** Undefined when the code is taken. */
export function insertSource(db: Db, row: NewRow<'dossierSource'>): Promise<SourceRow | undefined> {
  return db
    .insertInto('dossierSource')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returningAll()
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
    .returningAll()
    .executeTakeFirst();
}

/** Each source with the newest event that it has sent. */
export async function sourcesWithNews(db: Db) {
  const { rows } = await sql<{ name: string; lastEventAt: Date | null }>`
    select s.name, (select max(d.changed_at) from dossier d where d.source_id = s.id) as last_event_at
    from dossier_source s order by s.name`.execute(db);
  return rows;
}
