import type { Round as ApiRound, ROUTES } from '@parix/api-contract';
import { mayMove } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { loadRoundRows } from '../ranking/round-facts.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { refuseIncomplete } from './complete-round.ts';
import { toRound } from './describe-round.ts';
import { updateRound } from './rounds.queries.ts';
import { requireOpenable, requireSelfScored } from './round-guards.ts';
import { requireRound, type Round } from './rounds.read-model.ts';
import { refuseConflict, requireRoundRow } from './rounds.service.ts';

type Move = z.output<typeof ROUTES.moveRound.body>;

/**
 * Moves a round to another stored state. Approving needs every item of every unit decided and every survey figure
 * there; opening and ending self-scoring have guards of their own. The answer lists what is missing. Publishing is an act of its own (`publish`).
 */
export async function moveRound(
  context: Context,
  roundId: string,
  version: number,
  move: Move,
): Promise<ApiRound> {
  context.permit('rounds.manage');
  return inTransaction(context.db, async (db) => {
    await requireRound(db, roundId, context.now, 'update');
    await lockCardsOfRound(db, roundId);
    const round = await requireRound(db, roundId, context.now);
    const row = await requireRoundRow({ db }, roundId);
    if (row.version !== version) refuseConflict(row, context);
    if (move.to === 'published' || !mayMove(round.state, move.to)) refuse('round-phase');
    if (isStepBack(round.state, move.to) && move.reason.trim() === '')
      refuse('bad-request', { errors: [reasonMissing] });
    const inside = { ...context, db };
    if (round.state === 'draft') await requireOpenable(inside, round, move.acknowledge);
    if (round.state === 'self-scoring') await requireSelfScored(inside, round, move.acknowledge);
    if (move.to === 'approved') refuseIncomplete(await loadRoundRows(db, round), context.locale);
    await updateRound(db, roundId, version, movedTo(round, move.to, context.now));
    const detail = { from: round.state, to: move.to, reason: move.reason };
    await recordAudit(db, context, { action: 'round.moved', subject: `round:${roundId}`, detail });
    return toRound(await requireRoundRow({ db }, roundId), context);
  });
}

/** A state is kept with the instant and the state before: what was received earlier is judged by that. */
export const movedTo = ({ state }: Round, to: Round['state'], now: Date) =>
  ({ state: to, movedFrom: state, movedAt: now, updatedAt: now }) as const;

/** Going back reopens what people took for settled: it is done with a reason on record. */
const isStepBack = (from: string, to: string): boolean =>
  (from === 'appraisal' && to === 'self-scoring') || (from === 'approved' && to === 'appraisal');

const reasonMissing = {
  place: '/reason',
  code: 'reason-required',
  message: 'Cần ghi lý do khi chuyển về giai đoạn trước. / A reason is required to go back a step.',
};
