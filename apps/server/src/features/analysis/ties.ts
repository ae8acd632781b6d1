import type { RoundAnalysis } from '@parix/api-contract';
import { explainTies, findItem, type TieBreak } from '@parix/scoring';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import type { Layer } from '../ranking/stored-facts.read-model.ts';
import { remembered, unitRef } from './analysed-round.ts';
import { partsOf } from './set-parts.ts';

type Tie = RoundAnalysis['ties'][number];
type Step = Tie['steps'][number];

/** Units with the same index, and the rule of the set that put one before the other. */
export function tiesOf(round: ScoredRound, layer: Layer): RoundAnalysis['ties'] {
  const scored = round.layer(layer);
  const { plan } = round.stored;
  const ties = remembered(scored, 'ties', () => explainTies(plan, scored.table, scored.scores));
  const places = new Map(round.units.map((unit, at) => [unit.code, at]));
  return ties.map(({ units, steps }): Tie => {
    const known = units.flatMap(({ unit, rank }) => {
      const own = round.units[places.get(unit) ?? -1];
      return own ? [{ ...unitRef(own), rank }] : [];
    });
    return {
      index: scored.result.units[places.get(units[0]?.unit ?? '') ?? -1]?.printedIndex ?? '0',
      units: known,
      steps: steps.map(({ above, below, by, values }): Step => ({
        above,
        below,
        by: by && tieBreakOf(round, by),
        values,
      })),
    };
  });
}

function tieBreakOf({ stored }: ScoredRound, rule: TieBreak): NonNullable<Step['by']> {
  switch (rule.by) {
    case 'points':
      return { by: 'points', name: '', prefer: 'highest' };
    case 'unit-code':
      return { by: 'unit-code', name: '', prefer: 'lowest' };
    case 'figure': {
      const figures = findItem(stored.plan, rule.item)?.figures ?? [];
      const label = figures.find(({ key }) => key === rule.figure)?.label ?? rule.figure;
      return { by: 'figure', name: label, prefer: rule.prefer };
    }
    default: {
      const part = partsOf(stored.set).find(({ id }) => id === rule.id);
      return { by: rule.by, name: part ? `${part.code} ${part.name}` : rule.id, prefer: rule.prefer };
    }
  }
}
