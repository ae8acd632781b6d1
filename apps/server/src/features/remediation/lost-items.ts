import type { ItemScore } from '@parix/api-contract';
import type { Group } from '@parix/scoring';
import type { Db } from '../../platform/context.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import { itemScoreOf } from '../ranking/item-score.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { standingDecision } from '../ranking/stored-facts.read-model.ts';
import { requireRoundUnit, type Round } from '../rounds/rounds.read-model.ts';

/** One item of a published result that did not get all its points. */
export interface LostItem {
  readonly itemId: string;
  readonly areaId: string;
  /** Exact. */
  readonly lostPoints: string;
  /** Why: the decision's reason, or the engine's words where the unit itself declared no more. Vietnamese. */
  readonly said: string;
  /** The same as a shortcoming: the requirement that was not met, where one was named. */
  readonly shortcoming: string;
}

const LONGEST = 4000;

/** What a bonus area did not give is no shortcoming; what was deducted is one. Empty before the publication. */
export async function lostItems(db: Db, round: Round, unitId: string): Promise<readonly LostItem[]> {
  if (round.phase !== 'published') return [];
  const unit = await requireRoundUnit(db, round.id, unitId);
  const rows = await loadRoundRows(db, round, [unit]);
  const scored = { plan: rows.stored.plan, ...scoreLayer(rows, 'final') };
  const roles = new Map(rows.stored.set.areas.map(({ id, role }) => [id, role]));
  return [...rows.stored.items.values()].flatMap(({ item, areaId }): LostItem[] => {
    if (item.rule === null) return [];
    const score = itemScoreOf(scored, 0, item.id, 'vi');
    const lostPoints = lostOf(score, roles.get(areaId));
    if (lostPoints === null) return [];
    const stored = rows.items.get(unitId)?.get(item.id);
    const decision = stored && standingDecision(stored);
    const reason = decision?.reason ?? null;
    const words = score.explanation.join(' ');
    return [
      {
        itemId: item.id,
        areaId,
        lostPoints,
        said: (reason ?? words).slice(0, LONGEST),
        shortcoming: (decision?.requirement ?? reason ?? words).slice(0, LONGEST),
      },
    ];
  });
}

function lostOf({ status, points, lost }: ItemScore, role: Group['role'] | undefined): string | null {
  if ((status !== 'scored' && status !== 'no-data') || role === 'bonus') return null;
  if (role === 'deduction') return points?.startsWith('-') ? points.slice(1) : null;
  return compareExact(lost, '0') > 0 ? lost : null;
}
