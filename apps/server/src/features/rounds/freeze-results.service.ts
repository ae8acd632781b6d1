import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { freezeResults as freeze } from '../ranking/frozen-results.read-model.ts';
import { requireRound } from './rounds.read-model.ts';

/** Freezes the results for the council anew: what it has decided since the last time counts from now on. */
export async function freezeResults(context: Context, roundId: string) {
  context.permit('rounds.manage');
  return inTransaction(context.db, async (db) => {
    const round = await requireRound(db, roundId, context.now, 'update');
    if (round.state !== 'council') refuse('round-phase');
    const { sequence, sha256, at } = await freeze({ ...context, db }, round);
    const detail = { sequence, sha256 };
    await recordAudit(db, context, { action: 'round.results-frozen', subject: `round:${roundId}`, detail });
    return { sequence, sha256, at: at.toISOString() };
  });
}
