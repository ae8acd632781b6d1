import { may } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { appraisesArea, relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import {
  pageOfRoundUnits,
  relationToRound,
  requireRound,
  requireRoundUnit,
  type Round,
  roundUnits,
} from '../rounds/rounds.read-model.ts';
import { decidedPerItem } from './appraisal.queries.ts';
import { loadAppraisalRows } from './appraisal-rows.ts';
import { isJudgedFor, judgedItems } from './decided-pairs.read-model.ts';

/** Refuses a reader whom the phase or the unit does not allow. A unit reads its own line only. */
export function permitReading(context: Context, round: Round): string | undefined {
  const { person } = context;
  const own = person.unitId ?? undefined;
  const everyUnit = may(person.roles, 'appraisal.read', { ...relationToRound(round), ownUnit: false });
  const ownUnit = !everyUnit && own !== undefined;
  context.permit('appraisal.read', { ...relationToRound(round), ownUnit });
  return everyUnit ? undefined : own;
}

/**
 * How far each item has come among the units that it is judged of: those of a kind that the set exempts count on neither
 * side. `mine` = the person appraises its area.
 */
export async function progress(context: Context, roundId: string) {
  const round = await requireRound(context.db, roundId, context.now);
  permitReading(context, round);
  const items = judgedItems(await requirePlan(context.db, round.setVersionId));
  const decided = await decidedPerItem(context.db, roundId);
  const units = await roundUnits(context.db, roundId);
  return {
    items: items.map((indexed) => ({
      itemId: indexed.item.id,
      decided: decided
        .filter(({ itemId, unitKind }) => itemId === indexed.item.id && isJudgedFor(indexed, unitKind))
        .reduce((sum, row) => sum + row.decided, 0),
      units: units.filter(({ kind }) => isJudgedFor(indexed, kind)).length,
      mine: appraisesArea(context.person, indexed.areaId),
    })),
  };
}

export interface GridQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One item across the units of the round, by unit name. */
export async function grid(context: Context, roundId: string, itemId: string, { limit, cursor }: GridQuery) {
  const round = await requireRound(context.db, roundId, context.now);
  const onlyUnitId = permitReading(context, round);
  const { items } = await requirePlan(context.db, round.setVersionId);
  const indexed = items.get(itemId) ?? refuse('not-found');
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const slice = { after, limit: limit + 1, onlyUnitId };
  const page = toPage(
    await pageOfRoundUnits(context.db, roundId, slice),
    limit,
    (u) => [u.name, u.id],
    (u) => u,
  );
  const rowOf = await loadAppraisalRows(context, round, page.items, indexed, { outliers: true });
  return { items: page.items.map((unit) => rowOf(unit, indexed)), next: page.next };
}

/** The whole card of one unit, in the order of the set: what people judge, and what applies to its kind. */
export async function unitGrid(context: Context, roundId: string, unitId: string) {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('appraisal.read', {
    ...relationToRound(round),
    ...relationToUnit(context.person, unitId),
  });
  const unit = await requireRoundUnit(context.db, roundId, unitId);
  const stored = await requirePlan(context.db, round.setVersionId);
  const items = judgedItems(stored).filter((indexed) => isJudgedFor(indexed, unit.kind));
  const rowOf = await loadAppraisalRows(context, round, [unit]);
  return { items: items.map((indexed) => rowOf(unit, indexed)) };
}
