import type { ReadingTask, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { itemScoreOf } from '../ranking/item-score.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { entryFacts } from '../ranking/stored-facts.read-model.ts';
import { requireRound, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { evidenceOf, figuresOf } from '../self-scoring/card.read-model.ts';
import { requireValidFacts } from '../self-scoring/check-facts.read-model.ts';
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
  const self = { plan: rows.stored.plan, ...scoreLayer(rows, 'self') };
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
    const entryVersion = await checkReading(inside, round, { ...sent, reason });
    const written = await insertReading(db, {
      ...{ unitId, roundId, itemId, decision, points, reason, entryVersion, at: now, requestId },
      accountId: person.accountId,
    });
    return written ? { left: tasks.length - 1 } : refuse('not-drawn');
  });
}

/** The same rules as for a first decision. @returns the version of the entry that is judged */
async function checkReading(context: Context, round: Round, sent: Sent): Promise<number> {
  const { decision, points, reason, unitId, itemId } = sent;
  if (decision !== 'accept' && reason === null) refuse('reason-required');
  const changes = decision === 'reduce' || decision === 'raise';
  if (changes !== (points !== null)) refuse('facts-invalid', { errors: [pointsFault(context)] });
  const units = (await roundUnits(context.db, round.id)).filter(({ id }) => id === unitId);
  const rows = await loadRoundRows(context.db, round, units);
  const { plan, items } = await requirePlan(context.db, round.setVersionId);
  const indexed = items.get(itemId);
  const [unit] = units;
  if (!indexed || !unit) return refuse('not-found');
  const entry = rows.items.get(unitId)?.get(itemId)?.entry;
  const { notApplicable: _claim, ...own } = entry ? entryFacts(indexed.item, entry) : {};
  const said = { reason: reason ?? '' };
  if (decision === 'not-applicable')
    requireValidFacts(plan, unit, itemId, { notApplicable: said }, context.locale);
  if (points !== null) {
    requireValidFacts(plan, unit, itemId, { ...own, awarded: { points, ...said } }, context.locale);
    const self =
      scoreLayer(rows, 'self').result.units[0]?.items.find(({ id }) => id === itemId)?.points ?? '0';
    const order = compareExact(points, self);
    if (decision === 'reduce' ? order >= 0 : order <= 0)
      refuse('facts-invalid', { errors: [pointsFault(context)] });
  }
  return entry?.version ?? 0;
}

const pointsFault = ({ locale }: Context) => ({
  place: '/points',
  code: 'points-against-decision',
  message:
    locale === 'en'
      ? 'Points are given when the score is reduced (below the self-score) or raised (above it), and only then.'
      : 'Điểm chỉ ghi khi giảm (thấp hơn điểm tự chấm) hoặc tăng (cao hơn điểm tự chấm).',
});
