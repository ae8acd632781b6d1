import type { ReplySummary, UnitReplies } from '@parix/api-contract';
import { may, type Relation, REPLY_MOVES, type ReplyEvent, replyStateOf } from '@parix/workflow';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { latestOfStages, toJudgement } from '../appraisal/stages.read-model.ts';
import { ownItems } from '../assignments/own-items.read-model.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { itemScoreOf } from '../ranking/item-score.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { effectOf, standingDecision, type StoredFacts } from '../ranking/stored-facts.read-model.ts';
import {
  pageOfRoundUnits,
  relationToRound,
  requireRound,
  requireRoundUnit,
  type Round,
} from '../rounds/rounds.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { isAnswerableDecision } from './answerable-decisions.ts';
import { replyCounts, replyEvents } from './replies.queries.ts';
import { lastReplyEvents, latestReplies, openItems, toItemReply } from './replies.read-model.ts';

export interface RepliesKey {
  readonly roundId: string;
  readonly unitId: string;
}

/** The replies of one unit with what the table of rights asks about them. */
export interface OpenReplies {
  readonly round: Round;
  readonly relation: Relation & { readonly replies: UnitReplies['state'] };
  /** Number of the last event; 0: none yet. */
  readonly sequence: number;
}

/** Whoever changes them holds the card before, which keeps the round as it is read; its row is not locked beside it. */
export async function openReplies(
  { db, person, now }: Pick<Context, 'db' | 'person' | 'now'>,
  { roundId, unitId }: RepliesKey,
): Promise<OpenReplies> {
  const round = await requireRound(db, roundId, now);
  await requireRoundUnit(db, roundId, unitId);
  const last = (await lastReplyEvents(db, roundId, [unitId])).get(unitId);
  const replies = replyStateOf(last?.kind ?? null, round.phase);
  const relation = { ...relationToUnit(person, unitId), ...relationToRound(round), replies };
  return { round, relation, sequence: last?.sequence ?? 0 };
}

const ACTION_OF = {
  sent: 'reply.send',
  returned: 'reply.approve',
  approved: 'reply.approve',
  reopened: 'reply.reopen',
} as const satisfies Record<ReplyEvent, string>;

/** What the replies of a unit may be read of, with the right to read them. */
export async function readableReplies(context: Context, key: RepliesKey): Promise<OpenReplies> {
  const open = await openReplies(context, key);
  const seen = await relationToTree(context.db, context.person, key.unitId, context.now);
  context.permit('replies.read', { ...seen, ...open.relation });
  return open;
}

/**
 * What was judged otherwise than the unit declared, with what it answers. Whoever may still judge an item blind is not
 * even told that it is among these.
 */
export async function getReplies(context: Context, key: RepliesKey): Promise<UnitReplies> {
  const { db, person, locale, now } = context;
  const { round, relation, sequence } = await readableReplies(context, key);
  const unit = await requireRoundUnit(db, key.roundId, key.unitId);
  const rows = await loadRoundRows(db, round, [unit]);
  const { plan } = rows.stored;
  const self = { plan, ...scoreLayer(rows, 'self') };
  const final = { plan, ...scoreLayer(rows, 'final') };
  const filter = { roundId: round.id, unitIds: [unit.id] };
  const stages = (await latestOfStages(db, filter)).get(unit.id);
  // Drafts are the unit's own until its leader has approved them.
  const inside = relation.ownUnit === true || relation.replies === 'approved';
  const replies = inside ? (await latestReplies(db, filter)).get(unit.id) : undefined;
  const own = await ownItems(db, person, key, now);
  const { hidden } = await blindPairs(db, round, person);
  const shown = [...rows.stored.items.values()].filter(
    ({ item }) =>
      !hidden.has(`${unit.id} ${item.id}`) &&
      isAnswerable(rows.items.get(unit.id)?.get(item.id), replies?.has(item.id) ?? false),
  );
  return {
    roundId: round.id,
    unitId: unit.id,
    unitName: unit.name,
    state: relation.replies,
    closesAt: round.repliesCloseAt?.toISOString() ?? null,
    sequence,
    acts: REPLY_MOVES[relation.replies].filter((kind) => may(person.roles, ACTION_OF[kind], relation)),
    events: inside ? (await replyEvents(db, key)).map(toEvent) : [],
    items: shown.map(({ item, areaId }: IndexedItem) => {
      const stored = rows.items.get(unit.id)?.get(item.id);
      const reply = replies?.get(item.id);
      const concluded = stored?.appraisal && effectOf(stored.appraisal) !== 'needs-explanation';
      return {
        itemId: item.id,
        itemName: item.name,
        areaId,
        version: reply?.version ?? 0,
        self: itemScoreOf(self, 0, item.id, locale),
        final: concluded ? itemScoreOf(final, 0, item.id, locale) : null,
        stages: (stages?.get(item.id) ?? []).map(toJudgement),
        reply: reply ? toItemReply(reply) : null,
        editable: may(person.roles, 'reply.edit', { ...relation, ownItem: own.has(item.id) }),
      };
    }),
  };
}

