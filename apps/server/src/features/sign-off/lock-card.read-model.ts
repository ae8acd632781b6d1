import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';

/**
 * Holds the card until the transaction ends. Saves share it; whoever changes its state (or that of the round, which
 * takes every card) holds it alone, so that no save slips behind an approval. What decides (round, events) is read
 * after the lock is held. 404 when the unit takes no part.
 */
export async function lockCard(
  db: Db,
  card: { readonly roundId: string; readonly unitId: string },
  strength: 'share' | 'alone',
): Promise<void> {
  const query = db
    .selectFrom('roundUnit')
    .select('unitId')
    .where('unitId', '=', card.unitId)
    .where('roundId', '=', card.roundId);
  const row = await (strength === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst();
  if (!row) refuse('not-found');
}

/** Holds every card of the round alone: the round itself is about to move. */
export async function lockCardsOfRound(db: Db, roundId: string): Promise<void> {
  await db
    .selectFrom('roundUnit')
    .select('unitId')
    .where('roundId', '=', roundId)
    .orderBy('unitId')
    .forUpdate()
    .execute();
}
