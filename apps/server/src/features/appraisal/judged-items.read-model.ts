import type { RoundFacts } from '../ranking/round-facts.read-model.ts';
import { effectOf, standingDecision } from '../ranking/stored-facts.read-model.ts';
import { isJudgedFor, judgedItems } from './decided-pairs.read-model.ts';

export interface AppraisedItem {
  readonly unitId: string;
  readonly unitCode: string;
  readonly itemId: string;
  readonly areaId: string;
  /** The decision that stands; undefined: none does. */
  readonly decision:
    { readonly effect: ReturnType<typeof effectOf>; readonly reason: string | null } | undefined;
}

/** Every item that somebody has to judge, of every unit, with what stands: those the set exempts are left out. */
export function appraisedItems({
  stored,
  units,
  items,
}: Pick<RoundFacts, 'stored' | 'units' | 'items'>): readonly AppraisedItem[] {
  const judged = judgedItems(stored);
  return units.flatMap((unit) =>
    judged
      .filter((item) => isJudgedFor(item, unit.kind))
      .map(({ item, areaId }) => {
        const facts = items.get(unit.id)?.get(item.id);
        const decision = facts && standingDecision(facts);
        return {
          unitId: unit.id,
          unitCode: unit.code,
          itemId: item.id,
          areaId,
          decision: decision && { effect: effectOf(decision), reason: decision.reason },
        };
      }),
  );
}
