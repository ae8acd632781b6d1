import type { AppraisalRow } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
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
  const [self, final] = [scoreLayer(rows, 'self').result, scoreLayer(rows, 'final').result];
  for (const [at, unit] of rows.units.entries()) {
    for (const { id, printedPoints } of final.units[at]?.items ?? []) {
      const stored = rows.items.get(unit.id)?.get(id);
      if ((itemId !== undefined && id !== itemId) || !stored) continue;
      const decision = standingDecision(stored);
      found.set(`${unit.id} ${id}`, {
        indexYear,
        selfPoints: self.units[at]?.items.find((each) => each.id === id)?.printedPoints ?? null,
        finalPoints: printedPoints,
        decision: decision?.decision ?? null,
        reason: decision?.reason ?? null,
      });
    }
  }
}
