import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';
import { readVisit } from './visit-access.ts';
import type { VisitKey } from './visits.queries.ts';
import { listPhotos } from './written.queries.ts';

/** A photo that stands, to whoever may read the visit. */
export async function photoFile(context: Context, key: VisitKey, photoId: string): Promise<StreamAnswer> {
  await readVisit(context, key);
  const photo = (await listPhotos(context.db, key)).find(({ id }) => id === photoId) ?? refuse('not-found');
  const { size, mediaType } = await context.db
    .selectFrom('storedFile')
    .select(['size', 'mediaType'])
    .where('sha256', '=', photo.sha256)
    .executeTakeFirstOrThrow();
  const store = evidenceStore(context.config);
  return {
    fileName: photo.fileName,
    contentType: mediaType,
    size,
    etag: photo.sha256,
    open: async (range) => {
      const stream = await store.open(photo.sha256, range);
      if (!stream) throw new Error(`file ${photo.sha256} is not in the store`);
      return stream;
    },
  };
}
