import type { PublishedAppraisal, PublishedEvidence, PublishedLayer } from '@parix/publication';
import { type Plan, toItemPoints, type UnitFacts } from '@parix/scoring';
import type { CountsOfUnit } from '../../counted-figures/published-counts.read-model.ts';
import type { IndexedItem } from '../../criteria-sets/set-library.read-model.ts';
import { factScores } from '../../ranking/round-facts.read-model.ts';
import type { StandingRows } from '../../ranking/round-texts.read-model.ts';
import {
  composeBoth,
  effectOf,
  plainDecimal,
  standingDecision,
} from '../../ranking/stored-facts.read-model.ts';
import { evidenceOf } from '../../self-scoring/card.read-model.ts';
import type { RoundUnit } from '../../rounds/rounds.read-model.ts';

export interface ComposedUnits {
  readonly facts: readonly UnitFacts[];
  readonly layers: readonly PublishedLayer[];
  readonly evidence: readonly PublishedEvidence[];
}

export interface StoredUnit {
  readonly unit: RoundUnit;
  /** item id -> what stands. */
  readonly rows: ReadonlyMap<string, StandingRows>;
  readonly counts: CountsOfUnit;
}

/** What a publication says of some units, from stored rows only; no names of persons. */
export function composeUnits(
  { plan, items, blockId }: { plan: Plan; items: ReadonlyMap<string, IndexedItem>; blockId: string },
  units: readonly StoredUnit[],
): ComposedUnits {
  const composed = units.map(({ unit, rows }) => composeBoth(unit, blockId, items, rows));
  const { table, scores } = factScores(
    plan,
    composed.map(({ self }) => self),
  );
  const ids = [...items.keys()];
  return {
    facts: composed.map(({ final }) => final),
    layers: units.flatMap(({ unit, rows, counts }, at) => {
      const points = toItemPoints(plan, table, scores, at);
      return ids.map((item) => ({
        appraisal: appraisalOf(rows.get(item)),
        ...(counts[item] && { counted: counts[item] }),
        item,
        selfPoints: points.get(item) ?? null,
        unit: unit.code,
      }));
    }),
    evidence: units.flatMap(({ unit, rows }) =>
      ids.flatMap((item) => published(unit.code, item, rows.get(item))),
    ),
  };
}

const published = (
  unit: string,
  item: string,
  rows: StandingRows | undefined,
): readonly PublishedEvidence[] =>
  evidenceOf(rows?.entry).map(({ title, reference, url }) => ({
    item,
    reference,
    title,
    unit,
    url: url === '' ? null : url,
  }));

/** Ids of decisions as publications write them. */
const DECISIONS: Readonly<Record<string, string>> = { reduce: 'lower', set: 'Điểm do cơ quan thẩm định ghi' };

function appraisalOf(rows: StandingRows | undefined): PublishedAppraisal | null {
  const decision = rows && standingDecision(rows);
  if (!decision) return null;
  const effect = effectOf(decision);
  return {
    decision: DECISIONS[effect] ?? effect,
    points: decision.points === null ? null : plainDecimal(decision.points),
    reason: decision.reason ?? '',
  };
}
