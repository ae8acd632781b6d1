import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { publicVersions } from './publication.queries.ts';

/** The publication of the round that everybody reads now; undefined: none is public. */
export async function standingPublication(
  db: Db,
  roundId: string,
  now: Date,
): Promise<Row<'publication'> | undefined> {
  return (await publicVersions(db, roundId, now))[0];
}
