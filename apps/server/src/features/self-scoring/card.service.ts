import type { Card } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { type RoundRows, loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import type { Scored } from '../ranking/item-score.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { type CardView, toCardItem, toCardTotals } from './describe-card.ts';
import { listEntryVersions } from './item-entries.queries.ts';

/** What the person may see and do on the unit's card at this moment. */
export function viewOf({ person, locale }: Context, round: Round, unitId: string): CardView {
  const relation = { ...relationToUnit(person, unitId), phase: round.phase };
  return {
    mayEdit: may(person.role, 'scorecard.edit', relation),
    maySeeAppraisal: may(person.role, 'appraisal.read', relation),
    locale,
  };
}

export function scoreSelf(rows: RoundRows): Scored {
  return { plan: rows.stored.plan, ...scoreLayer(rows, 'self') };
}

/** One unit's scorecard with every item scored and explained. */
export async function getCard(context: Context, roundId: string, unitId: string): Promise<Card> {
  const { round, unit } = await requireReadable(context, roundId, unitId);
  const rows = await loadRoundRows(context.db, round, [unit]);
  const scored = scoreSelf(rows);
  const view = viewOf(context, round, unitId);
  const stored = rows.items.get(unitId);
  return {
    roundId,
    unitId,
    unitName: unit.name,
    unitKind: unit.kind,
    items: [...rows.stored.items.values()].map((indexed) =>
      toCardItem(indexed, stored?.get(indexed.item.id), scored, 0, view),
    ),
    totals: toCardTotals(rows.stored, scored, 0),
  };
}

async function requireReadable(
  context: Context,
  roundId: string,
  unitId: string,
): Promise<{ readonly round: Round; readonly unit: RoundUnit }> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('scorecard.read', { ...relationToUnit(context.person, unitId), phase: round.phase });
  return { round, unit: await requireRoundUnit(context.db, roundId, unitId) };
}

export interface ItemPath {
  readonly roundId: string;
  readonly unitId: string;
  readonly itemId: string;
}

/** Every stored version of an item, newest first. */
export async function itemHistory(
  context: Context,
  path: ItemPath,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  await requireReadable(context, path.roundId, path.unitId);
  const before = decodeCursor(cursor, z.tuple([z.int()]));
  const rows = await listEntryVersions(context.db, path, before?.[0] ?? null, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.version],
    (row) => ({
      version: row.version,
      figures: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])).parse(row.figures),
      notApplicableReason: row.notApplicableReason,
      explanation: row.explanation,
      recordedAt: row.recordedAt.toISOString(),
      recordedBy: row.authorName,
      origin: row.origin,
    }),
  );
}
