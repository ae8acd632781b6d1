import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { findingWords } from './finish-upload.service.ts';
import { requireFinishedUpload } from './uploads.service.ts';

/** The file of an upload of this person that was inspected and lies in the store; a refused one says why. */
export async function requireStoredUpload(context: Context, uploadId: string) {
  const { sha256, fileName, findings } = await requireFinishedUpload(context, uploadId);
  if (sha256 === null) return refuse('file-refused', { errors: findingWords(findings, context.locale) });
  const file = await context.db
    .selectFrom('storedFile')
    .select(['size', 'mediaType'])
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  return { sha256, fileName, findings, ...file };
}
