import type { ROUTES } from '@parix/api-contract';
import { goalSeek as seekGoal, type ItemFacts, whatIf as scoreWhatIf } from '@parix/scoring';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { requireValidFacts } from '../self-scoring/check-facts.read-model.ts';
import { normaliseFigures } from '../self-scoring/figures.read-model.ts';
import { refuseBlind } from '../second-readings/blind-pairs.read-model.ts';
import { type ScoredRound, scoredRound } from './scored-round.read-model.ts';
import { winBackWords } from './win-back-words.ts';

type WhatIf = z.output<typeof ROUTES.whatIf.body>;
type WhatIfAnswer = z.output<typeof ROUTES.whatIf.response>;
type GoalAnswer = z.output<typeof ROUTES.goalSeek.response>;

async function requireSimulation(context: Context, roundId: string, unitId: string) {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('results.simulate', { ...relationToUnit(context.person, unitId), phase: round.phase });
  await refuseBlind(context, round);
  const rows = await scoredRound(context.db, round);
  const unitIndex = rows.units.findIndex((each) => each.id === unitId);
  const unit = rows.units[unitIndex] ?? refuse('not-found');
  return { rows, unit, unitIndex, scored: rows.layer('final') };
}

interface Standing {
  readonly printedIndex: string;
  readonly rank: number | null;
  readonly classId: string | null;
}
const standingOf = ({ stored }: ScoredRound, { printedIndex, rank, classId }: Standing) => ({
  printedIndex,
  rank,
  className: classNameOf(stored.set, classId),
});

/** Where the unit would stand with other figures; nothing is stored. Appraised points give way to the figures. */
export async function whatIf(
  context: Context,
  roundId: string,
  unitId: string,
  { changes }: WhatIf,
): Promise<WhatIfAnswer> {
  const { rows, unit, unitIndex, scored } = await requireSimulation(context, roundId, unitId);
  const { plan, items } = rows.stored;
  const facts = changes.map(({ itemId, figures }, at): { itemId: string; facts: ItemFacts } => {
    const indexed = items.get(itemId) ?? refuse('not-found');
    const place = `/changes/${at}`;
    const stored = { figures: normaliseFigures(indexed.item, figures, context.locale, `${place}/figures`) };
    requireValidFacts(plan, unit, itemId, stored, context.locale, place);
    return { itemId, facts: stored };
  });
  const now = scored.result.units[unitIndex];
  if (!now) throw new Error('the unit was not scored');
  const then = scoreWhatIf(plan, scored.table, scored.scores, unitIndex, facts);
  return { now: standingOf(rows, now), then: standingOf(rows, then) };
}

/** Which items win back so many ranks at least effort, with alternatives. */
export async function goalSeek(
  context: Context,
  roundId: string,
  unitId: string,
  goal: { readonly ranks: number },
): Promise<GoalAnswer> {
  const { rows, unitIndex, scored } = await requireSimulation(context, roundId, unitId);
  const now = scored.result.units[unitIndex];
  if (!now) throw new Error('the unit was not scored');
  const found = seekGoal(rows.stored.plan, scored.table, scored.scores, unitIndex, goal);
  return {
    reachable: found.reachable,
    now: standingOf(rows, now),
    alternatives: found.alternatives.map(({ items, cost, reaches }) => ({
      cost,
      reaches: standingOf(rows, reaches),
      items: items.map(({ itemId, gain, winBack }) => {
        const item = rows.stored.items.get(itemId)?.item;
        return {
          itemId,
          code: item?.code ?? itemId,
          name: item?.name ?? itemId,
          gain,
          how: winBackWords(winBack, item, context.locale),
        };
      }),
    })),
  };
}