/** Judged otherwise than declared, or answered when it was. */
export function isAnswerable(stored: StoredFacts | undefined, answered: boolean): boolean {
  const decision = stored && standingDecision(stored);
  if (!decision) return answered;
  return answered || isAnswerableDecision(decision.decision);
}

const toEvent = (row: Awaited<ReturnType<typeof replyEvents>>[number]) => ({
  sequence: row.sequence,
  kind: row.kind,
  at: row.at.toISOString(),
  by: row.actorName,
  reason: row.reason,
});

export interface RepliesQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Units of the round by name, each with the state of its replies. A unit finds itself only. */
export async function listReplies(context: Context, roundId: string, { limit, cursor }: RepliesQuery) {
  const { db, person, now } = context;
  const round = await requireRound(db, roundId, now);
  const everyUnit = may(person.roles, 'replies.read', { ...relationToRound(round), ownUnit: false });
  const own = person.unitId ?? undefined;
  context.permit('replies.read', { ...relationToRound(round), ownUnit: !everyUnit && own !== undefined });
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const slice = { after, limit: limit + 1, onlyUnitId: everyUnit ? undefined : own };
  const page = toPage(
    await pageOfRoundUnits(db, roundId, slice),
    limit,
    (unit) => [unit.name, unit.id],
    (unit) => unit,
  );
  const ids = page.items.map(({ id }) => id);
  const { hidden } = await blindPairs(db, round, person);
  const counted = { units: page.items, ownUnitId: person.unitId, leftOut: hidden };
  const counts = await replyCounts(db, round, counted);
  const events = await lastReplyEvents(db, roundId, ids);
  const open = await countOpen(db, roundId, ids, hidden);
  return {
    next: page.next,
    items: page.items.map((unit): ReplySummary => {
      const last = events.get(unit.id);
      return {
        unitId: unit.id,
        unitCode: unit.code,
        unitName: unit.name,
        state: replyStateOf(last?.kind ?? null, round.phase),
        ...(counts.get(unit.id) ?? { open: 0, answered: 0, disagreed: 0 }),
        undecided: open.get(unit.id) ?? 0,
        lastAt: last?.at.toISOString() ?? null,
      };
    }),
  };
}

async function countOpen(db: Db, roundId: string, unitIds: readonly string[], hidden: ReadonlySet<string>) {
  const counts = new Map<string, number>();
  for (const { unitId, itemId } of await openItems(db, { roundId, unitIds }))
    if (!hidden.has(`${unitId} ${itemId}`)) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  return counts;
}

/** Refuses unless the item waits for an answer to the decision that stands. @returns version of that decision */
export async function requireAnswerable(
  db: Db,
  round: Round,
  unitId: string,
  itemId: string,
): Promise<number> {
  const unit = await requireRoundUnit(db, round.id, unitId);
  const rows = await loadRoundRows(db, round, [unit]);
  if (!rows.stored.items.has(itemId)) refuse('not-found');
  const stored = rows.items.get(unitId)?.get(itemId);
  if (!isAnswerable(stored, false)) refuse('nothing-to-answer');
  return stored?.appraisal?.version ?? refuse('nothing-to-answer');
}
