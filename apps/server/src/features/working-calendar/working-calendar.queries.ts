import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** Content of a stored decision, as short text. */
const contentHash = sql<string>`md5(document::text)`.as('hash');

/** Year and content of each year's latest decision, without the decision itself. */
export function listLatestHashes(db: Db) {
  return db
    .selectFrom('yearDecision')
    .distinctOn('year')
    .select(['year', contentHash])
    .orderBy('year')
    .orderBy('sequence', 'desc')
    .execute();
}

/** The latest decision of each year, by year. */
export function listLatest(db: Db) {
  return db
    .selectFrom('yearDecision')
    .distinctOn('year')
    .select(['year', 'document', contentHash])
    .orderBy('year')
    .orderBy('sequence', 'desc')
    .execute();
}

export interface DecisionFilter {
  readonly year?: number | undefined;
}

/** Recorded decisions, the latest year first and of a year the latest first. */
export function listDecisionRows(
  db: Db,
  { year }: DecisionFilter,
  after: readonly [year: number, sequence: number] | null,
  limit: number,
) {
  let query = db
    .selectFrom('yearDecision as d')
    .leftJoin('account as a', 'a.id', 'd.authorId')
    .select(['d.year', 'd.sequence', 'd.document', 'd.recordedAt', 'a.displayName as recordedBy'])
    .select(
      sql<boolean>`not exists (select from year_decision n where n.year = d.year and n.sequence > d.sequence)`.as(
        'counts',
      ),
    );
  if (year !== undefined) query = query.where('d.year', '=', year);
  if (after) query = query.where(sql<boolean>`(d.year, d.sequence) < (${after[0]}::int, ${after[1]}::int)`);
  return query.orderBy('d.year', 'desc').orderBy('d.sequence', 'desc').limit(limit).execute();
}

/** One decision at a time: each is compared with the calendar that it changes. */
export async function lockDecisions(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parix.year-decisions'))`.execute(db);
}

export async function insertDecision(db: Db, row: NewRow<'yearDecision'>): Promise<void> {
  await db.insertInto('yearDecision').values(row).execute();
}
