import type { ROUTES, SignOff } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { type NewNotice, notifyItem, notifyUnit } from '../notices/notify.read-model.ts';
import { behalfOf, type CardInHand, takeCard, tellCard } from './card-in-hand.ts';
import { type CardKey } from './item-marks.queries.ts';
import { permitOnCard } from './permit-on-card.read-model.ts';
import { describeSignOff, gapsNow } from './sign-off.service.ts';

/** Sends the card to the leader. Gaps are refused by name, unless they are sent knowingly; then they are on record. */
export async function sendCard(
  context: Context,
  key: CardKey,
  { withMissing, note }: z.output<typeof ROUTES.sendCard.body>,
): Promise<SignOff> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const card = await takeCard(inside, key);
    permitOnCard(inside, 'card.send', card.round, key.unitId, card.standing);
    const gaps = await gapsNow(inside, card);
    if (gaps.length > 0 && !withMissing) {
      const errors = gaps.map(({ itemId, gap, message }) => ({
        place: `item:${itemId}`,
        code: gap,
        message,
      }));
      refuse('card-incomplete', { errors });
    }
    const remarks = gaps.map(({ itemId, gap }) => ({ itemId, remark: gap }));
    const onBehalfOf = await behalfOf(db, inside, 'focal-point');
    await tellCard(inside, card, { kind: 'sent', reason: note, remarks, onBehalfOf });
    await notifyUnit(inside, ['unit-leader'], { kind: 'sent', ...ofCard(inside, card) });
    return describeSignOff(inside, key);
  });
}

/** Takes back what was sent, while the leader has not decided. */
export async function recallCard(
  context: Context,
  key: CardKey,
  { note }: z.output<typeof ROUTES.recallCard.body>,
): Promise<SignOff> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const card = await takeCard(inside, key);
    permitOnCard(inside, 'card.recall', card.round, key.unitId, card.standing);
    const onBehalfOf = await behalfOf(db, inside, 'focal-point');
    await tellCard(inside, card, { kind: 'recalled', reason: note, onBehalfOf });
    return describeSignOff(inside, key);
  });
}

/** Returns what was sent with a reason and remarks; a later sending is not returned by mistake (412). */
export async function returnCard(
  context: Context,
  key: CardKey,
  { sentSequence, reason, remarks }: z.output<typeof ROUTES.returnCard.body>,
): Promise<SignOff> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const card = await takeCard(inside, key);
    permitOnCard(inside, 'card.return', card.round, key.unitId, card.standing);
    await requireSending(inside, card, sentSequence);
    const { items } = await requirePlan(db, card.round.setVersionId);
    const unknown = remarks.findIndex(({ itemId }) => !items.has(itemId));
    if (unknown >= 0) refuse('bad-request', { errors: [unknownItem(unknown)] });
    const onBehalfOf = await behalfOf(db, inside, 'unit-leader');
    await tellCard(inside, card, { kind: 'returned', reason, remarks, onBehalfOf });
    const { facts, ...about } = ofCard(inside, card);
    const notice = { kind: 'returned', ...about, facts: { ...facts, reason } } as const;
    await notifyUnit(inside, ['focal-point', 'contributor'], notice);
    for (const { itemId, remark: note } of remarks) {
      const itemName = items.get(itemId)?.item.name ?? itemId;
      await notifyItem(inside, { kind: 'flagged', ...about, facts: { ...facts, itemId, itemName, note } });
    }
    return describeSignOff(inside, key);
  });
}

/** The leader decides on the sending that they have read, and on no other. */
export async function requireSending(
  context: Context,
  { key, standing }: CardInHand,
  sentSequence: number,
): Promise<void> {
  if (standing.last?.sequence === sentSequence) return;
  refuse('edit-conflict', { current: await describeSignOff(context, key) });
}

/** What every notice of an act on a card says. */
export const ofCard = ({ person }: Context, { round, unit }: CardInHand) =>
  ({
    roundId: round.id,
    unitId: unit.id,
    facts: { roundTitle: round.title, unitName: unit.name, by: person.displayName },
  }) satisfies Omit<NewNotice<'sent'>, 'kind'>;

const unknownItem = (index: number) => ({
  place: `/remarks/${index}/itemId`,
  code: 'unknown-item',
  message: 'Bộ tiêu chí của đợt không có mục này. / The round’s criteria set does not have this item.',
});
