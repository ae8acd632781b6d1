import type { Db } from '../../platform/context.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { shortcomingsOf } from '../inspections/inspections.read-model.ts';
import { type LostItem, lostItems } from './lost-items.ts';
import type { OpenPlans } from './open-plans.ts';

/** A shortcoming that an inspection found, once both sides have signed its record. */
export interface WaitingFinding {
  readonly findingId: string;
  readonly itemId: string | null;
  readonly areaId: string | null;
  readonly said: string;
  /** What the inspection asks for; empty: nothing in particular. */
  readonly asked: string;
}
export interface Waiting {
  readonly lostItems: readonly LostItem[];
  readonly findings: readonly WaitingFinding[];
}

/** What was lost or found and is in no plan of the unit after this round. */
export async function shortcomingsWaiting(
  db: Db,
  { round, unit, plans }: Pick<OpenPlans, 'round' | 'unit' | 'plans'>,
): Promise<Waiting> {
  const rows = plans.flatMap(({ tasks }) => tasks.map(({ row }) => row));
  const planned = new Set(rows.flatMap(({ source, itemId }) => (source === 'lost-item' ? [itemId] : [])));
  const lost = await lostItems(db, round, unit.id);
  const known = new Set(rows.map(({ findingId }) => findingId));
  const { items } = await requirePlan(db, round.setVersionId);
  const found = await shortcomingsOf(db, { unitIds: [unit.id], roundId: round.id, signedOnly: true });
  return {
    lostItems: lost.filter(({ itemId }) => !planned.has(itemId)),
    findings: found
      .filter(({ id }) => !known.has(id))
      .map(({ id, itemId, statement, recommendation }) => ({
        findingId: id,
        itemId,
        areaId: itemId === null ? null : (items.get(itemId)?.areaId ?? null),
        said: statement,
        asked: recommendation,
      })),
  };
}
