import type { Stability } from '@parix/api-contract';
import { itemStability, type RoundStability, type UnitStability } from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import { analysedRound, remembered, unitRef } from './analysed-round.ts';
import { itemRefs } from './set-parts.ts';

/** Neighbours in rank that are listed: the closest. */
const PAIRS = 20;

/** Who would change rank or class if one item of theirs were judged `step` points higher or lower. */
export async function getStability(context: Context, roundId: string, step: string): Promise<Stability> {
  const round = await analysedRound(context, roundId);
  const found = stabilityOf(round, step);
  const ref = itemRefs(round.stored.set);
  const byCode = new Map(round.units.map((unit) => [unit.code, unitRef(unit)]));
  return {
    step,
    firm: found.units.filter(({ rank, items }) => rank !== null && items.length === 0).length,
    units: found.units.flatMap((each, at) => {
      const unit = round.units[at];
      return unit ? [{ ...unitRef(unit), ...standingRange(round, each) }] : [];
    }),
    items: found.items
      .filter(({ rankMoves, classMoves }) => rankMoves + classMoves > 0)
      .map(({ id, rankMoves, classMoves }) => ({ ...ref(id), rankMoves, classMoves })),
    pairs: found.pairs.slice(0, PAIRS).flatMap(({ above, below, gap }) => {
      const [first, second] = [byCode.get(above), byCode.get(below)];
      return first && second ? [{ above: first, below: second, gap }] : [];
    }),
  };
}

export function stabilityOf(round: ScoredRound, step: string): RoundStability {
  const scored = round.layer('final');
  return remembered(scored, `stability ${step}`, () =>
    itemStability(round.stored.plan, scored.table, scored.scores, step),
  );
}

export function standingRange(
  { stored }: ScoredRound,
  { rank, classId, best, worst, classes, items }: UnitStability,
) {
  const ref = itemRefs(stored.set);
  return {
    rank,
    className: classNameOf(stored.set, classId),
    best,
    worst,
    classes: classes.flatMap((id) => classNameOf(stored.set, id) ?? []),
    items: items.map(ref),
  };
}
