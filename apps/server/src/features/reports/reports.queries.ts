import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}

export type DetailRow = Row<'reportDetail'> & { readonly authorName: string | null };

export function findDetailRow(db: Db, { roundId, unitId }: CardKey): Promise<DetailRow | undefined> {
  return db
    .selectFrom('reportDetail as d')
    .leftJoin('account as a', 'a.id', 'd.authorId')
    .selectAll('d')
    .select('a.displayName as authorName')
    .where('d.unitId', '=', unitId)
    .where('d.roundId', '=', roundId)
    .orderBy('d.version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The last details that the unit saved for any other round, the latest year first. */
export function findFormerDetailRow(
  db: Db,
  { roundId, unitId }: CardKey,
): Promise<Pick<Row<'reportDetail'>, 'content'> | undefined> {
  return db
    .selectFrom('reportDetail as d')
    .innerJoin('round as r', 'r.id', 'd.roundId')
    .select('d.content')
    .where('d.unitId', '=', unitId)
    .where('d.roundId', '<>', roundId)
    .orderBy('r.indexYear', 'desc')
    .orderBy('d.recordedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when the version exists already: somebody else saved first. */
export async function insertDetail(db: Db, row: NewRow<'reportDetail'>): Promise<boolean> {
  const inserted = await db
    .insertInto('reportDetail')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export type TemplateRow = Row<'reportTemplate'> & { readonly actorName: string | null };

export function findTemplateRow(db: Db, kind: string): Promise<TemplateRow | undefined> {
  return db
    .selectFrom('reportTemplate as t')
    .leftJoin('account as a', 'a.id', 't.actorId')
    .selectAll('t')
    .select('a.displayName as actorName')
    .where('t.kind', '=', kind)
    .orderBy('t.sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when somebody else changed the template first. */
export async function insertTemplate(db: Db, row: NewRow<'reportTemplate'>): Promise<boolean> {
  const inserted = await db
    .insertInto('reportTemplate')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export interface SubmissionKey extends CardKey {
  readonly sequence: number;
}
export type SignedFileRow = Row<'signedFile'> & { readonly actorName: string | null };

/** In the order in which they came; at most a few. */
export function listSignedFileRows(
  db: Db,
  { roundId, unitId, sequence }: SubmissionKey,
): Promise<SignedFileRow[]> {
  return db
    .selectFrom('signedFile as f')
    .leftJoin('account as a', 'a.id', 'f.actorId')
    .selectAll('f')
    .select('a.displayName as actorName')
    .where('f.unitId', '=', unitId)
    .where('f.roundId', '=', roundId)
    .where('f.sequence', '=', sequence)
    .orderBy('f.number')
    .execute();
}

/** Takes the number after the last one. @returns it; undefined when somebody else took it first. */
export async function insertSignedFile(
  db: Db,
  row: Omit<NewRow<'signedFile'>, 'number'>,
): Promise<number | undefined> {
  const next = sql<number>`(select coalesce(max(f.number), 0) + 1 from signed_file f
    where f.unit_id = ${row.unitId} and f.round_id = ${row.roundId} and f.sequence = ${row.sequence})`;
  const inserted = await db
    .insertInto('signedFile')
    .values({ ...row, number: next })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  return inserted?.number;
}
