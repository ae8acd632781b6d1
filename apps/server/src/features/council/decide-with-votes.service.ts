import type { AppraisalRow, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { councilDecide } from '../appraisal/council-decision.read-model.ts';
import { insertVote } from './council.queries.ts';

interface AgendaKey {
  readonly roundId: string;
  readonly unitId: string;
  readonly itemId: string;
}

/** The council's decision on one item with the votes by which it was taken: both are stored or neither is. */
export async function decideWithVotes(
  context: Context,
  path: AgendaKey,
  version: number,
  { votes, ...sent }: z.output<typeof ROUTES.councilDecide.body>,
): Promise<AppraisalRow> {
  return inTransaction(context.db, async (db) => {
    const row = await councilDecide({ ...context, db }, path, version, sent);
    if (votes) await insertVote(db, { ...path, appraisalVersion: row.version, ...votes });
    return row;
  });
}
