import type { Db } from '../../platform/context.ts';
import { type LostItem, lostItems } from './lost-items.ts';
import type { OpenPlans } from './open-plans.ts';

/** A shortcoming that an inspection found. */
export interface WaitingFinding {
  readonly findingId: string;
  readonly itemId: string | null;
  readonly areaId: string | null;
  readonly said: string;
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
  return { lostItems: lost.filter(({ itemId }) => !planned.has(itemId)), findings: [] };
}
