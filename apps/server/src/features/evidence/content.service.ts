import type { StreamAnswer } from '../../platform/send-stream.ts';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { z } from 'zod';
import { listPages, listVersions, type VersionKey } from './evidence.queries.ts';
import { permitReading } from './permit-evidence.ts';
import { fileAnswer } from './stored-files.read-model.ts';

/** The file of a version, in whole or in part; 404 for a version without one. */
export async function evidenceContent(context: Context, key: VersionKey): Promise<StreamAnswer> {
  await permitReading(context, key.unitId);
  const row = (await listVersions(context.db, key)).find(({ version }) => version === key.version);
  const { sha256, size, mediaType, fileName, scan } = row ?? refuse('not-found');
  if (scan === 'infected') refuse('file-infected');
  if (sha256 === null || size === null || mediaType === null || fileName === null) return refuse('not-found');
  return fileAnswer(context, { sha256, fileName, size, mediaType });
}

/** The text that was extracted, page by page. */
export async function evidencePages(
  context: Context,
  key: VersionKey,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  await permitReading(context, key.unitId);
  const after = decodeCursor(cursor, z.tuple([z.int()]))?.[0] ?? 0;
  const rows = await listPages(context.db, key, after, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.page],
    ({ page, content }) => ({ page, text: content }),
  );
}
