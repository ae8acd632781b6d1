import type { AppraisalRow } from '@parix/api-contract';
import { may } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { loadJudging } from '../appraisal-groups/judging.read-model.ts';
import { loadProvenance } from '../counted-figures/provenance.read-model.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { relationToRound, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { blindPairs, type Blindness } from '../second-readings/blind-pairs.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { scoreBoth, toAppraisalRow } from './describe-appraisal.ts';
import { loadHearing } from './hearing.ts';
import { loadItemRows } from './item-rows.ts';
import { lastJudgements } from './last-judgements.ts';
import { mayDecide } from './may-decide.ts';
import { outliersOf } from './kept-outliers.ts';

/** One line of the appraiser's grid. */
export type RowOf = (unit: RoundUnit, indexed: IndexedItem) => AppraisalRow;

/**
 * Reads once what the lines of these units need: of one item, or of every item. Whoever reads their own unit only is
 * shown neither what bars appraisers nor how other units lie. `outliers`: tells figures of the item far from those of
 * all units, which takes reading them all.
 */
export async function loadAppraisalRows(
  context: Context,
  round: Round,
  units: readonly RoundUnit[],
  only?: IndexedItem,
  { outliers: wanted } = { outliers: false },
): Promise<RowOf> {
  const { db, person, now, locale } = context;
  const itemId = only?.item.id;
  const unitIds = units.map(({ id }) => id);
  const scored = scoreBoth(await loadItemRows(db, round, units, itemId));
  const { items } = scored.rows.stored;
  const provenance = await loadProvenance(db, items, { roundId: round.id, unitIds, itemId }, locale);
  const standings = await cardStandings(db, round, unitIds, now);
  const heard = await loadHearing(db, { roundId: round.id, unitIds, itemId });
  const bar = await loadJudging(db, round, person, unitIds);
  const blind = await blindPairs(
    context,
    round,
    unitIds.map((unitId) => ({ unitId, ...(itemId !== undefined && { itemId }) })),
  );
  const before = await lastJudgements(db, round, units, itemId, now);
  const reads = may(person.roles, 'appraisal.read', { ...relationToRound(round), ownUnit: false });
  const outliers = wanted && reads && only ? await outliersOf(db, round, only, locale) : undefined;
  return (unit, indexed) => {
    const key = `${unit.id} ${indexed.item.id}`;
    const allowed = mayDecide(context, round, indexed, unit, standings.get(unit.id), heard);
    const why = allowed ? (bar(unit.id, indexed.areaId) ?? blindBar(blind, key)) : null;
    const from = provenance(unit.id, indexed);
    const row = toAppraisalRow(scored, unit, indexed, allowed && why === null, heard, from, locale);
    const more = {
      bar: why,
      outliers: [...(outliers?.get(unit.id) ?? [])],
      lastYear: before.get(key) ?? null,
    };
    const shown: AppraisalRow = { ...row, ...more };
    return blind.hidden.has(key) ? unseen(shown) : shown;
  };
}

const blindBar = ({ hidden, read }: Blindness, key: string): AppraisalRow['bar'] =>
  read.has(key) ? 'second-reader' : hidden.has(key) ? 'blind' : null;

/** Whoever may judge a pair a second time sees nothing of the first decision. */
const unseen = (row: AppraisalRow): AppraisalRow => ({
  ...row,
  decision: null,
  points: null,
  reason: null,
  reasonCode: null,
  requirement: null,
  recordedAt: null,
  recordedBy: null,
  stages: [],
  reply: null,
  openFor: null,
  final: null,
  editable: false,
  bar: 'blind',
});
