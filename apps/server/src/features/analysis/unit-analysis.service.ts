import type { UnitAnalysis } from '@parix/api-contract';
import { explainChange, type MappingEntry, ordinaryItems, scoredItems, subtractRatio } from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import { analysedRound, unitRef } from './analysed-round.ts';
import { toEntries, toSummary } from './describe-change.ts';
import { stabilityOf, standingRange } from './stability.service.ts';

/** What the leader of a unit asks: which items took the points that the unit gave itself, and how firm its rank is. */
export async function getUnitAnalysis(
  context: Context,
  roundId: string,
  unitId: string,
  step: string,
): Promise<UnitAnalysis> {
  const round = await analysedRound(context, roundId, relationToUnit(context.person, unitId));
  const at = round.units.findIndex((unit) => unit.id === unitId);
  const unit = round.units[at] ?? refuse('not-found');
  const [self, final] = [round.layer('self').result.units[at], round.layer('final').result];
  const result = final.units[at];
  const stability = stabilityOf(round, step).units[at];
  if (!self || !result || !stability) throw new Error('the unit was not scored');
  const { set } = round.stored;
  // The ruler is the same: only what does not apply any more can change what a point is worth.
  const change = explainChange(
    [{ share: '1', result: self, carried: self }],
    result,
    sameItems(round),
    ordinaryItems(set),
  );
  return {
    unit: unitRef(unit),
    of: final.units.filter(({ rank }) => rank !== null).length,
    neighbours: neighboursOf(round, at),
    layers: { ...toSummary(change), entries: toEntries(change, set, set) },
    stability: { step, ...standingRange(round, stability) },
  };
}

const sameItems = ({ stored }: ScoredRound): readonly MappingEntry[] =>
  scoredItems(stored.set).map(({ id }) => ({ kind: 'same', from: [id], to: [id], reason: null }));

/** The units next before and next behind in rank, with the index between; whoever shares the rank is told too. */
function neighboursOf(round: ScoredRound, at: number): UnitAnalysis['neighbours'] {
  const { units } = round.layer('final').result;
  const own = units[at];
  if (!own || own.rank === null) return [];
  const rank = own.rank;
  const others = units.flatMap((each, other) => {
    const unit = round.units[other];
    return other === at || each.rank === null || !unit ? [] : [{ unit, each, rank: each.rank }];
  });
  const above = Math.max(...others.filter((other) => other.rank < rank).map((other) => other.rank));
  const below = Math.min(...others.filter((other) => other.rank > rank).map((other) => other.rank));
  return others
    .filter((other) => [above, rank, below].includes(other.rank))
    .sort((a, b) => a.rank - b.rank)
    .map(({ unit, each, rank: place }) => ({
      ...unitRef(unit),
      rank: place,
      index: each.printedIndex,
      gap: subtractRatio(each.index, own.index),
    }));
}
