import type { Context } from '../../platform/context.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';

/** A file of the store, byte for byte, under the name that it was sent with. */
export async function storedFileAnswer(
  { db, config }: Context,
  { sha256, fileName }: { readonly sha256: string; readonly fileName: string },
): Promise<StreamAnswer> {
  const { size, mediaType } = await db
    .selectFrom('storedFile')
    .select(['size', 'mediaType'])
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  const store = evidenceStore(config);
  return {
    fileName,
    contentType: mediaType,
    size,
    etag: sha256,
    open: async (range) => {
      const stream = await store.open(sha256, range);
      if (!stream) throw new Error(`file ${sha256} is not in the store`);
      return stream;
    },
  };
}
