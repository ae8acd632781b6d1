import type { ROUTES } from '@parix/api-contract';
import { stageOf } from '@parix/workflow';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { loadJudging } from '../appraisal-groups/judging.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { openItems } from '../replies/replies.read-model.ts';
import { requireRound, type Round, roundUnitsByName } from '../rounds/rounds.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { isJudgedFor, judgedItems, standingDecisions } from './decided-pairs.read-model.ts';

type Query = z.output<typeof ROUTES.nextUndecided.query>;
interface Pair {
  readonly itemId: string;
  readonly unitId: string;
  readonly unitName: string;
}

/** The next pair that the person may and has to decide after the one they are at; from the start again at the end. */
export async function nextUndecided(context: Context, roundId: string, { by, item, unit }: Query) {
  const round = await requireRound(context.db, roundId, context.now);
  const { items } = await requirePlan(context.db, round.setVersionId);
  const ownArea = [...items.values()].some(({ areaId }) => appraisesArea(context.person, areaId));
  context.permit('appraisal.edit', { phase: round.phase, ownArea, ownUnit: false, card: 'submitted' });
  const pairs = await undecided(context, round, by);
  const at = await placeOf(context, round, { by, item, unit });
  const next = pairs.find((pair) => at !== undefined && isAfter(pair, at, by)) ?? pairs[0];
  return {
    next: next ? { itemId: next.itemId, unitId: next.unitId, unitName: next.unitName } : null,
    left: pairs.length,
  };
}

interface Placed extends Pair {
  /** Place of the item in the set, and of the unit by name. */
  readonly itemAt: number;
  readonly unitAt: number;
}

const isAfter = (
  pair: Placed,
  at: { readonly itemAt: number; readonly unitAt: number },
  by: Query['by'],
): boolean => {
  const [major, minor] = by === 'item' ? (['itemAt', 'unitAt'] as const) : (['unitAt', 'itemAt'] as const);
  return pair[major] > at[major] || (pair[major] === at[major] && pair[minor] > at[minor]);
};

async function placeOf(context: Context, round: Round, { item, unit }: Query) {
  if (item === undefined && unit === undefined) return undefined;
  const items = judgedItems(await requirePlan(context.db, round.setVersionId));
  const units = await roundUnitsByName(context.db, round.id);
  return {
    itemAt: items.findIndex((each) => each.item.id === item),
    unitAt: units.findIndex(({ id }) => id === unit),
  };
}

async function undecided(context: Context, round: Round, by: Query['by']): Promise<readonly Placed[]> {
  const { db, person, now } = context;
  const items = judgedItems(await requirePlan(db, round.setVersionId)).map((indexed, itemAt) => ({
    indexed,
    itemAt,
  }));
  const own = items.filter(({ indexed }) => appraisesArea(person, indexed.areaId));
  const units = await roundUnitsByName(db, round.id);
  const unitIds = units.map(({ id }) => id);
  const isOpen = await openPairs(
    context,
    round,
    own.map(({ indexed }) => indexed.item.id),
  );
  const bar = await loadJudging(db, round, person, unitIds);
  const blind = await blindPairs(context, round, []);
  const standings = await cardStandings(db, round, unitIds, now);
  const pairs = units.flatMap((unit, unitAt): Placed[] => {
    const state = standings.get(unit.id)?.state;
    if (unit.id === person.unitId || (state !== 'submitted' && state !== 'not-submitted')) return [];
    return own.flatMap(({ indexed, itemAt }): Placed[] => {
      const itemId = indexed.item.id;
      const key = `${unit.id} ${itemId}`;
      const why = bar(unit.id, indexed.areaId);
      // Who has still to declare sees what waits, and is told so there.
      const barred = (why !== null && why !== 'undeclared') || blind.read.has(key) || blind.hidden.has(key);
      if (barred || !isJudgedFor(indexed, unit.kind) || !isOpen(key)) return [];
      return [{ itemId, itemAt, unitId: unit.id, unitAt, unitName: unit.name }];
    });
  });
  return by === 'unit' ? pairs : pairs.toSorted((a, b) => a.itemAt - b.itemAt || a.unitAt - b.unitAt);
}

/** At the first stage what has no standing decision; at the second what was flagged or contested. */
async function openPairs(
  { db }: Context,
  round: Round,
  itemIds: readonly string[],
): Promise<(key: string) => boolean> {
  if (stageOf(round.phase) === 'second') {
    const open = new Set(
      (await openItems(db, { roundId: round.id })).map((each) => `${each.unitId} ${each.itemId}`),
    );
    return (key) => open.has(key);
  }
  const decided = await standingDecisions(db, { roundId: round.id, itemIds });
  const done = new Set(decided.map(({ unitId, itemId }) => `${unitId} ${itemId}`));
  return (key) => !done.has(key);
}
