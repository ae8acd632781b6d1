import type { Ranking, UnitResult as ApiUnitResult } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { refuseBlind } from '../second-readings/blind-pairs.read-model.ts';
import { surveyBases } from '../surveys/surveys.read-model.ts';
import { type PreviousRound, toRanking } from './describe-ranking.ts';
import { toUnitResult } from './describe-unit-result.ts';
import { findPreviousRound, loadRoundRows } from './round-facts.read-model.ts';
import { type ScoredRound, scoredRound } from './scored-round.read-model.ts';
import type { Layer } from './stored-facts.read-model.ts';

/** The ranking of a layer, by the engine from what is stored now. */
export async function getRanking(context: Context, roundId: string, layer: Layer): Promise<Ranking> {
  const rows = await requireResults(context, roundId);
  if (layer === 'final') await refuseBlind(context, rows.round);
  const previous = await previousResults(context, rows.round);
  return toRanking(rows, layer, previous, context.locale);
}

export async function getUnitResult(
  context: Context,
  roundId: string,
  unitId: string,
  layer: Layer,
): Promise<ApiUnitResult> {
  const rows = await requireResults(context, roundId);
  if (layer === 'final') await refuseBlind(context, rows.round, unitId);
  const unitIndex = rows.units.findIndex((unit) => unit.id === unitId);
  const unit = rows.units[unitIndex] ?? refuse('not-found');
  const previous = await previousResults(context, rows.round);
  const items = (await loadRoundRows(context.db, rows.round, [unit])).items.get(unitId);
  const surveys = await surveyBases(context.db, rows.round.id, unitId);
  return toUnitResult({ rows, items, surveys, unitIndex, layer, previous, locale: context.locale });
}

async function requireResults(context: Context, roundId: string): Promise<ScoredRound> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('results.read', { phase: round.phase });
  return scoredRound(context.db, round);
}

/** Final results of the published round before this one in the same block; null when there is none. */
export async function previousResults(
  { db, now }: Pick<Context, 'db' | 'now'>,
  round: Round,
): Promise<PreviousRound | null> {
  const previous = await findPreviousRound(db, round, now);
  if (!previous) return null;
  const { result } = (await scoredRound(db, previous)).layer('final');
  const units = result.units.map(
    ({ unit, printedIndex, rank, classId }) => [unit, { index: printedIndex, rank, classId }] as const,
  );
  const { id, title, indexYear, setVersionId } = previous;
  return { id, title, indexYear, setVersionId, units: new Map(units) };
}
