import type { EvidenceUpload } from '@parix/api-contract';
import type { Context, PublicContext, UseCaseConfig } from '../../platform/context.ts';
import { DEFAULT_EVIDENCE_QUOTA } from '../../platform/files/file-store.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';
import { findStoredFile, holdLibrary, isInLibrary, listTwins, measureLibrary } from './evidence.queries.ts';
import { type FinishedUpload, findingWords } from './finish-upload.service.ts';
import { permitReading, permitWriting } from './permit-evidence.ts';
import { requireStoredUpload } from './finished-upload.read-model.ts';

const quotaOf = ({ evidenceQuota }: UseCaseConfig): number => evidenceQuota ?? DEFAULT_EVIDENCE_QUOTA;

/** What the files of the library take, each counted once however many documents have it, and what they may. */
export async function evidenceUsage(context: Context, unitId: string) {
  await permitReading(context, unitId);
  return { ...(await measureLibrary(context.db, unitId)), allowedBytes: quotaOf(context.config) };
}

/**
 * Refuses a file that the library has no room for; one that it has already takes none. In a transaction: other additions
 * to the library wait for its end.
 */
export async function requireRoom(context: Context, unitId: string, sha256: string): Promise<void> {
  const { db, config, locale } = context;
  await holdLibrary(db, unitId);
  if (await isInLibrary(db, unitId, sha256)) return;
  const { size } = await findStoredFile(db, sha256);
  refuseBeyond(quotaOf(config), (await measureLibrary(db, unitId)).bytes, size, locale);
}

/** The same before the first byte is sent, so that nobody waits for a refusal. `size`: bytes that are to come. */
export async function requireRoomAhead(
  { db, config, locale }: Pick<PublicContext, 'db' | 'config' | 'locale'>,
  unitId: string,
  size: number,
): Promise<void> {
  refuseBeyond(quotaOf(config), (await measureLibrary(db, unitId)).bytes, size, locale);
}

function refuseBeyond(allowed: number, used: number, size: number, locale: Locale): void {
  if (used + size <= allowed) return;
  refuse('storage-full', {
    because: roomWords(megabytes(used), megabytes(allowed), megabytes(size), locale),
  });
}

/** "12.4", as the library shows it. */
const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);

function roomWords(used: string, allowed: string, size: string, locale: Locale): string {
  if (locale === 'en')
    return `The library takes ${used} MB of ${allowed} MB allowed; this file has ${size} MB.`;
  const comma = (number: string): string => number.replace('.', ',');
  return `Kho đã dùng ${comma(used)} MB trong ${comma(allowed)} MB được phép; tệp này ${comma(size)} MB.`;
}

/** What was found in a file that has arrived, and whether the library has it already. */
export async function describeUpload(
  context: Context,
  unitId: string,
  uploadId: string,
): Promise<EvidenceUpload> {
  permitWriting(context, unitId);
  const { sha256, fileName, findings } = await requireStoredUpload(context, uploadId);
  const { size, scan } = await findStoredFile(context.db, sha256);
  const twins = await listTwins(context.db, unitId, sha256);
  return {
    fileName,
    size,
    scan: scan ?? 'not-scanned',
    remarks: remarksOf(findings, context.locale),
    twins: twins.map(({ documentId, ...twin }) => ({ id: documentId, ...twin })),
  };
}

const remarksOf = (findings: FinishedUpload['findings'], locale: Locale): string[] =>
  findingWords(findings, locale).map(({ message }) => message);
