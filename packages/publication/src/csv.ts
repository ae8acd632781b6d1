import { utf8 } from './log/bytes.ts';

/** CSV as RFC 4180 has it: CRLF, quotes doubled, UTF-8 with a byte-order mark so that spreadsheets read Vietnamese. */

const BYTE_ORDER_MARK = '\ufeff';
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** Beginnings that spreadsheets take for a formula, the full-width forms included. */
const FORMULA_START = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

export type CsvCell = string | number | boolean | null;

/** One line without its end. Text that would start a formula gets a leading apostrophe; numbers stay numbers. */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  const text = String(cell);
  const safe = FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The whole file from its lines. */
export function csvFile(lines: Iterable<string>): Uint8Array {
  return joinChunks(lines, BYTE_ORDER_MARK, '\r\n', '\r\n');
}

const LINES_PER_CHUNK = 4096;

/** UTF-8 of many lines without one giant string between. `between` separates, `end` closes. */
export function joinChunks(lines: Iterable<string>, start: string, between: string, end: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let pending: string[] = [];
  let first = true;
  for (const line of lines) {
    pending.push(first ? start + line : between + line);
    first = false;
    if (pending.length === LINES_PER_CHUNK) {
      chunks.push(utf8(pending.join('')));
      pending = [];
    }
  }
  chunks.push(utf8(pending.join('') + (first ? start : '') + end));
  return flatten(chunks);
}

function flatten(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
