import { may, stageOf } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { appraisesArea, relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { type IndexedItem, requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { loadRoundRows } from '../ranking/round-facts.read-model.ts';
import {
  pageOfRoundUnits,
  relationToRound,
  requireRound,
  type Round,
  roundUnits,
} from '../rounds/rounds.read-model.ts';
import { type CardStanding, cardStandings } from '../sign-off/card-standing.read-model.ts';
import { decidedPerItem } from './appraisal.queries.ts';
import { scoreBoth, toAppraisalRow } from './describe-appraisal.ts';
import { type Hearing, isOpenAgain, loadHearing } from './hearing.ts';

/** Whether the person may decide on the item of the unit now; the deadline of the appraisal acts when it passes. */
export function mayDecide(
  { person, now }: Context,
  round: Round,
  indexed: IndexedItem,
  unitId: string,
  standing: CardStanding | undefined,
  heard: Hearing,
): boolean {
  const stage = stageOf(round.phase);
  const open =
    stage === 'second'
      ? isOpenAgain(heard, unitId, indexed.item.id)
      : round.appraisalClosesAt === null || now < round.appraisalClosesAt;
  const relation = {
    ...relationToUnit(person, unitId),
    ownArea: appraisesArea(person, indexed.areaId),
    phase: round.phase,
    ...(standing && { window: standing.window, card: standing.state }),
  };
  return open && indexed.item.pointsFrom === 'appraisal' && may(person.roles, 'appraisal.edit', relation);
}

/** Refuses a reader whom the phase or the unit does not allow. A unit reads its own line only. */
export function permitReading(context: Context, round: Round): string | undefined {
  const { person } = context;
  const own = person.unitId ?? undefined;
  const everyUnit = may(person.roles, 'appraisal.read', { ...relationToRound(round), ownUnit: false });
  const ownUnit = !everyUnit && own !== undefined;
  context.permit('appraisal.read', { ...relationToRound(round), ownUnit });
  return everyUnit ? undefined : own;
}

/** How far each item has come. `mine` = the person appraises its area. */
export async function progress(context: Context, roundId: string) {
  const round = await requireRound(context.db, roundId, context.now);
  permitReading(context, round);
  const { items } = await requirePlan(context.db, round.setVersionId);
  const decided = await decidedPerItem(context.db, roundId);
  const units = (await roundUnits(context.db, roundId)).length;
  const appraised = [...items.values()].filter(({ item }) => item.pointsFrom === 'appraisal');
  return {
    items: appraised.map(({ item, areaId }) => ({
      itemId: item.id,
      decided: decided.get(item.id) ?? 0,
      units,
      mine: appraisesArea(context.person, areaId),
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
  const scored = scoreBoth(await loadRoundRows(context.db, round, page.items));
  const ids = page.items.map((unit) => unit.id);
  const standings = await cardStandings(context.db, round, ids, context.now);
  const heard = await loadHearing(context.db, { roundId, unitIds: ids, itemId });
  const editable = (unitId: string): boolean =>
    mayDecide(context, round, indexed, unitId, standings.get(unitId), heard);
  return {
    items: page.items.map((unit) =>
      toAppraisalRow(scored, unit, indexed, editable(unit.id), heard, context.locale),
    ),
    next: page.next,
  };
}
