import { zipFiles } from '@parix/publication';
import type { PublicContext } from '../../platform/context.ts';
import { filesAfter } from './publication.queries.ts';
import { contentOf } from './published-files.ts';

/** The zip of a publication that was made before archives were kept: small ones only. */
export async function zipOfRows(context: PublicContext, publicationId: string): Promise<Buffer> {
  const files = await filesAfter(context.db, publicationId, '', 100_000);
  const contents = await Promise.all(
    files.map(async (file) => [file.path, new Uint8Array(await contentOf(context, file))] as const),
  );
  return Buffer.from(zipFiles(new Map(contents)));
}
