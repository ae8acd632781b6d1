import type { PrintedReceipt, Receipt, StoredReceipt } from '@parix/api-contract';
import { canonicalRecord, receiptProof } from '@parix/publication';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inclusionOf } from '../publication/transparency-log.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { entryVersion } from '../self-scoring/entry-version.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { toPrintedReceipt, toStoredReceipt } from './describe-receipt.ts';
import { receiptOf, saveRecordOf } from './receipts.read-model.ts';
import { findReceipt, listReceiptRows, type ReceiptRow } from './receipts.queries.ts';

interface Card {
  readonly roundId: string;
  readonly unitId: string;
}

/** A card's receipts may be read by whoever may read the card. */
async function requireReadable(
  context: Context,
  { roundId, unitId }: Card,
): Promise<{ readonly round: Round; readonly unit: RoundUnit }> {
  const round = await requireRound(context.db, roundId, context.now);
  const relation = await relationToTree(context.db, context.person, unitId, context.now);
  context.permit('scorecard.read', { ...relation, phase: round.phase });
  return { round, unit: await requireRoundUnit(context.db, roundId, unitId) };
}

async function requireReceipt(
  context: Context,
  id: string,
): Promise<{ readonly row: ReceiptRow; readonly round: Round; readonly unit: RoundUnit }> {
  const row = (await findReceipt(context.db, id)) ?? refuse('not-found');
  return { row, ...(await requireReadable(context, row)) };
}

/** A stored receipt with all that is printed on it. */
export async function getReceipt(context: Context, id: string): Promise<PrintedReceipt> {
  const { row, round, unit } = await requireReceipt(context, id);
  const names = { roundTitle: round.title, unitCode: unit.code, unitName: unit.name };
  return toPrintedReceipt(toStoredReceipt(row, context.config), names, context.config);
}

/** The receipt as the text file that is kept. */
export async function receiptNote(context: Context, id: string): Promise<FileAnswer> {
  const { row, unit } = await requireReceipt(context, id);
  return {
    fileName: `${fileNameOf(row, unit)}.txt`,
    contentType: 'text/plain; charset=utf-8',
    content: Buffer.from(row.note, 'utf8'),
  };
}

/** The receipt with its proof of inclusion: the same file whenever it is asked for. */
export async function receiptProofFile(context: Context, id: string): Promise<FileAnswer> {
  const { row, unit } = await requireReceipt(context, id);
  if (row.logIndex === null) refuse('receipt-not-logged', { headers: { 'retry-after': '30' } });
  const { index, hashes, checkpoint } = await inclusionOf(context.db, row.logIndex);
  return {
    fileName: `${fileNameOf(row, unit)}.tlog-proof`,
    contentType: 'text/plain; charset=utf-8',
    content: Buffer.from(receiptProof(row.note, index, hashes, checkpoint.note), 'utf8'),
  };
}

const fileNameOf = ({ roundId, subject }: ReceiptRow, { code }: RoundUnit): string =>
  `bien-nhan-${code}-${roundId}-${subject}`;

/** Stored receipts of a card, newest first. */
export async function listReceipts(
  context: Context,
  card: Card,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: StoredReceipt[]; next: string | null }> {
  await requireReadable(context, card);
  const before = decodeCursor(cursor, z.tuple([z.uuid()]));
  const slice = { ...card, before: before?.[0] ?? null, limit: limit + 1 };
  const rows = await listReceiptRows(context.db, slice);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toStoredReceipt(row, context.config),
  );
}

/** The receipt of a saved version, made again from its row, and the record that it speaks of. */
export async function savedItemReceipt(
  context: Context,
  path: Card & { readonly itemId: string; readonly version: number },
): Promise<{ receipt: Receipt; record: string }> {
  const { unit } = await requireReadable(context, path);
  const { version, ...key } = path;
  const row = (await entryVersion(context.db, key, version)) ?? refuse('not-found');
  const record = saveRecordOf(unit.code, row);
  return { receipt: receiptOf(context.config, record, row.recordedAt), record: canonicalRecord(record) };
}
