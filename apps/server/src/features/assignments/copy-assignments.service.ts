import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { openForAssignment, subjectOf } from './assign-items.service.ts';
import {
  type AssignmentRow,
  type CardKey,
  findRoundToCopy,
  insertAssignments,
  listAssignmentRows,
} from './assignments.queries.ts';

type Copied = z.output<typeof ROUTES.copyAssignments.response>;

/**
 * Takes over who filled which item in an earlier round, by the id of the item. Left out, and told: items that the set
 * of this round does not have, people who have left, divisions that have ended. What is given out already stays.
 */
export async function copyAssignments(
  context: Context,
  card: CardKey,
  fromRoundId: string | null,
): Promise<Copied> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { stored } = await openForAssignment(inside, card);
    const from = fromRoundId ?? (await findRoundToCopy(db, card)) ?? refuse('not-found');
    await requireRound(db, from, context.now);
    const rows = await listAssignmentRows(db, { ...card, roundId: from }, context.now);
    const judged = rows.map((row) => ({ row, why: obstacle(stored, row) }));
    const kept = judged.filter(({ why }) => why === null).map(({ row }) => row);
    const assigned = await insertAssignments(
      db,
      kept.map((row) => copyOf(inside, card, row)),
    );
    const skipped = judged.flatMap(({ row: { itemId, name }, why }) =>
      why === null ? [] : [{ itemId, name, why }],
    );
    const detail = { from, assigned, skipped: skipped.length };
    await recordAudit(db, context, { action: 'assignments.copied', subject: subjectOf(card), detail });
    return { fromRoundId: from, assigned, unchanged: kept.length - assigned, skipped };
  });
}

function obstacle(stored: StoredSet, row: AssignmentRow): Copied['skipped'][number]['why'] | null {
  if (stored.items.get(row.itemId)?.item.selfScored !== true) return 'item-unknown';
  if (row.reachable) return null;
  return row.accountId === null ? 'division-ended' : 'person-gone';
}

const copyOf = ({ now, person, requestId }: Context, card: CardKey, row: AssignmentRow) => ({
  id: newId(),
  roundId: card.roundId,
  unitId: card.unitId,
  itemId: row.itemId,
  accountId: row.accountId,
  divisionId: row.divisionId,
  startsAt: now,
  assignedBy: person.accountId,
  requestId,
});
