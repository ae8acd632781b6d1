import { canonicalJson } from '@parix/criteria-sets';
import { utf8 } from '../log/bytes.ts';
import { proofFile } from '../log/tlog-proof.ts';

/**
 * What the log records of a receipt: canonical JSON with the hash of its text (`Receipt.hash`) and nothing else, because
 * the log is public and who submitted what and when is not, until the results are.
 */
export function receiptEntry(hash: string): Uint8Array {
  return utf8(canonicalJson({ kind: 'receipt', sha256: hash }));
}

/** The `.tlog-proof` file of a logged receipt: the receipt itself stands in the `extra` line, so that one file is enough. */
export function receiptProof(
  note: string,
  index: number,
  hashes: readonly Uint8Array[],
  checkpoint: string,
): string {
  return proofFile(index, hashes, checkpoint, utf8(note));
}
