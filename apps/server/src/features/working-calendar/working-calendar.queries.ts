import { sql } from 'kysely';
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
