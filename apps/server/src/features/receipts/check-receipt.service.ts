import {
  leafHash,
  receiptEntry,
  receiptFileKind,
  type ReceiptReport,
  verifyReceipt,
} from '@parix/publication';
import type { Db, PublicContext } from '../../platform/context.ts';
import { findLeaf, loadLogKey } from '../publication/transparency-log.read-model.ts';
import { findReceiptByText } from './receipts.queries.ts';

/** What the installation itself knows of the receipt with a hash. */
export type LogStanding =
  | { readonly state: 'logged'; readonly index: number; readonly loggedAt: Date }
  /** Issued, and in the next batch. */
  | { readonly state: 'waiting' }
  /** Not issued here, as far as anybody can tell; or of a kind that is not logged. */
  | { readonly state: 'unknown' };

/** Looks a hash up: in the log, which anybody may read, and among the receipts that wait for it. */
export async function standingOf(db: Db, hash: string): Promise<LogStanding> {
  const leaf = await findLeaf(db, leafHash(receiptEntry(hash)));
  if (leaf) return { state: 'logged', ...leaf };
  return { state: (await findReceiptByText(db, hash)) ? 'waiting' : 'unknown' };
}

export interface CheckedReceipt {
  readonly report: ReceiptReport;
  /** null when the report is not a confirmation. */
  readonly standing: LogStanding | null;
}

/** Checks a receipt or a `.tlog-proof` that somebody gives us against our own key and log. null: it is neither. */
export async function checkReceipt(
  { db, config }: Pick<PublicContext, 'db' | 'config'>,
  file: Uint8Array,
): Promise<CheckedReceipt | null> {
  if (receiptFileKind(file) === 'other') return null;
  const report = verifyReceipt({ file, key: loadLogKey(config).signer.vkey });
  const confirmed = report.verdict === 'valid' && report.hash !== null;
  return { report, standing: confirmed ? await standingOf(db, report.hash) : null };
}
