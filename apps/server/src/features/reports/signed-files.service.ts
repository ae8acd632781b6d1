import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileSignature, type ROUTES, type SignedFile } from '@parix/api-contract';
import { describeSignature, type PdfSignature, readPdfSignatures } from '@parix/official-documents';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, UseCaseConfig } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';
import { requireStoredUpload } from '../evidence/finished-upload.read-model.ts';
import { fileAnswer } from '../evidence/stored-files.read-model.ts';
import { issueReceipt } from '../receipts/receipts.read-model.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { requireRoundUnit } from '../rounds/rounds.read-model.ts';
import { frozenSubmission } from '../sign-off/frozen-card.read-model.ts';
import { requireReadableCard } from '../sign-off/readable-card.read-model.ts';
import {
  insertSignedFile,
  listSignedFileRows,
  type SignedFileRow,
  type SubmissionKey,
} from './reports.queries.ts';

type Added = z.output<typeof ROUTES.addSignedFile.response>;
const PDF = 'application/pdf';

/**
 * Adds a signed PDF to a submission. What is said of its signatures is said as it was read then and with the roots that
 * the operator trusts; a broken or unverified one is stored and shown as that. A file without any is refused.
 */
export async function addSignedFile(context: Context, key: SubmissionKey, uploadId: string): Promise<Added> {
  context.permit('submission.attach', relationToUnit(context.person, key.unitId));
  const unit = await requireRoundUnit(context.db, key.roundId, key.unitId);
  await frozenSubmission(context, key, key.sequence);
  const { sha256, fileName, size, mediaType } = await requireStoredUpload(context, uploadId);
  if (mediaType !== PDF) refuse('file-type');
  const signatures = await readSignatures(context, sha256);
  if (signatures.length === 0) refuse('signature-missing');
  return inTransaction(context.db, async (db) => {
    const { roundId, unitId, sequence } = key;
    const row = {
      ...{ roundId, unitId, sequence, sha256, fileName, size },
      signatures: JSON.stringify(signatures.map((signature) => summaryOf(signature))),
      actorId: context.person.accountId,
      requestId: context.requestId,
      at: context.now,
    };
    const number = (await insertSignedFile(db, row)) ?? refuse('edit-conflict');
    const detail = { sequence, number, sha256, statuses: signatures.map(({ status }) => status).join(', ') };
    const subject = `card:${roundId}/${unitId}`;
    await recordAudit(db, context, { action: 'submission.signed-file', subject, detail });
    const [stored] = (await listSignedFileRows(db, key)).filter((each) => each.number === number);
    const record = {
      kind: 'upload',
      unit: unit.code,
      fileName,
      version: number,
      size,
      sha256,
      unitId,
    } as const;
    const receipt = await issueReceipt(db, context, record);
    return { file: toSignedFile(stored ?? refuse('not-found'), context.locale), receipt };
  });
}

async function readSignatures({ config, now }: Context, sha256: string): Promise<readonly PdfSignature[]> {
  const stream = await evidenceStore(config).open(sha256);
  if (!stream) throw new Error(`file ${sha256} is not in the store`);
  const options = { at: now, trustRoots: await trustRoots(config) };
  return readPdfSignatures(await buffer(stream), options);
}

async function trustRoots({ signatureRootsFile }: UseCaseConfig): Promise<readonly string[]> {
  return signatureRootsFile === undefined ? [] : [await readFile(signatureRootsFile, 'utf8')];
}

const storedSummary = fileSignature.omit({ words: true }).extend({
  words: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }),
});
type Summary = z.output<typeof storedSummary>;

const summaryOf = (signature: PdfSignature): Summary => ({
  status: signature.status,
  kind: signature.kind,
  coversWholeFile: signature.covers === 'whole-file',
  signer: signature.certificate?.subject.short ?? null,
  issuer: signature.certificate?.issuer.short ?? null,
  validFrom: signature.certificate?.validFrom ?? null,
  validTo: signature.certificate?.validTo ?? null,
  signedAt: signature.timestamp?.time ?? signature.claimedTime,
  words: { vi: [...describeSignature(signature, 'vi')], en: [...describeSignature(signature, 'en')] },
});

function toSignedFile(row: SignedFileRow, locale: Context['locale']): SignedFile {
  const { number, fileName, size, sha256 } = row;
  return {
    ...{ number, fileName, size, sha256 },
    at: row.at.toISOString(),
    by: row.actorName,
    signatures: z
      .array(storedSummary)
      .parse(row.signatures)
      .map((each) => ({ ...each, words: each.words[locale] })),
  };
}

export async function listSignedFiles(context: Context, key: SubmissionKey) {
  await requireReadableCard(context, key);
  await frozenSubmission(context, key, key.sequence);
  const rows = await listSignedFileRows(context.db, key);
  return { items: rows.map((row) => toSignedFile(row, context.locale)) };
}

export async function signedFileContent(
  context: Context,
  key: SubmissionKey,
  number: number,
): Promise<StreamAnswer> {
  await requireReadableCard(context, key);
  const rows = await listSignedFileRows(context.db, key);
  const { sha256, size, fileName } = rows.find((row) => row.number === number) ?? refuse('not-found');
  return fileAnswer(context, { sha256, fileName, size, mediaType: PDF });
}
