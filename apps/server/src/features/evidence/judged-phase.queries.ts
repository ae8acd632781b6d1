import type { RoundPhase } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { phaseAt } from '../rounds/rounds.read-model.ts';

/** Phases that open a library, the most telling first. */
const ORDER: readonly RoundPhase[] = [
  'appraisal',
  'explanation',
  'explanation-closed',
  'reappraisal',
  'council',
  'approved',
  'published',
];

/** The phase, of all rounds the unit takes part in, that opens its library the furthest to those who judge. */
export async function judgedPhaseOf(db: Db, unitId: string, now: Date): Promise<RoundPhase | undefined> {
  const rounds = await db
    .selectFrom('round as r')
    .innerJoin('roundUnit as ru', 'ru.roundId', 'r.id')
    .selectAll('r')
    .where('ru.unitId', '=', unitId)
    .execute();
  const phases = new Set(rounds.map((round) => phaseAt(round, now)));
  return ORDER.find((phase) => phases.has(phase)) ?? [...phases][0];
}
