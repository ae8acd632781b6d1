import type { Receipt } from '@parix/api-contract';
import { signReceipt, type ReceiptRecord, type SaveRecord } from '@parix/publication';
import { z } from 'zod';
import { newId } from '../../platform/ids.ts';
import type { Db, PublicContext, UseCaseConfig } from '../../platform/context.ts';
import { loadLogKey } from '../publication/transparency-log.read-model.ts';
import { toReceipt } from './describe-receipt.ts';
import { findSameReceipt, insertReceipt } from './receipts.queries.ts';

/** What a receipt is issued for: the record (docs/receipts.md), and the unit's id beside its code. */
export type Acknowledged = ReceiptRecord & { readonly unitId: string };

/**
 * The receipt of what the caller has just stored. Call it inside the caller's transaction (`db`), hand the answer out
 * only once that has been committed. Saves and uploads are signed and nothing more, because the same row gives the same
 * receipt at any time; a submission's receipt is stored and queued for the log, without waiting for anybody else's.
 * Issued again for the same submission, it is the first one, with its time.
 */
export async function issueReceipt(
  db: Db,
  { config, now }: Pick<PublicContext, 'config' | 'now'>,
  acknowledged: Acknowledged,
): Promise<Receipt> {
  if (acknowledged.kind !== 'submission') return receiptOf(config, acknowledged, now);
  const { statement, note, hash } = signReceipt(acknowledged, now, loadLogKey(config).signer);
  const { kind, round, unitId } = acknowledged;
  const row = {
    unitId,
    id: newId(),
    roundId: round,
    kind,
    subject: statement.subject,
    version: statement.version,
    recordSha256: statement.sha256,
    textSha256: hash,
    note,
    receivedAt: now,
  };
  if (await insertReceipt(db, row)) return toReceipt({ ...row, kind }, config);
  const first = await findSameReceipt(db, row);
  if (first?.recordSha256 !== row.recordSha256)
    throw new Error(`submission ${row.subject} of ${unitId} in ${round} has a receipt for other content`);
  return toReceipt({ ...first, kind }, config);
}

/** The receipt of a save or an upload, now or later: the row and the time at which it was stored decide every byte. */
export function receiptOf(
  config: UseCaseConfig,
  record: Exclude<ReceiptRecord, { readonly kind: 'submission' }>,
  receivedAt: Date,
): Receipt {
  const { statement, note, hash } = signReceipt(record, receivedAt, loadLogKey(config).signer);
  return toReceipt(
    { id: null, kind: record.kind, note, textSha256: hash, recordSha256: statement.sha256, receivedAt },
    config,
  );
}

/** A saved version of an item as its row has it. */
export interface SavedVersion {
  readonly roundId: string;
  readonly itemId: string;
  readonly version: number;
  readonly figures: object;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  readonly evidence: readonly unknown[];
}

const storedFigures = z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]));

/** The record of a save, the same from what is being stored and from what was. */
export function saveRecordOf(unitCode: string, saved: SavedVersion): SaveRecord {
  const { roundId, itemId, version, notApplicableReason, explanation, evidence } = saved;
  const figures = storedFigures.parse(saved.figures);
  const words = { notApplicableReason, explanation };
  return { kind: 'save', unit: unitCode, round: roundId, item: itemId, version, figures, ...words, evidence };
}
