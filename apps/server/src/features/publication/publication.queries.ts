import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { StoredFile } from './published-files.ts';

export type PublicationRow = Row<'publication'> & { readonly fileCount: number };

const publications = (db: Db) =>
  db
    .selectFrom('publication as p')
    .selectAll('p')
    .select(
      sql<number>`(select count(*) from publication_file f where f.publication_id = p.id)`.as('fileCount'),
    );

/** The newest one, under embargo or not: what the next one follows. */
export function latestPublication(db: Db, roundId: string): Promise<PublicationRow | undefined> {
  return publications(db)
    .where('p.roundId', '=', roundId)
    .orderBy('p.sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Also under embargo. */
export function findPublication(db: Db, id: string): Promise<PublicationRow | undefined> {
  return publications(db).where('p.id', '=', id).executeTakeFirst();
}

/** Those that are public at the instant, newest first. */
export function listPublicationRows(db: Db, now: Date) {
  return publications(db)
    .innerJoin('round as r', 'r.id', 'p.roundId')
    .innerJoin('criteriaSetVersion as s', 's.id', 'r.setVersionId')
    .select(['r.title as roundTitle', 'r.indexYear', 's.sample'])
    .where('p.publishedAt', '<=', now)
    .orderBy('p.publishedAt', 'desc')
    .orderBy('p.sequence', 'desc')
    .orderBy('p.id')
    .limit(500)
    .execute();
}

/** The public ones of a round, newest first: the first stands, the others were replaced. */
export function publicVersions(db: Db, roundId: string, now: Date): Promise<readonly Row<'publication'>[]> {
  return db
    .selectFrom('publication')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('publishedAt', '<=', now)
    .orderBy('sequence', 'desc')
    .execute();
}

/** Files per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 5000;

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

const files = (db: Db, publicationId: string) =>
  db
    .selectFrom('publicationFile as f')
    .innerJoin('publication as p', 'p.id', 'f.publicationId')
    .select([
      'f.path',
      'f.sha256',
      'f.size',
      'f.content',
      'f.archiveOffset',
      'f.deflatedSize',
      'f.crc',
      'p.archiveSha256',
    ])
    .where('f.publicationId', '=', publicationId);

export function findFile(db: Db, publicationId: string, path: string): Promise<StoredFile | undefined> {
  return files(db, publicationId).where('f.path', '=', path).executeTakeFirst();
}

/** Some files of a publication in the order of their paths, after the one given. */
export function filesAfter(
  db: Db,
  publicationId: string,
  path: string,
  limit: number,
): Promise<readonly (StoredFile & { readonly path: string })[]> {
  return files(db, publicationId).where('f.path', '>', path).orderBy('f.path').limit(limit).execute();
}
