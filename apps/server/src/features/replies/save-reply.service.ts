import type { ReplyItem, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { ownItems } from '../assignments/own-items.read-model.ts';
import { requireKnownLinks } from '../evidence/evidence-links.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { insertReply } from './replies.queries.ts';
import { latestReplies } from './replies.read-model.ts';
import { getReplies, openReplies, requireAnswerable, type RepliesKey } from './replies.service.ts';

/** Appends the next version of the answer to one item; the window and the decision must still be what they were. */
export async function saveReply(
  context: Context,
  path: RepliesKey & { readonly itemId: string },
  version: number,
  sent: z.output<typeof ROUTES.saveReply.body>,
): Promise<ReplyItem> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await lockCard(db, path, 'share');
    const { round, relation, sequence } = await openReplies(inside, path);
    const own = await ownItems(db, context.person, path, context.now);
    inside.permit('reply.edit', { ...relation, ownItem: own.has(path.itemId) });
    const appraisalVersion = await requireAnswerable(db, round, path.unitId, path.itemId);
    const reason = sent.reason === '' ? null : sent.reason;
    if (sent.stance === 'disagree' && reason === null) refuse('reason-required');
    const evidence = await requireKnownLinks(db, path.unitId, sent.evidence, context.locale);
    const filter = { roundId: path.roundId, unitIds: [path.unitId], itemId: path.itemId };
    const current = (await latestReplies(db, filter)).get(path.unitId)?.get(path.itemId)?.version ?? 0;
    const written =
      current === version &&
      (await insertReply(db, {
        ...path,
        version: version + 1,
        appraisalVersion,
        afterEvent: sequence,
        stance: sent.stance,
        reason,
        evidence: JSON.stringify(evidence),
        authorId: context.person.accountId,
        recordedAt: context.now,
        requestId: context.requestId,
      }));
    const { items } = await getReplies(inside, path);
    const item = items.find(({ itemId }) => itemId === path.itemId) ?? refuse('not-found');
    return written ? item : refuse('edit-conflict', { current: item });
  });
}
