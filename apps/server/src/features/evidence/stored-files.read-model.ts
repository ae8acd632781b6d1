import type { Context } from '../../platform/context.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { evidenceStore } from './evidence-store.read-model.ts';

/** A file of the store, and the name that it was sent with. */
export interface NamedFile {
  readonly sha256: string;
  readonly fileName: string;
}

/** Its bytes, in whole or in part, as an answer. */
export function fileAnswer(
  { config }: Pick<Context, 'config'>,
  { sha256, fileName, size, mediaType }: NamedFile & { readonly size: number; readonly mediaType: string },
): StreamAnswer {
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

/** The same of a file of which no more is at hand than what it is. */
export async function storedFileAnswer(
  context: Pick<Context, 'db' | 'config'>,
  file: NamedFile,
): Promise<StreamAnswer> {
  const stored = await context.db
    .selectFrom('storedFile')
    .select(['size', 'mediaType'])
    .where('sha256', '=', file.sha256)
    .executeTakeFirstOrThrow();
  return fileAnswer(context, { ...file, ...stored });
}
