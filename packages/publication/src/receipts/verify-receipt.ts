import { sha256Text } from './canonical-record.ts';
import {
  checkInclusion,
  checkRecord,
  checkSignature,
  openFiles,
  readKey,
  readReceipt,
  type LoggedAt,
} from './receipt-checks.ts';
import { Wrong, type ReceiptProblem } from './receipt-problem.ts';
import type { ReceiptStatement } from './receipt-text.ts';

export const RECEIPT_STEPS = ['receipt', 'record', 'signature', 'inclusion', 'checkpoint'] as const;
export type ReceiptStepName = (typeof RECEIPT_STEPS)[number];

export interface ReceiptReport {
  /** `unconfirmed`: nothing is wrong, but no key was given, so nobody's signature was checked. */
  readonly verdict: 'valid' | 'unconfirmed' | 'false';
  /** What the receipt says, as far as it could be read. Say it to people only beside the verdict. */
  readonly statement: ReceiptStatement | null;
  /** SHA-256 of the receipt's text; null when there is no readable one. */
  readonly hash: string | null;
  /** The steps passed, in order. */
  readonly steps: readonly ReceiptStepName[];
  readonly problem: ReceiptProblem | null;
  /** Where the log has it; null when no proof was given or it does not hold. */
  readonly logged: LoggedAt | null;
}

export interface ReceiptEvidence {
  /** A receipt, or a `.tlog-proof` that carries one. */
  readonly file: Uint8Array;
  /** A `.tlog-proof` kept beside the receipt. */
  readonly proof?: Uint8Array | undefined;
  /** The record as JSON, in any spelling: its hash must be the receipt's. */
  readonly record?: Uint8Array | undefined;
  /** The installation's verifier key (`name+id+key`), from another source than the receipt. */
  readonly key?: string | undefined;
}

/** Checks a receipt offline. Stops at the first thing that is wrong and names it. Never throws for what the files hold. */
export function verifyReceipt(evidence: ReceiptEvidence): ReceiptReport {
  const seen: Seen = { statement: null, hash: null, steps: [], logged: null };
  try {
    run(evidence, seen);
    return { verdict: evidence.key === undefined ? 'unconfirmed' : 'valid', problem: null, ...seen };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { verdict: 'false', problem: error.problem, ...seen, logged: null };
  }
}

interface Seen {
  statement: ReceiptStatement | null;
  hash: string | null;
  readonly steps: ReceiptStepName[];
  logged: LoggedAt | null;
}

function run({ file, proof: beside, record, key }: ReceiptEvidence, seen: Seen): void {
  const { note, proof } = openFiles(file, beside);
  const { text, statement } = readReceipt(note);
  seen.statement = statement;
  seen.hash = sha256Text(text);
  seen.steps.push('receipt');
  if (record !== undefined) {
    checkRecord(record, statement);
    seen.steps.push('record');
  }
  const verifier = key === undefined ? undefined : readKey(key, statement.origin);
  if (verifier !== undefined) {
    checkSignature(note, verifier, { code: 'signature-wrong', part: 'receipt', from: 0 });
    seen.steps.push('signature');
  }
  if (proof === undefined) return;
  const logged = checkInclusion(proof, seen.hash, statement.origin);
  seen.steps.push('inclusion');
  if (verifier !== undefined) {
    checkSignature(proof.parsed.checkpoint, verifier, {
      code: 'checkpoint-signature-wrong',
      part: 'proof',
      from: proof.before,
    });
    seen.steps.push('checkpoint');
  }
  seen.logged = logged;
}
