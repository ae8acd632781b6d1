import type { Db } from '../../platform/context.ts';
import { movedTo } from './move-round.service.ts';
import { updateRound } from './rounds.queries.ts';
import type { Round } from './rounds.read-model.ts';

export { refuseIncomplete } from './complete-round.ts';

/** Marks the round as published from the instant on; a correction of a published round leaves it so. */
export async function markPublished(db: Db, round: Round, now: Date, publicFrom: Date): Promise<void> {
  if (round.state === 'published') return;
  await updateRound(db, round.id, round.version, { ...movedTo(round, 'published', now), publicFrom });
}
