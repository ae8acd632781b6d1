import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { type RoundFacts, type ScoredLayer, scoreLayer } from './round-facts.read-model.ts';
import { scoringRows } from './round-rows.read-model.ts';
import { type Layer, storedItems } from './stored-facts.read-model.ts';

/** A round with its scored layers, each reckoned on first use. Read only: it is shared between requests. */
export interface ScoredRound extends RoundFacts {
  readonly layer: (layer: Layer) => ScoredLayer;
}

interface Kept {
  readonly stamp: string;
  readonly reckoned: Promise<Reckoned>;
  /** Units times items, once known. */
  weight: number;
}
interface Reckoned {
  readonly facts: RoundFacts;
  readonly layers: Map<Layer, ScoredLayer>;
}

/**
 * Rounds reckoned lately, oldest use first. Entries and decisions are only ever appended, so that their numbers, with
 * the units and the version of the round, tell whether anything is new, whichever process wrote it.
 */
const kept = new Map<string, Kept>();
/** Units times items kept at most: about 100 MB. A heavier round is reckoned anew for each request. */
const KEPT_CELLS = 300_000;

/**
 * What is stored of a round, scored by the engine: as committed when the call began, or later. Inside a transaction
 * nothing is kept: its own rows may never be committed.
 */
export async function scoredRound(db: Db, round: Round): Promise<ScoredRound> {
  const { facts, layers } = db.isTransaction ? await reckon(db, round) : await keptOrReckoned(db, round);
  return {
    round,
    stored: facts.stored,
    units: facts.units,
    items: facts.items,
    layer: (layer) => {
      const known = layers.get(layer) ?? scoreLayer(facts, layer);
      layers.set(layer, known);
      return known;
    },
  };
}

async function keptOrReckoned(db: Db, round: Round): Promise<Reckoned> {
  // Read before the rows: rows that come in between are read again by the next request, which sees a newer stamp.
  const stamp = await stampOf(db, round);
  const known = kept.get(round.id);
  if (known?.stamp === stamp) {
    kept.delete(round.id);
    kept.set(round.id, known);
    return known.reckoned;
  }
  const entry: Kept = { stamp, reckoned: reckon(db, round), weight: 0 };
  kept.set(round.id, entry);
  try {
    const { facts } = await entry.reckoned;
    entry.weight = facts.units.length * facts.stored.items.size;
    dropOldest();
  } catch (error) {
    if (kept.get(round.id) === entry) kept.delete(round.id);
    throw error;
  }
  return entry.reckoned;
}

function dropOldest(): void {
  let sum = [...kept.values()].reduce((all, { weight }) => all + weight, 0);
  for (const [id, { weight }] of kept) {
    if (sum <= KEPT_CELLS) return;
    kept.delete(id);
    sum -= weight;
  }
}

async function reckon(db: Db, round: Round): Promise<Reckoned> {
  const stored = await requirePlan(db, round.setVersionId);
  const units = await roundUnits(db, round.id);
  const { entries, appraisals } = await scoringRows(db, round.id);
  return { facts: { round, stored, units, items: storedItems(entries, appraisals) }, layers: new Map() };
}

/** Changes with everything that the scores come from. */
async function stampOf(db: Db, { id, version, state, setVersionId, blockId }: Round): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ',
      (select count(*) from item_entry where round_id = ${id}),
      (select count(*) from item_appraisal where round_id = ${id}),
      (select md5(string_agg(concat_ws('|', u.id, u.code, ru.unit_name, ru.unit_kind, ru.unranked), ',' order by u.id))
       from round_unit ru join unit u on u.id = ru.unit_id where ru.round_id = ${id})) as stamp`.execute(db);
  return [version, state, setVersionId, blockId, rows[0]?.stamp].join(' ');
}
