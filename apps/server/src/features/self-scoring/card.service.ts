import type { Card, EvidenceLink } from '@parix/api-contract';
import { may, type Relation } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { loadProvenance } from '../counted-figures/provenance.read-model.ts';
import { cardRows } from '../ranking/card-rows.read-model.ts';
import { type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import type { ScoredCard } from './describe-card.ts';
import { requireRound, requireRoundUnit, type Round } from '../rounds/rounds.read-model.ts';
import { loadCardPeople } from '../sign-off/card-items.read-model.ts';
import { datesOfLinks } from '../sign-off/dated-links.read-model.ts';
import { relationToCard } from '../sign-off/card-standing.read-model.ts';
import { type CardView, evidenceOf, toCardItem, toCardTotals } from './describe-card.ts';
import { listEntryVersions } from './item-entries.queries.ts';
import { type OpenCard, openCard, roundRowsOf } from './open-card.read-model.ts';

/**
 * What the person may see and do on the unit's card at this moment; all items, or the one named. `links`: evidence of
 * these items.
 */
export async function viewOf(
  context: Context,
  { round, unit: { id: unitId }, own, stored }: Pick<OpenCard, 'round' | 'unit' | 'own' | 'stored'>,
  relation: Relation,
  links: readonly EvidenceLink[],
  itemId?: string,
): Promise<CardView> {
  const { person, locale } = context;
  const only = itemId === undefined ? undefined : [itemId];
  return {
    mayEdit: (id) => may(person.roles, 'scorecard.edit', { ...relation, ownItem: own.has(id) }),
    maySeeAppraisal: may(person.roles, 'appraisal.read', relation),
    people: await loadCardPeople(context, { roundId: round.id, unitId }, relation, own, only),
    round,
    dateOf: await datesOfLinks(context.db, round, unitId, links),
    provenance: await provenanceOn(context, round, unitId, stored, itemId),
    locale,
  };
}

async function provenanceOn(
  { db, locale }: Context,
  round: Round,
  unitId: string,
  { items }: OpenCard['stored'],
  itemId: string | undefined,
): Promise<CardView['provenance']> {
  const of = await loadProvenance(db, items, { roundId: round.id, unitIds: [unitId], itemId }, locale);
  return (indexed) => of(unitId, indexed);
}

export function scoreSelf(rows: RoundRows): ScoredCard {
  return { plan: rows.stored.plan, ...scoreLayer(rows, 'self') };
}

/** One unit's scorecard with every item scored and explained. */
export async function getCard(context: Context, roundId: string, unitId: string): Promise<Card> {
  const { db, person, now } = context;
  const open = await openCard(db, person, { roundId, unitId }, now);
  const { round, unit, standing } = open;
  const seen = await relationToTree(db, person, unitId, now);
  context.permit('scorecard.read', { ...seen, phase: round.phase });
  const rows = roundRowsOf(open, await cardRows(db, { roundId, unitId }, open.stamp));
  const scored = scoreSelf(rows);
  const relation = { ...seen, ...relationToCard(context.person, round, unitId, standing) };
  const stored = rows.items.get(unitId);
  const links = [...(stored?.values() ?? [])].flatMap(({ entry }) => evidenceOf(entry));
  const view = await viewOf(context, open, relation, links);
  return {
    roundId,
    unitId,
    unitName: unit.name,
    unitKind: unit.kind,
    state: standing.state,
    window: standing.window,
    closesAt: standing.closesAt?.toISOString() ?? null,
    extendedUntil: standing.extendedUntil?.toISOString() ?? null,
    items: [...rows.stored.items.values()].map((indexed) =>
      toCardItem(indexed, stored?.get(indexed.item.id), scored, 0, view),
    ),
    totals: toCardTotals(rows.stored, scored, 0),
  };
}

async function requireReadable(context: Context, roundId: string, unitId: string): Promise<void> {
  const round = await requireRound(context.db, roundId, context.now);
  const relation = await relationToTree(context.db, context.person, unitId, context.now);
  context.permit('scorecard.read', { ...relation, phase: round.phase });
  await requireRoundUnit(context.db, roundId, unitId);
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
