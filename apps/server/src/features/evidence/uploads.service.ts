import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readFile, stat } from 'node:fs/promises';
import type { PublicContext, UseCaseConfig } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { findFinishedUpload } from './evidence.queries.ts';
import { type FinishedUpload, finishUpload } from './finish-upload.service.ts';

/** Uploads under way lie here; what nobody finishes is removed after a day. */
export const uploadFolder = ({ dataDir }: UseCaseConfig): string => join(dataDir, 'uploads');

/** Nobody can guess one, and whoever sees one cannot use it: it begins with the account it belongs to. */
export const newUploadId = (accountId: string): string =>
  `${accountId}.${randomBytes(16).toString('base64url')}`;

const UPLOAD_ID = /^[0-9a-f-]{36}\.[\w-]{22}$/;
export const isUploadOf = (accountId: string, uploadId: string): boolean =>
  UPLOAD_ID.test(uploadId) && uploadId.startsWith(`${accountId}.`);

const uploadInfo = z.object({
  size: z.number(),
  metadata: z.record(z.string(), z.string().nullable()).optional(),
});

/**
 * What became of the person's upload. One whose last byte arrived just before the server was killed is judged now; one
 * that is not whole is refused, and can be taken up again.
 */
export async function requireFinishedUpload(
  context: PublicContext & { readonly person: Person },
  uploadId: string,
): Promise<FinishedUpload> {
  const { accountId } = context.person;
  if (!isUploadOf(accountId, uploadId)) refuse('upload-missing');
  const known = await findFinishedUpload(context.db, uploadId);
  if (known) return known;
  const path = join(uploadFolder(context.config), uploadId);
  const info = await readInfo(path);
  const arrived = await stat(path).then(
    ({ size }) => size,
    () => -1,
  );
  if (!info || arrived !== info.size) refuse('upload-missing');
  return finishUpload(context, { uploadId, accountId, path, fileName: info.metadata?.['filename'] ?? '' });
}

async function readInfo(path: string): Promise<z.output<typeof uploadInfo> | undefined> {
  const text = await readFile(`${path}.json`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : uploadInfo.safeParse(JSON.parse(text)).data;
}
