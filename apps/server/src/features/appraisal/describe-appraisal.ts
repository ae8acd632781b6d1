import type { AppraisalRow as ApiRow } from '@parix/api-contract';
import { stageOf } from '@parix/workflow';
import type { Locale } from '../../platform/locale.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { type Scored, itemScoreOf } from '../ranking/item-score.read-model.ts';
import {
  plainDecimal,
  staleSince,
  standingDecision,
  type StoredItem,
} from '../ranking/stored-facts.read-model.ts';
import { layerScores, type RoundRows } from '../ranking/round-facts.read-model.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';
import { describeHearing, type Hearing } from './hearing.ts';
import { evidenceOf, figuresOf, withProvenance } from '../self-scoring/card.read-model.ts';

/** Both layers of the units of a page, scored once. */
export interface ScoredRows {
  readonly rows: RoundRows;
  readonly self: Scored;
  readonly final: Scored;
}

export function scoreBoth(rows: RoundRows): ScoredRows {
  const { plan } = rows.stored;
  return {
    rows,
    self: { plan, ...layerScores(rows, 'self') },
    final: { plan, ...layerScores(rows, 'final') },
  };
}

/** One unit's line of the appraiser's grid. A decision on older figures shows as none, but keeps its version. */
export function toAppraisalRow(
  { rows, self, final }: ScoredRows,
  unit: RoundUnit,
  indexed: IndexedItem,
  editable: boolean,
  heard: Hearing,
  provenance: readonly string[],
  locale: Locale,
): Omit<ApiRow, 'bar' | 'outliers' | 'lastYear'> {
  const unitIndex = rows.units.indexOf(unit);
  const itemId = indexed.item.id;
  const stored: StoredItem = rows.items.get(unit.id)?.get(itemId) ?? {
    entry: undefined,
    appraisal: undefined,
  };
  const decision = standingDecision(stored);
  return {
    itemId,
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    unitKind: unit.kind,
    version: stored.appraisal?.version ?? 0,
    figures: figuresOf(indexed, stored.entry),
    notApplicableReason: stored.entry?.notApplicableReason ?? null,
    explanation: stored.entry?.explanation ?? null,
    evidence: evidenceOf(stored.entry),
    self: withProvenance(itemScoreOf(self, unitIndex, itemId, locale), provenance),
    decision: decision === undefined || decision.decision === 'set' ? null : decision.decision,
    points: decision?.points ? plainDecimal(decision.points) : null,
    reason: decision?.reason ?? null,
    reasonCode: decision?.reasonCode ?? null,
    requirement: decision?.requirement ?? null,
    recordedAt: decision?.recordedAt.toISOString() ?? null,
    recordedBy: decision?.authorName ?? null,
    staleSince: staleSince(stored)?.toISOString() ?? null,
    ...describeHearing(heard, unit.id, itemId),
    stageNow: stageOf(rows.round.phase) ?? null,
    editable,
    final:
      decision || indexed.item.pointsFrom !== 'appraisal'
        ? itemScoreOf(final, unitIndex, itemId, locale)
        : null,
  };
}
