import type { AppraisalRow } from '@parix/api-contract';
import { toResultOfItem } from '@parix/scoring';
import type { Db } from '../../platform/context.ts';
import { layerScores, type LayerScores, type RoundRows } from '../ranking/round-facts.read-model.ts';
import { standingDecision } from '../ranking/stored-facts.read-model.ts';
import { requireRound, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { lastRounds } from './appraisal.queries.ts';
import { loadItemRows } from './item-rows.ts';

type LastYear = NonNullable<AppraisalRow['lastYear']>;

/** What each unit was given in its last published round on the same set, by `unit item`. */
export async function lastJudgements(
  db: Db,
  round: Round,
  units: readonly RoundUnit[],
  itemId: string | undefined,
  now: Date,
): Promise<ReadonlyMap<string, LastYear>> {
  const found = new Map<string, LastYear>();
  const before = await lastRounds(
    db,
    round,
    units.map(({ id }) => id),
  );
  for (const [roundId, unitIds] of before) {
    const earlier = await requireRound(db, roundId, now);
    const taking = units.filter(({ id }) => unitIds.includes(id));
    note(found, earlier.indexYear, await loadItemRows(db, earlier, taking, itemId), itemId);
  }
  return found;
}

function note(
  found: Map<string, LastYear>,
  indexYear: number,
  rows: RoundRows,
  itemId: string | undefined,
): void {
  const { plan } = rows.stored;
  const [self, final] = [layerScores(rows, 'self'), layerScores(rows, 'final')];
  const printed = ({ table, scores }: LayerScores, at: number, id: string): string | null =>
    toResultOfItem(plan, table, scores, at, id)?.printedPoints ?? null;
  for (const [at, unit] of rows.units.entries()) {
    for (const [id, stored] of rows.items.get(unit.id) ?? []) {
      if ((itemId !== undefined && id !== itemId) || !rows.stored.items.has(id)) continue;
      const decision = standingDecision(stored);
      found.set(`${unit.id} ${id}`, {
        indexYear,
        selfPoints: printed(self, at, id),
        finalPoints: printed(final, at, id),
        decision: decision?.decision ?? null,
        reason: decision?.reason ?? null,
      });
    }
  }
}
