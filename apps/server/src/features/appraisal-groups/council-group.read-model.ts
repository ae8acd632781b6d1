import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { listGroupRows } from './groups.queries.ts';

/** The council of the round: the one set up last that has not been dissolved. */
export async function councilGroup(db: Db, roundId: string): Promise<Row<'appraisalGroup'> | undefined> {
  const groups = await listGroupRows(db, roundId);
  return groups.findLast(({ kind, dissolvedAt }) => kind === 'council' && dissolvedAt === null);
}
