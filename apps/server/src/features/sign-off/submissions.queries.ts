import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { CardKey } from './item-marks.queries.ts';

export type SubmissionRow = Row<'submission'> & {
  /** Counts the submissions of the card from 1. */
  readonly number: number;
};

export async function insertSubmission(db: Db, row: NewRow<'submission'>): Promise<void> {
  await db.insertInto('submission').values(row).execute();
}

const submissions = (db: Db, { roundId, unitId }: CardKey) =>
  db
    .selectFrom('submission as s')
    .selectAll('s')
    .select(
      sql<number>`(select count(*) from submission o
        where o.unit_id = s.unit_id and o.round_id = s.round_id and o.sequence <= s.sequence)`.as('number'),
    )
    .where('s.unitId', '=', unitId)
    .where('s.roundId', '=', roundId);

/** Newest first; `before` is the number of the last row of the page before. */
export function listSubmissionRows(
  db: Db,
  card: CardKey,
  before: number | null,
  limit: number,
): Promise<SubmissionRow[]> {
  let query = submissions(db, card);
  if (before !== null) query = query.where('s.sequence', '<', before);
  return query.orderBy('s.sequence', 'desc').limit(limit).execute();
}

export function findSubmission(db: Db, card: CardKey, sequence: number): Promise<SubmissionRow | undefined> {
  return submissions(db, card).where('s.sequence', '=', sequence).executeTakeFirst();
}

export async function countSubmissions(db: Db, { roundId, unitId }: CardKey): Promise<number> {
  const row = await db
    .selectFrom('submission')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('unitId', '=', unitId)
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow();
  return row.count;
}
