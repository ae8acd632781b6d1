import type { CardGap, SignOff } from '@parix/api-contract';
import { type Action, may, mayHappen, type Relation } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { loadRoundRows } from '../ranking/round-facts.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { lastEventOf, listCardEventRows } from './card-events.queries.ts';
import { gapsOfCard, linksOfCard } from './card-gaps.ts';
import { datesOfLinks } from './dated-links.read-model.ts';
import { loadCardPeople, seesInside } from './card-items.read-model.ts';
import { type CardStanding, relationToCard, requireStanding } from './card-standing.read-model.ts';
import { describeEvent } from './describe-event.ts';
import { describeSubmission } from './describe-submission.ts';
import type { CardKey } from './item-marks.queries.ts';
import { listSubmissionRows } from './submissions.queries.ts';

/** The card as the person may read it, with how they stand to it. */
export interface ReadableCard {
  readonly round: Round;
  readonly unit: RoundUnit;
  readonly relation: Relation;
  /** The person sees how the unit works inside. */
  readonly inside: boolean;
}

export async function requireReadableCard(context: Context, key: CardKey): Promise<ReadableCard> {
  const round = await requireRound(context.db, key.roundId, context.now);
  const relation = {
    ...(await relationToTree(context.db, context.person, key.unitId, context.now)),
    phase: round.phase,
  };
  context.permit('scorecard.read', relation);
  const unit = await requireRoundUnit(context.db, key.roundId, key.unitId);
  return { round, unit, relation, inside: seesInside(context, relation) };
}

/** Where the card stands, what is missing, and what the person may do with it now. */
export async function getSignOff(context: Context, key: CardKey): Promise<SignOff> {
  await requireReadableCard(context, key);
  return describeSignOff(context, key);
}

/** Gaps of the card as it stands, those of assigned items that nobody has called ready included. */
export async function gapsNow(
  context: Context,
  { round, unit }: { readonly round: Round; readonly unit: RoundUnit },
): Promise<readonly CardGap[]> {
  const key = { roundId: round.id, unitId: unit.id };
  const rows = await loadRoundRows(context.db, round, [unit]);
  const people = await loadCardPeople(context, key, { ownUnit: true }, new Set());
  const dateOf = await datesOfLinks(context.db, round, unit.id, linksOfCard(rows));
  return gapsOfCard(rows, people, dateOf, context.locale);
}

export async function describeSignOff(context: Context, key: CardKey): Promise<SignOff> {
  const { db, now } = context;
  const card = await requireReadableCard(context, key);
  const standing = await requireStanding(db, card.round, key.unitId, now);
  const relation = { ...card.relation, ...relationToCard(context.person, card.round, key.unitId, standing) };
  const [latest] = await listSubmissionRows(db, key, null, 1);
  const returned = standing.state === 'returned' && card.inside && (await lastReturn(context, key));
  return {
    state: standing.state,
    window: standing.window,
    closesAt: standing.closesAt?.toISOString() ?? null,
    extendedUntil: standing.extendedUntil?.toISOString() ?? null,
    serverTime: now.toISOString(),
    sequence: standing.sequence,
    sentSequence: standing.last?.kind === 'sent' ? standing.last.sequence : null,
    gaps: card.inside && standing.state !== 'submitted' ? [...(await gapsNow(context, card))] : [],
    returned: returned || null,
    latest: latest ? describeSubmission(latest) : null,
    may: mayNow(context, relation, standing),
  };
}

async function lastReturn({ db }: Context, key: CardKey) {
  const row = await lastEventOf(db, key, 'returned');
  return row && describeEvent(row);
}

function mayNow({ person }: Context, relation: Relation, { state }: CardStanding): SignOff['may'] {
  const is = (action: Action): boolean => may(person.roles, action, relation);
  return {
    send: is('card.send'),
    recall: is('card.recall'),
    return: is('card.return'),
    approve: is('card.approve'),
    extend: is('card.extend') && mayHappen(state, 'extended'),
    reopen: is('card.reopen'),
    assign: is('assignments.manage'),
  };
}

/** What outsiders see of a card's way: how the round dealt with it, not how the unit worked. */
export const OUTSIDE = ['approved', 'extended', 'reopened'] as const;

/** What was done with the card, newest first. */
export async function listCardEvents(
  context: Context,
  key: CardKey,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const { inside } = await requireReadableCard(context, key);
  const before = decodeCursor(cursor, z.tuple([z.int()]))?.[0] ?? null;
  const slice = { before, limit: limit + 1, kinds: inside ? undefined : OUTSIDE };
  const rows = await listCardEventRows(context.db, key, slice);
  return toPage(rows, limit, (row) => [row.sequence], describeEvent);
}
