import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { ownItems } from '../assignments/own-items.read-model.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { loadRoundRows, type RoundRows } from '../ranking/round-facts.read-model.ts';
import { requireRound, requireRoundUnit, type Round } from '../rounds/rounds.read-model.ts';
import { gapsOfItem, linksOfCard } from './card-gaps.ts';
import { readyAt } from './card-items.read-model.ts';
import { requireStanding } from './card-standing.read-model.ts';
import { datesOfLinks } from './dated-links.read-model.ts';
import { type CardKey, insertMark, latestMarks, type MarkRow } from './item-marks.queries.ts';
import { lockCard } from './lock-card.read-model.ts';
import { permitOnCard } from './permit-on-card.read-model.ts';

type Mark = z.output<typeof ROUTES.markItem.body>;
type Marked = z.output<typeof ROUTES.markItem.response>;
interface ItemKey extends CardKey {
  readonly itemId: string;
}

/**
 * Calls an item ready for the focal point, or takes that back. Ready needs complete figures and what the set asks for
 * as proof; it holds for the version that the person has seen, and a later save makes it void.
 */
export async function markItem(context: Context, path: ItemKey, { ready, version }: Mark): Promise<Marked> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await lockCard(db, path, 'share');
    const round = await requireRound(db, path.roundId, context.now);
    await permitMark(inside, round, path);
    const { rows, indexed, current } = await requireItem(db, round, path);
    if (current !== version) refuse('edit-conflict', { current: { version: current } });
    if (ready) await requireComplete(inside, rows, indexed);
    const last = await lastMark(db, path);
    if ((readyAt(last, version) !== null) === ready) return { ready: readyAt(last, version) };
    if (!(await insertMark(db, rowOf(inside, path, { ready, version }, last)))) refuse('edit-conflict');
    return { ready: readyAt(await lastMark(db, path), version) };
  });
}

const lastMark = async (db: Db, path: ItemKey): Promise<MarkRow | undefined> =>
  (await latestMarks(db, path, [path.itemId]))[0];

async function permitMark(context: Context, round: Round, path: ItemKey): Promise<void> {
  const { db, person, now } = context;
  const standing = await requireStanding(db, round, path.unitId, now);
  const own = await ownItems(db, person, path, now);
  const ownItem = own.has(path.itemId);
  permitOnCard(context, 'item.mark-ready', round, path.unitId, standing, { ownItem });
}

/** The item with what is stored of the card; `current` is the version of its entry, 0 when there is none. */
async function requireItem(db: Db, round: Round, path: ItemKey) {
  const unit = await requireRoundUnit(db, path.roundId, path.unitId);
  const rows = await loadRoundRows(db, round, [unit]);
  const indexed = rows.stored.items.get(path.itemId) ?? refuse('not-found');
  if (!indexed.item.selfScored) refuse('not-self-scored');
  return { rows, indexed, current: rows.items.get(path.unitId)?.get(path.itemId)?.entry?.version ?? 0 };
}

async function requireComplete(
  { db, locale }: Context,
  rows: RoundRows,
  indexed: IndexedItem,
): Promise<void> {
  const dateOf = await datesOfLinks(db, rows.round, rows.units[0]?.id ?? '', linksOfCard(rows));
  const gaps = gapsOfItem(rows, indexed, dateOf, locale);
  if (gaps.length === 0) return;
  const errors = gaps.map(({ itemId, gap, message }) => ({ place: `item:${itemId}`, code: gap, message }));
  refuse('item-incomplete', { errors });
}

const rowOf = (
  { person, now, requestId }: Context,
  { roundId, unitId, itemId }: ItemKey,
  { ready, version }: Mark,
  last: MarkRow | undefined,
) => ({
  roundId,
  unitId,
  itemId,
  sequence: (last?.sequence ?? 0) + 1,
  ready,
  entryVersion: version,
  actorId: person.accountId,
  at: now,
  requestId,
});
