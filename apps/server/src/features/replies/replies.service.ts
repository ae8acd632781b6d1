import type { UnitReplies } from '@parix/api-contract';
import {
  may,
  type Relation,
  REPLY_MOVES,
  type ReplyEvent,
  type ReplyStory,
  replyStateOf,
} from '@parix/workflow';
import type { Context, Db } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { latestOfStages, toJudgement } from '../appraisal/stages.read-model.ts';
import { ownItems } from '../assignments/own-items.read-model.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { itemScoreOf } from '../ranking/item-score.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import type { AppraisalRow } from '../ranking/round-rows.read-model.ts';
import { effectOf, standingDecision, type StoredFacts } from '../ranking/stored-facts.read-model.ts';
import { relationToRound, requireRound, requireRoundUnit, type Round } from '../rounds/rounds.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { isAnswerableDecision } from './answerable-decisions.ts';
import { isHeard, replyEvents } from './replies.queries.ts';
import {
  approvedReplies,
  type LastReplyEvent,
  lastReplyEvents,
  latestReplies,
  toItemReply,
} from './replies.read-model.ts';

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
  /** Number of the last approval; null: nothing was ever approved. */
  readonly approved: number | null;
}

/** Whoever changes them holds the card before, which keeps the round as it is read; its row is not locked beside it. */
export async function openReplies(
  { db, person, now }: Pick<Context, 'db' | 'person' | 'now'>,
  { roundId, unitId }: RepliesKey,
): Promise<OpenReplies> {
  const round = await requireRound(db, roundId, now);
  await requireRoundUnit(db, roundId, unitId);
  const last = (await lastReplyEvents(db, roundId, [unitId])).get(unitId);
  const replies = replyStateOf(storyOf(last), round.phase);
  const relation = { ...relationToUnit(person, unitId), ...relationToRound(round), replies };
  return { round, relation, sequence: last?.sequence ?? 0, approved: last?.approved ?? null };
}

/** What the state of replies follows from. */
export const storyOf = (last: LastReplyEvent | undefined): ReplyStory => ({
  last: last?.kind ?? null,
  approvedOnce: (last?.approved ?? null) !== null,
});

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
  const { round, relation, sequence, approved } = await readableReplies(context, key);
  const unit = await requireRoundUnit(db, key.roundId, key.unitId);
  const rows = await loadRoundRows(db, round, [unit]);
  const { plan } = rows.stored;
  const self = { plan, ...scoreLayer(rows, 'self') };
  const final = { plan, ...scoreLayer(rows, 'final') };
  const filter = { roundId: round.id, unitIds: [unit.id] };
  const stages = (await latestOfStages(db, filter)).get(unit.id);
  // Drafts are the unit's own until its leader has approved them, and so is what was done with them.
  const inside = relation.ownUnit === true;
  const inForce = (await approvedReplies(db, filter)).get(unit.id);
  const replies = inside ? (await latestReplies(db, filter)).get(unit.id) : inForce;
  const events = await replyEvents(db, key);
  const own = await ownItems(db, person, key, now);
  const { hidden } = await blindPairs(context, round, [{ unitId: unit.id }]);
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
    events: events.filter(({ sequence: at }) => inside || at <= (approved ?? 0)).map(toEvent),
    items: shown.map(({ item, areaId }: IndexedItem) => {
      const stored = rows.items.get(unit.id)?.get(item.id);
      const reply = replies?.get(item.id);
      const counting = inForce?.get(item.id);
      const decided = stages?.get(item.id) ?? [];
      const concluded = stored?.appraisal && effectOf(stored.appraisal) !== 'needs-explanation';
      return {
        itemId: item.id,
        itemName: item.name,
        areaId,
        version: reply?.version ?? 0,
        self: itemScoreOf(self, 0, item.id, locale),
        final: concluded ? itemScoreOf(final, 0, item.id, locale) : null,
        stages: decided.map(toJudgement),
        reply: reply ? toItemReply(reply) : null,
        inForce: counting ? toItemReply(counting) : null,
        answered: reply !== undefined && reply.appraisalVersion >= toldVersion(round, decided),
        editable: may(person.roles, 'reply.edit', { ...relation, ownItem: own.has(item.id) }),
      };
    }),
  };
}

/** Version of the decision that the unit was told: the newest while it is heard, that of the first stage afterwards. */
const toldVersion = ({ state }: Round, decided: readonly AppraisalRow[]): number =>
  (isHeard(state) ? decided.find(({ stage }) => stage === 'first') : decided.at(-1))?.version ?? 0;

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
