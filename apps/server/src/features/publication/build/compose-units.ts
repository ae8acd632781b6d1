import type { PublishedAppraisal, PublishedEvidence, PublishedLayer } from '@parix/publication';
import type { Plan, UnitFacts } from '@parix/scoring';
import type { IndexedItem } from '../../criteria-sets/set-library.read-model.ts';
import { scoreFacts } from '../../ranking/round-facts.read-model.ts';
import type { StandingRows } from '../../ranking/round-texts.read-model.ts';
import {
  composeUnit,
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
}

/** What a publication says of some units, from stored rows only; no names of persons. */
export function composeUnits(
  { plan, items, blockId }: { plan: Plan; items: ReadonlyMap<string, IndexedItem>; blockId: string },
  units: readonly StoredUnit[],
): ComposedUnits {
  const compose = (layer: 'self' | 'final'): readonly UnitFacts[] =>
    units.map(({ unit, rows }) => composeUnit(unit, blockId, items, rows, layer));
  const self = scoreFacts(plan, compose('self')).result.units;
  return {
    facts: compose('final'),
    layers: units.flatMap(({ unit, rows }, at) => {
      const points = new Map(self[at]?.items.map((item) => [item.id, item.points]));
      return [...items.keys()].map((item) => ({
        unit: unit.code,
        item,
        selfPoints: points.get(item) ?? null,
        appraisal: appraisalOf(rows.get(item)),
      }));
    }),
    evidence: units.flatMap(({ unit, rows }) =>
      [...items.keys()].flatMap((item) =>
        evidenceOf(rows.get(item)?.entry).map(({ title, reference, url }) => ({
          unit: unit.code,
          item,
          title,
          reference,
          url: url === '' ? null : url,
        })),
      ),
    ),
  };
}

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
