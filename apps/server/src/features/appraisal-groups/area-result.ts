import { createHash } from 'node:crypto';
import { canonicalJson } from '@parix/criteria-sets';
import { isJudgedFor, type StandingDecision } from '../appraisal/decided-pairs.read-model.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';

/** What stands in an area: a signature covers exactly this. */
export interface AreaResult {
  /** Items × units that a decision is due on. */
  readonly pairs: number;
  readonly open: number;
  /** Decision → how many; `none` for pairs without one. */
  readonly counts: Readonly<Record<string, number>>;
  readonly rowsSha256: string;
}

/**
 * The hash is over the canonical JSON of `[unit code, item, version, decision, points, reason]` in the order of units
 * (by code) and items (of the set), with null in place of a decision that is missing.
 */
export function areaResult(
  items: readonly IndexedItem[],
  units: readonly RoundUnit[],
  decisions: ReadonlyMap<string, StandingDecision>,
  /** What waits for a second decision although one stands, by `decisionKey`. */
  openAgain: ReadonlySet<string>,
): AreaResult {
  const counts: Record<string, number> = {};
  const rows: unknown[] = [];
  let open = 0;
  for (const unit of units) {
    for (const indexed of items.filter((each) => isJudgedFor(each, unit.kind))) {
      const { id } = indexed.item;
      const standing = decisions.get(decisionKey(unit.id, id));
      const decision = standing?.decision;
      counts[decision ?? 'none'] = (counts[decision ?? 'none'] ?? 0) + 1;
      if (decision === undefined || openAgain.has(decisionKey(unit.id, id))) open += 1;
      const { version = null, points = null, reason = null } = standing ?? {};
      rows.push([unit.code, id, version, decision ?? null, points, reason]);
    }
  }
  const rowsSha256 = createHash('sha256').update(canonicalJson(rows)).digest('hex');
  return { pairs: rows.length, open, counts, rowsSha256 };
}

export const decisionKey = (unitId: string, itemId: string): string => `${unitId} ${itemId}`;
