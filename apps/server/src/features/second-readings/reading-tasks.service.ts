import type { ReadingTask, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { checkDecision } from '../appraisal/check-decision.read-model.ts';
import { itemScoreOf } from '../ranking/item-score.read-model.ts';
import { layerScores, loadRoundRows } from '../ranking/round-facts.read-model.ts';
import { requireRound, requireRoundUnit, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { evidenceOf, figuresOf } from '../self-scoring/card.read-model.ts';
import { insertReading, listPairs, type ReadingRow } from './second-readings.queries.ts';
import { unreadPairs } from './unread-pairs.ts';

type Sent = z.output<typeof ROUTES.readSecond.body>;
type Query = z.output<typeof ROUTES.listReadingTasks.query>;

/** What the person may judge a second time now: they have said first in what they have an interest. */
async function tasksOf({ db, person }: Context, round: Round): Promise<readonly ReadingRow[]> {
  const unread = await unreadPairs(db, round, person, await listPairs(db, round.id));
  return unread.filter(({ bar }) => bar !== 'undeclared').map(({ pair }) => pair);
}

export async function listTasks(context: Context, roundId: string, { limit, cursor }: Query) {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('second-readings.judge', { phase: round.phase });
  const after = decodeCursor(cursor, z.tuple([z.uuid(), z.string()]));
  const tasks = (await tasksOf(context, round)).filter(
    ({ unitId, itemId }) => after === null || unitId > after[0] || (unitId === after[0] && itemId > after[1]),
  );
  const page = toPage(
    tasks.slice(0, limit + 1),
    limit,
    (row) => [row.unitId, row.itemId],
    (row) => row,
  );
  return { items: await describeTasks(context, round, page.items), next: page.next };
}

async function describeTasks(
  context: Context,
  round: Round,
  tasks: readonly ReadingRow[],
): Promise<ReadingTask[]> {
  const ids = new Set(tasks.map(({ unitId }) => unitId));
  const units = (await roundUnits(context.db, round.id)).filter(({ id }) => ids.has(id));
  const rows = await loadRoundRows(context.db, round, units);
  const self = { plan: rows.stored.plan, ...layerScores(rows, 'self') };
  return tasks.flatMap(({ unitId, itemId }) => {
    const at = units.findIndex(({ id }) => id === unitId);
    const indexed = rows.stored.items.get(itemId);
    const unit = units[at];
    if (!indexed || !unit) return [];
    const entry = rows.items.get(unitId)?.get(itemId)?.entry;
    return [
      {
        ...{ unitId, itemId, unitName: unit.name },
        figures: figuresOf(indexed, entry),
        notApplicableReason: entry?.notApplicableReason ?? null,
        explanation: entry?.explanation ?? null,
        evidence: evidenceOf(entry),
        self: itemScoreOf(self, at, itemId, context.locale),
      },
    ];
  });
}

/** Stores what the second appraiser says; whoever is first to judge a pair has judged it. */
export async function readSecond(context: Context, roundId: string, sent: Sent): Promise<{ left: number }> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { now, person, requestId } = context;
    const round = await requireRound(db, roundId, now, 'share');
    context.permit('second-readings.judge', { phase: round.phase });
    const { unitId, itemId, decision, points } = sent;
    const tasks = await tasksOf(inside, round);
    if (!tasks.some((task) => task.unitId === unitId && task.itemId === itemId)) refuse('not-drawn');
    const reason = sent.reason === '' ? null : sent.reason;
    const entryVersion = await checkReading(inside, round, sent);
    const written = await insertReading(db, {
      ...{ unitId, roundId, itemId, decision, points, reason, entryVersion, at: now, requestId },
      accountId: person.accountId,
    });
    return written ? { left: tasks.length - 1 } : refuse('not-drawn');
  });
}

/** The same rules as for a first decision. @returns the version of the entry that is judged */
async function checkReading(context: Context, round: Round, sent: Sent): Promise<number> {
  const { unitId, itemId } = sent;
  const unit = await requireRoundUnit(context.db, round.id, unitId);
  const rows = await loadRoundRows(context.db, round, [unit]);
  const indexed = rows.stored.items.get(itemId) ?? refuse('not-found');
  const self = { plan: rows.stored.plan, ...layerScores(rows, 'self') };
  checkDecision(context, { rows, self }, 0, indexed, sent, 'first');
  return rows.items.get(unitId)?.get(itemId)?.entry?.version ?? 0;
}
