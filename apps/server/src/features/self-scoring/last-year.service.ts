import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import {
  loadRoundRows,
  type RoundRows,
  type ScoredLayer,
  scoreLayer,
} from '../ranking/round-facts.read-model.ts';
import { plainDecimal, standingDecision } from '../ranking/stored-facts.read-model.ts';
import { requireRound, requireRoundUnit, type Round } from '../rounds/rounds.read-model.ts';
import { figuresOf } from './describe-card.ts';
import { findRoundBefore } from './last-year.queries.ts';

type LastYear = z.output<typeof ROUTES.lastYear.response>;
type LastItem = LastYear['items'][number];

/**
 * What the unit declared and was given in its last published round on the same criteria set: shown beside this year's
 * card. Rounds on another set are left out, because the same code may mean another item there.
 */
export async function lastYear(
  context: Context,
  card: { readonly roundId: string; readonly unitId: string },
): Promise<LastYear> {
  const { db, person, now } = context;
  const round = await requireRound(db, card.roundId, now);
  const relation = await relationToTree(db, person, card.unitId, now);
  context.permit('scorecard.read', { ...relation, phase: round.phase });
  await requireRoundUnit(db, card.roundId, card.unitId);
  const before = await findRoundBefore(db, round, card.unitId);
  return before
    ? describe(context, await requireRound(db, before, now), card.unitId)
    : { round: null, items: [] };
}

async function describe({ db }: Context, round: Round, unitId: string): Promise<LastYear> {
  const rows = await loadRoundRows(db, round, [await requireRoundUnit(db, round.id, unitId)]);
  const { id, title, indexYear } = round;
  return { round: { id, title, indexYear }, items: itemsOf(rows, unitId) };
}

function itemsOf(rows: RoundRows, unitId: string): LastItem[] {
  const self = pointsOf(scoreLayer(rows, 'self'));
  const final = pointsOf(scoreLayer(rows, 'final'));
  return [...rows.stored.items.values()].map((indexed) => {
    const { id } = indexed.item;
    const stored = rows.items.get(unitId)?.get(id);
    return {
      itemId: id,
      figures: figuresOf(indexed, stored?.entry),
      selfPoints: self.get(id) ?? null,
      finalPoints: final.get(id) ?? null,
      reason: (stored && standingDecision(stored)?.reason) ?? null,
    };
  });
}

/** Printed points by item; items without any are left out. */
function pointsOf({ result }: ScoredLayer): ReadonlyMap<string, string> {
  const items = result.units[0]?.items ?? [];
  return new Map(
    items.flatMap(({ id, printedPoints }) =>
      printedPoints === null ? [] : [[id, plainDecimal(printedPoints)]],
    ),
  );
}
