import type { Round as ApiRound, ROUTES } from '@parix/api-contract';
import { findMove } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { tellHearingStep } from '../notices/hearing-notices.read-model.ts';
import { appendRoundEvent } from '../publication/transparency-log.read-model.ts';
import { freezeResults, lastFreeze } from '../ranking/frozen-results.read-model.ts';
import { cancelRunningBuild } from '../publication/cancel-build.read-model.ts';
import { type ScoredRound, scoredRound } from '../ranking/scored-round.read-model.ts';
import { hearAgain } from '../replies/hear-again.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { toRound } from './describe-round.ts';
import { updateRound } from './rounds.queries.ts';
import { requireGuards } from './round-guards.ts';
import { requireRound, type Round } from './rounds.read-model.ts';
import { refuseConflict, requireRoundRow } from './rounds.service.ts';

type Move = z.output<typeof ROUTES.moveRound.body>;

/**
 * Moves a round to another stored state, once every guard of the step holds (`ROUND_MOVES`); the answer to a refused
 * one lists what is missing. Publishing is an act of its own (`publish`).
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
    const step = findMove(round.state, move.to);
    if (move.to === 'published' || step === undefined) refuse('round-phase');
    const inside = { ...context, db };
    let read: Promise<ScoredRound> | undefined;
    const scored = () => (read ??= scoredRound(db, round));
    await requireGuards(inside, round, step, move, scored);
    if (move.to === 'council') await freezeResults(inside, round, await scored());
    if (round.state === 'approved') await cancelRunningBuild(inside, roundId);
    const heardAgain = move.to === 'explanation' ? await hearAgain(inside, roundId, move.reason) : 0;
    await updateRound(db, roundId, version, movedTo(round, move.to, context.now));
    const { reason } = move;
    const detail = { from: round.state, to: move.to, reason, ...(heardAgain > 0 && { heardAgain }) };
    await recordAudit(db, context, { action: 'round.moved', subject: `round:${roundId}`, detail });
    if (move.to === 'explanation' || move.to === 'reappraisal') await tellHearingStep(db, roundId);
    const moved = toRound(await requireRoundRow({ db }, roundId), context);
    // The log is held from here to the end of the transaction.
    if (move.to === 'approved') await logDecision(inside, roundId);
    return moved;
  });
}

/** The council's decision enters the public log with the hash of the table that it adopted. */
async function logDecision(context: Context, round: string): Promise<void> {
  const freeze = await lastFreeze(context.db, round);
  if (!freeze) throw new Error(`round ${round} is approved without a frozen result`);
  await appendRoundEvent(context, { kind: 'council-decided', round, sha256: freeze.sha256 });
}

/** A state is kept with the instant and the state before: what was received earlier is judged by that. */
export const movedTo = ({ state }: Round, to: Round['state'], now: Date) =>
  ({ state: to, movedFrom: state, movedAt: now, updatedAt: now }) as const;
