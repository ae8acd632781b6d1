import type { Db } from '../../platform/context.ts';
import { lastFreeze } from '../ranking/frozen-results.read-model.ts';
import { lastMinutes, signaturesOf } from './council.queries.ts';

/** What still stands between the minutes and the approval. */
export type MinutesGap = 'none-written' | 'about-an-older-table' | 'chair' | 'secretary';

/** Empty when chair and secretary have signed the last version, and it is about the result that was frozen last. */
export async function minutesGaps(db: Db, roundId: string): Promise<readonly MinutesGap[]> {
  const minutes = await lastMinutes(db, roundId);
  if (!minutes) return ['none-written'];
  const freeze = await lastFreeze(db, roundId);
  if (freeze?.sequence !== minutes.freezeSequence) return ['about-an-older-table'];
  const signed = (await signaturesOf(db, roundId, minutes.version)).map(({ part }) => part);
  return (['chair', 'secretary'] as const).filter((part) => !signed.includes(part));
}
