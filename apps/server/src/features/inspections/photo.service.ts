import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { storedFileAnswer } from '../evidence/stored-files.read-model.ts';
import { readVisit } from './visit-access.ts';
import type { VisitKey } from './visits.queries.ts';
import { listPhotos } from './written.queries.ts';

/** A photo that stands, to whoever may read the visit. */
export async function photoFile(context: Context, key: VisitKey, photoId: string): Promise<StreamAnswer> {
  await readVisit(context, key);
  const photo = (await listPhotos(context.db, key)).find(({ id }) => id === photoId) ?? refuse('not-found');
  return storedFileAnswer(context, photo);
}
