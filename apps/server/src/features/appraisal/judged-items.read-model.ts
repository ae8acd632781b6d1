import type { Db } from '../../platform/context.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { latestAppraisals, latestEntries } from '../ranking/round-rows.read-model.ts';
import { effectOf, isExempt, standingDecision, storedItems } from '../ranking/stored-facts.read-model.ts';
import { type Round, roundUnits } from '../rounds/rounds.read-model.ts';

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
export async function appraisedItems(db: Db, round: Round): Promise<readonly AppraisedItem[]> {
  const { items } = await requirePlan(db, round.setVersionId);
  const judged = [...items.values()].filter(
    ({ item }) => item.pointsFrom === 'appraisal' && item.rule !== null,
  );
  const filter = { roundId: round.id };
  const stored = storedItems(await latestEntries(db, filter), await latestAppraisals(db, filter));
  return (await roundUnits(db, round.id)).flatMap((unit) =>
    judged
      .filter(({ item }) => !isExempt(item, unit.kind))
      .map(({ item, areaId }) => {
        const rows = stored.get(unit.id)?.get(item.id);
        const decision = rows && standingDecision(rows);
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
