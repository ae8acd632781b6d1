import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

/*
 * Advisory locks instead of row locks: they are taken and left in memory, so that a save writes its row and nothing
 * else, and a round of ten thousand cards is held by one lock. They last until the transaction ends; whatever decides
 * (round, events) is read by a later statement. A shared name only ever means waiting a moment longer.
 */
const roundKey = (roundId: string) => sql`hashtextextended(${`round ${roundId}`}, 0)`;
const cardKey = ({ roundId, unitId }: Card) => sql`hashtextextended(${`card ${roundId} ${unitId}`}, 0)`;

interface Card {
  readonly roundId: string;
  readonly unitId: string;
}

/**
 * Holds the card until the transaction ends. Saves share it; whoever changes its state holds it alone, so that no save
 * slips behind an approval.
 */
export async function lockCard(db: Db, card: Card, strength: 'share' | 'alone'): Promise<void> {
  const take = strength === 'share' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await sql`select pg_advisory_xact_lock_shared(${roundKey(card.roundId)}), ${take}(${cardKey(card)})`.execute(
    db,
  );
}

/** Holds every card of the round alone: the round itself is about to move. */
export async function lockCardsOfRound(db: Db, roundId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${roundKey(roundId)})`.execute(db);
}
