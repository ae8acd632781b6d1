import type { PrintedReceipt, Receipt, StoredReceipt } from '@parix/api-contract';
import { RECEIPT_KINDS, type ReceiptKind } from '@parix/publication';
import { toString as qrCode } from 'qrcode';
import type { UseCaseConfig } from '../../platform/context.ts';
import { loadLogKey } from '../publication/transparency-log.read-model.ts';
import type { ReceiptRow } from './receipts.queries.ts';

/** Where anybody can ask whether the log has the receipt with this hash. Short, because a QR code holds it. */
export const checkUrlOf = ({ publicUrl }: Pick<UseCaseConfig, 'publicUrl'>, hash: string): string =>
  `${publicUrl}/bien-nhan/${hash}`;

export interface ReceiptParts {
  readonly id: string | null;
  readonly kind: ReceiptKind;
  readonly note: string;
  readonly textSha256: string;
  readonly recordSha256: string;
  readonly receivedAt: Date;
}

export function toReceipt(parts: ReceiptParts, config: Pick<UseCaseConfig, 'publicUrl'>): Receipt {
  return {
    id: parts.id,
    kind: parts.kind,
    note: parts.note,
    hash: parts.textSha256,
    recordHash: parts.recordSha256,
    receivedAt: parts.receivedAt.toISOString(),
    checkUrl: checkUrlOf(config, parts.textSha256),
  };
}

export function toStoredReceipt(row: ReceiptRow, config: Pick<UseCaseConfig, 'publicUrl'>): StoredReceipt {
  const { id, roundId, unitId, subject, version, logIndex, loggedAt } = row;
  const logged =
    logIndex === null || loggedAt === null ? null : { index: logIndex, loggedAt: loggedAt.toISOString() };
  const base = toReceipt({ ...row, kind: kindOf(row) }, config);
  return { ...base, id, roundId, unitId, subject, version, logged };
}

function kindOf({ kind }: ReceiptRow): ReceiptKind {
  const known = RECEIPT_KINDS.find((one) => one === kind);
  if (known === undefined) throw new Error(`a stored receipt has the unknown kind ${kind}`);
  return known;
}

export async function toPrintedReceipt(
  stored: StoredReceipt,
  names: Pick<PrintedReceipt, 'roundTitle' | 'unitCode' | 'unitName'>,
  config: UseCaseConfig,
): Promise<PrintedReceipt> {
  const qrText = stored.checkUrl;
  const qrSvg = await qrCode(qrText, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return { ...stored, ...names, qrText, qrSvg, verifierKey: loadLogKey(config).signer.vkey };
}
