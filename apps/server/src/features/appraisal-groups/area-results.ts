import { type AppraisalStage, stageOf } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { standingDecisions } from '../appraisal/decided-pairs.read-model.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { openItems } from '../replies/replies.read-model.ts';
import { type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { type AreaResult, areaResult, decisionKey } from './area-result.ts';

interface ItemsOfArea {
  readonly id: string;
  readonly items: readonly IndexedItem[];
}
type ResultNow = AreaResult & { readonly stage: AppraisalStage };

/** What stands now in each of the areas; empty in a phase in which nothing is judged. */
export async function areaResults(
  db: Db,
  round: Round,
  areas: readonly ItemsOfArea[],
): Promise<ReadonlyMap<string, ResultNow>> {
  const stage = stageOf(round.phase);
  if (stage === undefined || areas.length === 0) return new Map();
  const units = await roundUnits(db, round.id);
  const itemIds = areas.flatMap(({ items }) => items.map(({ item }) => item.id));
  const rows = await standingDecisions(db, { roundId: round.id, itemIds });
  const decisions = new Map(rows.map((row) => [decisionKey(row.unitId, row.itemId), row]));
  const openAgain = await openForSecond(db, round);
  return new Map(
    areas.map(({ id, items }) => [id, { stage, ...areaResult(items, units, decisions, openAgain) }]),
  );
}

/** At the second stage what was flagged or contested is open until it is decided again; at the others nothing is. */
export async function openForSecond(db: Db, round: Round): Promise<ReadonlySet<string>> {
  if (stageOf(round.phase) !== 'second') return new Set();
  const open = await openItems(db, { roundId: round.id });
  return new Set(open.map(({ unitId, itemId }) => decisionKey(unitId, itemId)));
}
