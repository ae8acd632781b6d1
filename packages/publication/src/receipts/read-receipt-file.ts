import { fromBase64, fromUtf8 } from '../log/bytes.ts';
import { PROOF_HEADER } from '../log/tlog-proof.ts';

/** What a kept file is. */
export type ReceiptFileKind = 'receipt' | 'proof' | 'other';

/**
 * The text of a kept file as it was handed out. What editors, mail and forms do to text files is undone: a byte-order
 * mark, CR before LF, a missing or doubled newline at the end. undefined when it is not UTF-8.
 */
export function keptText(bytes: Uint8Array): string | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  return plain.trim() === '' ? '' : `${plain.replace(/\n+$/, '')}\n`;
}

/** Tells by the first line; a receipt is told by its second, because the first names the installation. */
export function receiptFileKind(bytes: Uint8Array): ReceiptFileKind {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  if (text.startsWith(PROOF_HEADER)) return 'proof';
  const lines = text.split(/\r?\n/);
  return lines[1]?.startsWith('parix.receipt') === true || lines.some((line) => line.startsWith('— '))
    ? 'receipt'
    : 'other';
}

export interface LineFault {
  /** First and last line at fault, from 1. */
  readonly lines: readonly [number, number];
  readonly found: string;
}

/** Why a text is no signed note: its first line at fault. undefined when it is one. */
export function noteFault(text: string): LineFault | undefined {
  const lines = text.replace(/\n$/, '').split('\n');
  const control = lines.findIndex((line) => /[\u0000-\u001f]/.test(line));
  if (control >= 0) return at(lines, control);
  const gap = lines.lastIndexOf('');
  if (gap <= 0 || gap === lines.length - 1) return at(lines, lines.length - 1);
  const wrong = lines.findIndex((line, i) => i > gap && !isSignatureLine(line));
  return wrong < 0 ? undefined : at(lines, wrong);
}

function isSignatureLine(line: string): boolean {
  const encoded = /^— [^\s+]+ (\S+)$/u.exec(line)?.[1];
  return (encoded === undefined ? 0 : (fromBase64(encoded)?.length ?? 0)) > 4;
}

/** Why a text is no `.tlog-proof` with an `extra` line or without: its first line at fault. */
export function proofFault(text: string): LineFault | undefined {
  const lines = text.split('\n');
  if (lines[0] !== PROOF_HEADER) return at(lines, 0);
  const hasExtra = lines[1]?.startsWith('extra ') === true;
  if (hasExtra && fromBase64(lines[1]?.slice(6) ?? '') === undefined) return at(lines, 1);
  const index = hasExtra ? 2 : 1;
  if (!/^index (0|[1-9]\d{0,15})$/.test(lines[index] ?? '')) return at(lines, index);
  const gap = lines.indexOf('', index);
  const end = gap < 0 ? lines.length : gap;
  const wrong = lines.findIndex((line, i) => i > index && i < end && fromBase64(line)?.length !== 32);
  if (wrong >= 0) return at(lines, wrong);
  return gap < 0 ? at(lines, lines.length - 1) : undefined;
}

const at = (lines: readonly string[], index: number): LineFault => ({
  lines: [index + 1, index + 1],
  found: lines[index] ?? '',
});
