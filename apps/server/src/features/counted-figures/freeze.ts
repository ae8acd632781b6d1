import type { Round } from '../rounds/rounds.read-model.ts';
import type { CardStanding } from '../sign-off/card-standing.read-model.ts';

/**
 * Whether counted figures of the unit stay as they are: its leader reads the card or has approved it, or self-scoring of
 * the round was ended and the unit has no later date of its own. What is corrected afterwards shows as a difference.
 */
export function isFrozen(round: Pick<Round, 'state'>, { state, window }: CardStanding): boolean {
  if (state === 'unit-review' || state === 'submitted') return true;
  return round.state !== 'draft' && round.state !== 'self-scoring' && window !== 'open';
}
