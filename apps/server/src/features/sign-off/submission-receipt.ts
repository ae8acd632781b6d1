import type { Receipt } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import { issueReceipt } from '../receipts/receipts.read-model.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';
import type { SubmissionRow } from './submissions.queries.ts';

/** The one receipt of a submission, with the instant at which it was received, whenever it is asked for. */
export function receiptOfSubmission(
  { db, config }: Pick<Context, 'db' | 'config'>,
  unit: RoundUnit,
  { roundId, unitId, sequence, number, sha256, at }: SubmissionRow,
): Promise<Receipt> {
  const named = { kind: 'submission', unit: unit.code, round: roundId, sequence, version: number } as const;
  return issueReceipt(db, { config, now: at }, { ...named, sha256, unitId });
}
