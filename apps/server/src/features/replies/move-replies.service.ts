import type { UnitReplies } from '@parix/api-contract';
import { type Action, REPLY_MOVES, type ReplyEvent } from '@parix/workflow';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { tellAnswered } from '../notices/hearing-notices.read-model.ts';
import { requireRoundUnit, type Round } from '../rounds/rounds.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { insertReplyEvent } from './replies.queries.ts';
import { latestReplies } from './replies.read-model.ts';
import { getReplies, openReplies, type RepliesKey } from './replies.service.ts';

interface Said {
  /** The last event that the person has seen. */
  readonly sequence: number;
  readonly reason?: string;
}

/** One act on the replies of a unit as a whole; who sees an older state than stands is refused with the newer one. */
async function move(
  context: Context,
  key: RepliesKey,
  action: Action,
  kind: ReplyEvent,
  { sequence, reason }: Said,
): Promise<UnitReplies> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    // No answer is saved between the reading and the act.
    await lockCard(db, key, 'alone');
    const { round, relation, sequence: last } = await openReplies(inside, key);
    inside.permit(action, relation);
    if (!REPLY_MOVES[relation.replies].includes(kind)) refuse('reply-state');
    const written =
      last === sequence &&
      (await insertReplyEvent(db, {
        ...key,
        sequence: last + 1,
        kind,
        reason: reason ?? null,
        actorId: context.person.accountId,
        at: context.now,
        requestId: context.requestId,
      }));
    if (!written) refuse('edit-conflict', { current: await getReplies(inside, key) });
    await recordAudit(db, inside, {
      action: `replies.${kind}`,
      subject: `round:${key.roundId}`,
      detail: { unitId: key.unitId, ...(reason !== undefined && { reason }) },
    });
    if (kind === 'approved') await tellAppraisers(inside, round, key);
    return getReplies(inside, key);
  });
}

async function tellAppraisers(
  context: Context,
  round: Round,
  { roundId, unitId }: RepliesKey,
): Promise<void> {
  const { db } = context;
  const { items } = await requirePlan(db, round.setVersionId);
  const replies = (await latestReplies(db, { roundId, unitIds: [unitId] })).get(unitId);
  const answered = [...(replies?.keys() ?? [])].flatMap((itemId) => items.get(itemId) ?? []);
  const { name: unitName } = await requireRoundUnit(db, roundId, unitId);
  await tellAnswered(context, round, { unitId, unitName, items: answered });
}

export const sendReplies = (context: Context, key: RepliesKey, said: Said) =>
  move(context, key, 'reply.send', 'sent', said);
export const returnReplies = (context: Context, key: RepliesKey, said: Said) =>
  move(context, key, 'reply.approve', 'returned', said);
export const approveReplies = (context: Context, key: RepliesKey, said: Said) =>
  move(context, key, 'reply.approve', 'approved', said);
export const reopenReplies = (context: Context, key: RepliesKey, said: Said) =>
  move(context, key, 'reply.reopen', 'reopened', said);
