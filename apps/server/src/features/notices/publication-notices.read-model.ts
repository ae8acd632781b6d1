import type { Db } from '../../platform/context.ts';
import { tellPublished } from './tell-published.job.ts';

/**
 * Tells a publication to everybody it concerns, in the background: a round may have ten thousand units. Nobody is told
 * before it is public.
 */
export async function tellPublication(
  db: Db,
  publication: { readonly roundId: string; readonly sequence: number },
  publicInSeconds: number,
): Promise<void> {
  await tellPublished.enqueue(db, publication, { afterSeconds: Math.max(0, Math.ceil(publicInSeconds)) });
}
