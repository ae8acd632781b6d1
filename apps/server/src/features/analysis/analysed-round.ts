import type { Relation } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { type ScoredRound, scoredRound } from '../ranking/scored-round.read-model.ts';
import type { ScoredLayer } from '../ranking/round-facts.read-model.ts';
import { requireRound, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { refuseBlind } from '../second-readings/blind-pairs.read-model.ts';

/**
 * The scored round, for somebody who may look into its results, none of which is hidden from them; without a unit: into
 * those of all.
 */
export async function analysedRound(
  context: Context,
  roundId: string,
  relation: Pick<Relation, 'ownUnit'> = { ownUnit: false },
): Promise<ScoredRound> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('analysis.read', { ...relation, phase: round.phase });
  await refuseBlind(context, round);
  return scoredRound(context.db, round);
}

export const unitRef = ({ id, code, name }: Pick<RoundUnit, 'id' | 'code' | 'name'>) => ({
  unitId: id,
  unitCode: code,
  unitName: name,
});

const found = new WeakMap<ScoredLayer, Map<string, unknown>>();

/** What was worked out of a scored layer, as long as the layer itself is kept. `what` names it with its settings. */
export function remembered<T>(scored: ScoredLayer, what: string, work: () => T): T {
  const known = found.get(scored) ?? new Map<string, unknown>();
  found.set(scored, known);
  if (!known.has(what)) known.set(what, work());
  // One name is used by one caller, which has put a T there.
  return known.get(what) as T;
}
