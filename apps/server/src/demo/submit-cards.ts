import { approveCard } from '../features/sign-off/approve-card.service.ts';
import { sendCard } from '../features/sign-off/move-card.service.ts';
import { roundUnits } from '../features/rounds/rounds.read-model.ts';
import { createDemoLeaders, leaderOf } from './demo-accounts.ts';
import type { Seeding } from './seed-demo.service.ts';

/**
 * Every unit of a round that is to be published sends its card, and its leader approves it. The figures of the sample
 * name no evidence: the gaps are sent knowingly, and the record says so.
 */
export async function submitCards(seeding: Seeding, roundId: string): Promise<void> {
  const { db, now } = await seeding.as('thuongtruc');
  const units = await roundUnits(db, roundId);
  await createDemoLeaders(db, units, now);
  for (const { id: unitId, code } of units) {
    const leader = await seeding.as(leaderOf(code));
    const card = { roundId, unitId };
    const { sentSequence } = await sendCard(leader, card, { withMissing: true, note: '' });
    await approveCard(leader, card, { sentSequence: sentSequence ?? 0, note: '' });
  }
}
