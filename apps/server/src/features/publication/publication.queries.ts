import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type PublicationRow = Row<'publication'> & { readonly fileCount: number };

const publications = (db: Db) =>
  db
    .selectFrom('publication as p')
    .selectAll('p')
    .select(
      sql<number>`(select count(*) from publication_file f where f.publication_id = p.id)`.as('fileCount'),
    );

export function latestPublication(db: Db, roundId: string): Promise<PublicationRow | undefined> {
  return publications(db)
    .where('p.roundId', '=', roundId)
    .orderBy('p.sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findPublication(db: Db, id: string): Promise<PublicationRow | undefined> {
  return publications(db).where('p.id', '=', id).executeTakeFirst();
}

export function listPublicationRows(db: Db) {
  return publications(db)
    .innerJoin('round as r', 'r.id', 'p.roundId')
    .innerJoin('criteriaSetVersion as s', 's.id', 'r.setVersionId')
    .select(['r.title as roundTitle', 'r.indexYear', 's.sample'])
    .orderBy('p.publishedAt', 'desc')
    .orderBy('p.id')
    .limit(500)
    .execute();
}

/** Files per statement: pages are small, but a thousand units have a thousand pages. */
const BATCH = 100;

export async function insertPublication(
  db: Db,
  row: NewRow<'publication'>,
  files: readonly NewRow<'publicationFile'>[],
): Promise<void> {
  await db.insertInto('publication').values(row).execute();
  for (let at = 0; at < files.length; at += BATCH) {
    await db
      .insertInto('publicationFile')
      .values(files.slice(at, at + BATCH))
      .execute();
  }
}

export function findPublishedFile(db: Db, roundId: string, path: string) {
  return db
    .selectFrom('publicationFile as f')
    .select(['f.content', 'f.sha256'])
    .where('f.path', '=', path)
    .where('f.publicationId', '=', (eb) =>
      eb
        .selectFrom('publication')
        .select('id')
        .where('roundId', '=', roundId)
        .orderBy('sequence', 'desc')
        .limit(1),
    )
    .executeTakeFirst();
}

export async function filesOfPublication(
  db: Db,
  publicationId: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await db
    .selectFrom('publicationFile')
    .select(['path', 'content'])
    .where('publicationId', '=', publicationId)
    .orderBy('path')
    .execute();
  return new Map(rows.map(({ path, content }) => [path, new Uint8Array(content)]));
}
