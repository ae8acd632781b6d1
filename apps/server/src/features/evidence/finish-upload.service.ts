import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { describeFinding, FINDING_CODES, type FindingCode, inspectFile } from '@parix/file-inspection';
import { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import type { PlacedError } from '../../platform/refusal.ts';
import { evidenceStore } from './evidence-store.read-model.ts';
import {
  findFinishedUpload,
  insertFinishedUpload,
  insertScan,
  insertStoredFile,
} from './evidence.queries.ts';
import { scanFile } from './scan-file.ts';

export type FinishedUpload = Row<'finishedUpload'>;

export interface ReceivedFile {
  readonly uploadId: string;
  readonly accountId: string;
  /** Where its bytes lie, all of them. */
  readonly path: string;
  /** As the sender named it. */
  readonly fileName: string;
}

/**
 * Judges a file whose last byte has arrived: inspected, scanned, hashed, and safe in the store before anything is said.
 * Repeated (the answer was lost, the server was killed meanwhile) it answers as it did.
 */
export async function finishUpload(
  { db, config, now }: Pick<PublicContext, 'db' | 'config' | 'now'>,
  { uploadId, accountId, path, fileName }: ReceivedFile,
): Promise<FinishedUpload> {
  const known = await findFinishedUpload(db, uploadId);
  if (known) return known;
  const inspection = await inspectFile({ path, fileName });
  const scan = inspection.verdict === 'accepted' ? await scanFile(path, config.scanner) : undefined;
  const infected = scan?.state === 'infected' ? [{ code: 'infected', detail: { name: scan.signature } }] : [];
  const findings = [...infected, ...inspection.findings.map(({ code, detail }) => ({ code, detail }))];
  const outcome = { id: uploadId, accountId, fileName: inspection.fileName, at: now };
  if (inspection.verdict === 'refused' || !scan || scan.state === 'infected') {
    await insertFinishedUpload(db, { ...outcome, sha256: null, findings: JSON.stringify(findings) });
  } else {
    const sha256 = await hashOfFile(path);
    await evidenceStore(config).put(path, sha256);
    const { size, mediaType, pages = null } = inspection;
    const remarks = JSON.stringify(findings);
    await insertStoredFile(db, { sha256, size, mediaType, pages, remarks, storedAt: now });
    await insertScan(db, { sha256, state: scan.state, signature: scan.signature, at: now });
    await insertFinishedUpload(db, { ...outcome, sha256, findings: JSON.stringify(findings) });
  }
  await rm(path, { force: true });
  await rm(`${path}.json`, { force: true });
  const finished = await findFinishedUpload(db, uploadId);
  if (!finished) throw new Error('the outcome of the upload was not stored');
  return finished;
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const storedFindings = z.array(
  z.object({ code: z.string(), detail: z.record(z.string(), z.string()).default({}) }),
);
const isFinding = (code: string): code is FindingCode => FINDING_CODES.some((known) => known === code);

/** What was found, in words: what, why, what to do. */
export function findingWords(findings: unknown, locale: Locale): readonly PlacedError[] {
  return storedFindings.parse(findings).map(({ code, detail }) => {
    if (!isFinding(code))
      return { place: '/file', code, message: infectedWords(detail['name'] ?? '', locale) };
    const { what, why, next } = describeFinding(code, detail, locale);
    return { place: '/file', code, message: [what, why, next].filter(Boolean).join(' ') };
  });
}

const infectedWords = (name: string, locale: Locale): string =>
  locale === 'en'
    ? `The virus scanner found ${name} in this file. It was not stored. Clean the computer it comes from, then send a clean copy.`
    : `Phần mềm diệt vi-rút phát hiện ${name} trong tệp này. Tệp không được lưu. Hãy làm sạch máy tính nguồn rồi gửi bản sạch.`;
