import type { RoundAnalysis } from '@parix/api-contract';
import {
  type LayerGaps,
  layerGaps,
  ratioOf,
  type RoundLosses,
  roundLosses,
  roundRatio,
} from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import type { Layer } from '../ranking/stored-facts.read-model.ts';
import { analysedRound, remembered, unitRef } from './analysed-round.ts';
import { partsOf } from './set-parts.ts';
import { tiesOf } from './ties.ts';

/** Where a round lost its points, who scored themselves too high, who has no rank, and how ties were settled. */
export async function getRoundAnalysis(
  context: Context,
  roundId: string,
  layer: Layer,
): Promise<RoundAnalysis> {
  const round = await analysedRound(context, roundId);
  const gaps = gapsOf(round);
  return {
    roundId,
    layer,
    parts: partsWithTotals(round, layer),
    units: round.units.flatMap((unit, at) => {
      const gap = gaps.units[at];
      return gap ? [{ ...unitRef(unit), gap: gapTexts(gap) }] : [];
    }),
    unranked: unrankedOf(round, layer),
    ties: tiesOf(round, layer),
  };
}

const lossesOf = (round: ScoredRound, layer: Layer): RoundLosses => {
  const scored = round.layer(layer);
  return remembered(scored, 'losses', () => roundLosses(round.stored.plan, scored.table, scored.scores));
};

const gapsOf = (round: ScoredRound): LayerGaps => {
  const final = round.layer('final');
  return remembered(final, 'gaps', () =>
    layerGaps(round.stored.plan, round.layer('self').result.units, final.result.units),
  );
};

/** Areas, criteria and items with what all units have there. */
export function partsWithTotals(round: ScoredRound, layer: Layer): RoundAnalysis['parts'] {
  const { groups, items } = lossesOf(round, layer);
  const totals = new Map([...groups, ...items].map((part) => [part.id, part]));
  const losses = new Map(items.map((item, at) => [item.id, { item, place: at + 1 }]));
  const gaps = new Map(gapsOf(round).items.map((gap) => [gap.id, gap]));
  return partsOf(round.stored.set).flatMap((part) => {
    const total = totals.get(part.id);
    if (total === undefined) return [];
    const loss = part.level === 'item' ? losses.get(part.id) : undefined;
    const gap = part.level === 'item' ? gaps.get(part.id) : undefined;
    const { units, points, maximum, losing, lost } = total;
    return [
      {
        ...part,
        units,
        points,
        maximum,
        share: shareOf(round, points, maximum),
        losing,
        lost,
        place: loss?.place ?? null,
        reasons: [...(loss?.item.reasons ?? [])],
        gap: gap ? gapTexts(gap) : null,
      },
    ];
  });
}

/** Points in % of the maximum, printed as the set prints indices; null without a maximum. */
export function shareOf({ stored }: ScoredRound, points: string, maximum: string): string | null {
  const share = ratioOf(points, maximum);
  return share === null ? null : roundRatio(inPercent(share), stored.set.rounding.printedIndex);
}

/** 100 times an exact text. */
const inPercent = (text: string): string => ratioOf(text, '0.01') ?? '0';

const gapTexts = ({
  compared,
  over,
  overPoints,
  under,
  underPoints,
  net,
}: LayerGaps['units'][number] | LayerGaps['items'][number]) => ({
  compared,
  over,
  overPoints,
  under,
  underPoints,
  net,
});

function unrankedOf(round: ScoredRound, layer: Layer): RoundAnalysis['unranked'] {
  const { units: results } = round.layer(layer).result;
  const { set } = round.stored;
  return round.units.flatMap((unit, at): RoundAnalysis['unranked'] => {
    const result = results[at];
    if (!result || result.rank !== null) return [];
    const why = unit.unranked ? 'round' : set.ranking.unrankedKinds.includes(unit.kind) ? 'kind' : 'no-index';
    return [
      { ...unitRef(unit), index: result.printedIndex, className: classNameOf(set, result.classId), why },
    ];
  });
}
