import { signNote, type Signer } from '../log/signed-note.ts';
import { type ReceiptRecord, recordHash, sha256Text } from './canonical-record.ts';
import { receiptText, type ReceiptStatement } from './receipt-text.ts';

/** A receipt that can be handed out. */
export interface Receipt {
  readonly statement: ReceiptStatement;
  /** The signed note (C2SP signed-note): what the person keeps. */
  readonly note: string;
  /** SHA-256 (hex) of the note's text: what the QR code shows and the log records. */
  readonly hash: string;
}

/**
 * The receipt of a record. The same record, time and key give the same bytes, so that the receipt of a row that is never
 * changed can be made again at any time. `receivedAt` is the server's time of receipt.
 */
export function signReceipt(record: ReceiptRecord, receivedAt: Date, signer: Signer): Receipt {
  const statement = stateReceipt(record, signer.name, receivedAt);
  const text = receiptText(statement);
  return { statement, note: signNote(text, signer), hash: sha256Text(text) };
}

function stateReceipt(record: ReceiptRecord, origin: string, receivedAt: Date): ReceiptStatement {
  const { kind, unit, version } = record;
  return {
    origin,
    kind,
    unit,
    round: record.kind === 'upload' ? null : record.round,
    subject: subjectOf(record),
    version,
    sha256: recordHash(record),
    receivedAt: receivedAt.toISOString(),
  };
}

function subjectOf(record: ReceiptRecord): string {
  if (record.kind === 'save') return record.item;
  return record.kind === 'upload' ? sha256Text(record.fileName) : String(record.sequence);
}
