import {
  type FactProblem,
  type FactTable,
  loadFacts,
  type Plan,
  type RoundResult,
  type Scores,
  scoreTable,
  toRoundResult,
  type UnitFacts,
} from '@parix/scoring';
import type { Db } from '../../platform/context.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { phaseAt, type Round, type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import {
  composeUnit,
  type Layer,
  type StoredFacts,
  storedItems,
  type StoredItems,
} from './stored-facts.read-model.ts';
import { latestAppraisals, latestEntries } from './round-rows.read-model.ts';

/** What the engine reads of a round. */
export interface RoundFacts {
  readonly round: Round;
  readonly stored: StoredSet & { readonly plan: Plan };
  /** In the engine's order: by code. */
  readonly units: readonly RoundUnit[];
  readonly items: ReadonlyMap<string, ReadonlyMap<string, StoredFacts>>;
}

/** Everything stored that results come from: three statements for all units of a round. */
export interface RoundRows extends RoundFacts {
  readonly items: StoredItems;
}

/** Scores as the engine holds them: enough for whoever reads single items. */
export interface LayerScores {
  readonly facts: readonly UnitFacts[];
  readonly table: FactTable;
  readonly scores: Scores;
  /** Stored figures that the set refuses, as after an amendment; they count as no data. */
  readonly problems: readonly FactProblem[];
}

export interface ScoredLayer extends LayerScores {
  /** Everything written out: every item and group of every unit. */
  readonly result: RoundResult;
}

export async function loadRoundRows(db: Db, round: Round, only?: readonly RoundUnit[]): Promise<RoundRows> {
  const stored = await requirePlan(db, round.setVersionId);
  const units = only ?? (await roundUnits(db, round.id));
  const filter = { roundId: round.id, unitIds: only?.map((unit) => unit.id) };
  const entries = await latestEntries(db, filter);
  const appraisals = await latestAppraisals(db, filter);
  return { round, stored, units, items: storedItems(entries, appraisals) };
}

export function factsOf({ round, stored, units, items }: RoundFacts, layer: Layer): readonly UnitFacts[] {
  return units.map((unit) => composeUnit(unit, round.blockId, stored.items, items.get(unit.id), layer));
}

/** Scores one layer of what is stored; exact, by the engine alone. */
export function scoreLayer(rows: RoundFacts, layer: Layer): ScoredLayer {
  return scoreFacts(rows.stored.plan, factsOf(rows, layer));
}

export function scoreFacts(plan: Plan, facts: readonly UnitFacts[]): ScoredLayer {
  const layer = factScores(plan, facts);
  return { ...layer, result: toRoundResult(plan, layer.table, layer.scores) };
}

/** Scores one layer for readers of single items: writing the others out as well takes most of the time. */
export const layerScores = (rows: RoundFacts, layer: Layer): LayerScores =>
  factScores(rows.stored.plan, factsOf(rows, layer));

export function factScores(plan: Plan, facts: readonly UnitFacts[]): LayerScores {
  const { table, problems } = loadFacts(plan, facts);
  return { facts, table, scores: scoreTable(plan, table), problems };
}

/** Rounds on any version of a set in the years, with the facts that count there now. */
export async function roundFactsForSets(
  db: Db,
  setId: string,
  years: { readonly from: number; readonly to: number },
  now: Date,
) {
  const rounds = await db
    .selectFrom('round as r')
    .innerJoin('criteriaSetVersion as s', 's.id', 'r.setVersionId')
    .selectAll('r')
    .where('s.setId', '=', setId)
    .where('r.indexYear', '>=', years.from)
    .where('r.indexYear', '<=', years.to)
    .orderBy('r.id')
    .execute();
  const found: { round: Round; units: readonly RoundUnit[]; facts: readonly UnitFacts[] }[] = [];
  for (const row of rounds) {
    const round = { ...row, phase: phaseAt(row, now) };
    const rows = await loadRoundRows(db, round);
    const judged = round.state !== 'draft' && round.state !== 'self-scoring';
    found.push({ round, units: rows.units, facts: factsOf(rows, judged ? 'final' : 'self') });
  }
  return found;
}

/** The published round of the same block with the latest index year before this one's. */
export async function findPreviousRound(db: Db, round: Round, now: Date): Promise<Round | undefined> {
  const row = await db
    .selectFrom('round')
    .selectAll()
    .where('blockId', '=', round.blockId)
    .where('state', '=', 'published')
    .where('indexYear', '<', round.indexYear)
    .orderBy('indexYear', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, phase: phaseAt(row, now) };
}
