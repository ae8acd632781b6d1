import type { ChaseResult, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { notify } from './notify.read-model.ts';
import { lastChases, lockChases } from './progress.queries.ts';
import { progressOf, type UnitProgress } from './progress.read-model.ts';
import { peopleOfUnits, type Recipient } from './recipients.queries.ts';

type Chase = z.output<typeof ROUTES.chaseUnits.body>;
type Outcome = ChaseResult['results'][number];

/** Within this time a unit is not chased twice unless somebody asks for it. */
export const CHASE_PAUSE_MINUTES = 60;

/**
 * Chases the units by a notice to everybody who works on their cards. A second click, a retry and a colleague at the
 * same moment chase nobody twice; the answer says of each unit what happened.
 */
export function chaseUnits(context: Context, roundId: string, chase: Chase): Promise<ChaseResult> {
  return inTransaction(context.db, async (db) => {
    const within = { ...context, db };
    const round = await requireRound(db, roundId, context.now);
    context.permit('rounds.manage');
    if (!CHASABLE.has(round.phase)) refuse('round-phase');
    await lockChases(db, roundId);
    const unitIds = [...new Set(chase.unitIds)];
    const units = await progressOf(db, round, context.now, unitIds);
    const last = await lastChases(db, roundId, unitIds);
    const people = await peopleOfUnits(
      db,
      unitIds,
      ['contributor', 'focal-point', 'unit-leader'],
      context.now,
    );
    const results: Outcome[] = [];
    for (const unit of units) {
      const own = people.filter((person) => person.unitId === unit.unitId);
      results.push(await chaseUnit(within, round, unit, own, last.get(unit.unitId), chase));
    }
    const chased = results.filter(({ outcome }) => outcome === 'chased');
    if (chased.length > 0) {
      const detail = { units: chased.map(({ unitId }) => unitId), message: chase.message };
      await recordAudit(db, context, { action: 'round.chased', subject: `round:${roundId}`, detail });
    }
    return { results };
  });
}

const CHASABLE: ReadonlySet<string> = new Set(['self-scoring', 'self-closed', 'appraisal']);

async function chaseUnit(
  context: Context,
  round: Round,
  unit: UnitProgress,
  people: readonly Recipient[],
  lastAt: Date | undefined,
  { again, message }: Chase,
): Promise<Outcome> {
  const { unitId, unitName, state, missing, items, closesAt } = unit;
  const answer = (outcome: Outcome['outcome'], told = 0, at = lastAt): Outcome => ({
    unitId,
    unitName,
    outcome,
    told,
    lastChasedAt: at?.toISOString() ?? null,
  });
  const { now, person } = context;
  const pause = CHASE_PAUSE_MINUTES * 60_000;
  if (state === 'submitted') return answer('submitted');
  if (!again && lastAt !== undefined && now.getTime() - lastAt.getTime() < pause)
    return answer('recently-chased');
  const by = person.displayName;
  const facts = { roundTitle: round.title, unitName, by, closesAt, missing, items, message };
  const told = await notify(context, people, { kind: 'chased', roundId: round.id, unitId, facts });
  return told === 0 ? answer('nobody') : answer('chased', told, now);
}
