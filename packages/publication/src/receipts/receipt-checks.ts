import { canonicalJson } from '@parix/criteria-sets';
import { fromUtf8, toHex, utf8 } from '../log/bytes.ts';
import { parseCheckpoint } from '../log/checkpoint.ts';
import { leafHash, verifyInclusion } from '../log/merkle.ts';
import { openNote, parseVerifierKey, type Verifier } from '../log/signed-note.ts';
import { parseProof, type TlogProof } from '../log/tlog-proof.ts';
import { parseJson } from '../manifest.ts';
import { sha256Text } from './canonical-record.ts';
import { keptText, noteFault, proofFault, receiptFileKind } from './read-receipt-file.ts';
import { receiptEntry } from './receipt-entry.ts';
import { Wrong } from './receipt-problem.ts';
import { parseReceiptText, type ReceiptStatement } from './receipt-text.ts';

export interface GivenProof {
  readonly parsed: TlogProof;
  /** Lines of the file before its checkpoint. */
  readonly before: number;
}

/** The receipt's note and the proof, wherever they stand. Two copies of the receipt must be the same. */
export function openFiles(
  file: Uint8Array,
  beside: Uint8Array | undefined,
): { readonly note: string; readonly proof: GivenProof | undefined } {
  const isProof = receiptFileKind(file) === 'proof';
  const proof = isProof ? readProof(file) : beside === undefined ? undefined : readProof(beside);
  const inside = proof?.parsed.extra == null ? undefined : keptText(proof.parsed.extra);
  if (isProof) {
    if (inside === undefined) throw new Wrong('proof-without-receipt', 'proof', [2, 2]);
    return { note: inside, proof };
  }
  const note = keptText(file);
  if (note === undefined) throw new Wrong('not-a-receipt', 'receipt', null);
  if (inside !== undefined && inside !== note) throw differingCopies(inside, note);
  return { note, proof };
}

function readProof(bytes: Uint8Array): GivenProof {
  const text = keptText(bytes) ?? '';
  const parsed = parseProof(text);
  const fault = proofFault(text);
  if (parsed !== undefined && fault === undefined)
    return { parsed, before: lineCount(text) - lineCount(parsed.checkpoint) };
  throw new Wrong('proof-malformed', 'proof', fault?.lines ?? null, { found: fault?.found ?? '' });
}

const lineCount = (text: string): number => text.split('\n').length;

function differingCopies(inside: string, note: string): Wrong {
  const [expected, found] = [inside.split('\n'), note.split('\n')];
  const line = expected.findIndex((text, i) => text !== found[i]);
  const at = line < 0 ? expected.length : line;
  return new Wrong('receipts-differ', 'receipt', [at + 1, at + 1], {
    expected: expected[at] ?? '',
    found: found[at] ?? '',
  });
}

const LINE_CODES = {
  'missing-line': 'line-missing',
  'extra-line': 'line-extra',
  'wrong-line': 'line-wrong',
  'wrong-value': 'value-wrong',
} as const;

export function readReceipt(note: string): { readonly text: string; readonly statement: ReceiptStatement } {
  const gap = note.lastIndexOf('\n\n');
  const text = gap < 0 ? note : note.slice(0, gap + 1);
  const parsed = parseReceiptText(text);
  const fault = noteFault(note);
  if (!parsed.ok) {
    const { line, code, expected, found } = parsed.fault;
    throw new Wrong(LINE_CODES[code], 'receipt', [line, line], { expected, found });
  }
  if (fault !== undefined) throw new Wrong('line-wrong', 'receipt', fault.lines, { found: fault.found });
  return { text, statement: parsed.statement };
}

export function checkRecord(record: Uint8Array, { sha256 }: ReceiptStatement): void {
  const json = parseJson(fromUtf8(record)?.replace(/^\ufeff/, '') ?? '');
  if (typeof json !== 'object' || json === null) throw new Wrong('record-unreadable', 'record', null);
  const found = sha256Text(canonicalJson(json));
  if (found !== sha256) throw new Wrong('record-differs', 'record', null, { expected: sha256, found });
}

export function readKey(key: string, origin: string): Verifier {
  const verifier = parseVerifierKey(key.trim());
  if (verifier === undefined) throw new Wrong('key-malformed', 'key', null, { found: key.trim() });
  if (verifier.name === origin) return verifier;
  throw new Wrong('key-differs', 'receipt', [1, 1], { expected: verifier.name, found: origin });
}

export interface Signed {
  readonly code: 'signature-wrong' | 'checkpoint-signature-wrong';
  readonly part: 'receipt' | 'proof';
  /** Lines of the file before the note. */
  readonly from: number;
}

/** A signature that does not fit leaves open whether it or a line above it was changed: all of them are named. */
export function checkSignature(note: string, verifier: Verifier, { code, part, from }: Signed): void {
  const opened = openNote(utf8(note), [verifier]);
  if (opened.ok) return;
  const lines = note.replace(/\n$/, '').split('\n');
  const gap = lines.lastIndexOf('');
  if (opened.reason === 'unknown-key') {
    const expected = `${verifier.name}+${verifier.keyId}`;
    const found = lines.slice(gap + 1).join(' ');
    throw new Wrong('key-differs', part, [from + gap + 2, from + lines.length], { expected, found });
  }
  throw new Wrong(code, part, [from + 1, from + lines.length]);
}

/** Where the log has an entry: its index, in a log of this size. */
export interface LoggedAt {
  readonly index: number;
  readonly size: number;
}

/** The path leads from the receipt's entry to the root of the checkpoint in the same file. */
export function checkInclusion({ parsed, before }: GivenProof, hash: string, origin: string): LoggedAt {
  const { index, hashes, checkpoint } = parsed;
  const fault = noteFault(checkpoint);
  const head = parseCheckpoint(checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1));
  if (fault !== undefined || head === undefined) {
    const lines: readonly [number, number] = fault
      ? [before + fault.lines[0], before + fault.lines[1]]
      : [before + 1, before + 3];
    throw new Wrong('checkpoint-malformed', 'proof', lines, { found: fault?.found ?? '' });
  }
  if (head.origin !== origin)
    throw new Wrong('checkpoint-other-log', 'proof', [before + 1, before + 1], {
      expected: origin,
      found: head.origin,
    });
  const leaf = leafHash(receiptEntry(hash));
  if (verifyInclusion(leaf, index, head.size, hashes, head.root)) return { index, size: head.size };
  const first = parsed.extra === null ? 2 : 3;
  throw new Wrong('inclusion-wrong', 'proof', [first, before + 3], { expected: toHex(leaf) });
}
