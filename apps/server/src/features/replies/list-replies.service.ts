import type { ReplySummary } from '@parix/api-contract';
import { may, replyStateOf } from '@parix/workflow';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { pageOfRoundUnits, relationToRound, requireRound } from '../rounds/rounds.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { replyCounts } from './replies.queries.ts';
import { lastReplyEvents, openItems } from './replies.read-model.ts';
import { storyOf } from './replies.service.ts';

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
  const { hidden } = await blindPairs(
    context,
    round,
    ids.map((unitId) => ({ unitId })),
  );
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
        state: replyStateOf(storyOf(last), round.phase),
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
