import { FileRefusal } from '../file-refusal.ts';

/** A value of a PDF file. Text is left out: nothing is decided by it. */
export type PdfValue =
  number | { readonly name: string } | { readonly ref: number } | readonly PdfValue[] | PdfDictionary | null;

export type PdfDictionary = ReadonlyMap<string, PdfValue>;

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map;
}

export interface ReadValue {
  readonly value: PdfValue;
  /** Where the value ends. */
  readonly end: number;
}

const DEEPEST = 100;
const BLANKS = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)));
const [LESS, GREATER, SLASH, PERCENT, HASH, BACKSLASH] = [60, 62, 47, 37, 35, 92];
const [OPEN_ROUND, CLOSE_ROUND, OPEN_SQUARE, CLOSE_SQUARE] = [40, 41, 91, 93];

/**
 * Reads one value at `from` the way viewers do: names with #-escapes decoded, references kept as numbers, strings
 * skipped. A value that is broken off ends with the bytes; whatever was read of it is answered.
 */
export function readPdfValue(bytes: Buffer, from: number, depth = 0): ReadValue {
  const at = skipBlanks(bytes, from);
  const byte = bytes[at];
  if (byte === undefined) return { value: null, end: bytes.length };
  if (depth > DEEPEST) throw new FileRefusal('pdf-damaged', { reason: 'depth' });
  if (byte === SLASH) return readName(bytes, at);
  if (byte === LESS && bytes[at + 1] === LESS) return readDictionary(bytes, at + 2, depth);
  if (byte === LESS) return { value: null, end: after(bytes, GREATER, at) };
  if (byte === OPEN_ROUND) return { value: null, end: endOfString(bytes, at + 1) };
  if (byte === OPEN_SQUARE) return readArray(bytes, at + 1, depth);
  if (DELIMITERS.has(byte)) return { value: null, end: at + 1 };
  return readWord(bytes, at);
}

export function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte === PERCENT) at = endOfLine(bytes, at);
    else if (byte !== undefined && BLANKS.has(byte)) at += 1;
    else return at;
  }
}

function endOfLine(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

function after(bytes: Buffer, mark: number, from: number): number {
  const found = bytes.indexOf(mark, from);
  return found < 0 ? bytes.length : found + 1;
}

function endOfString(bytes: Buffer, from: number): number {
  let open = 1;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === OPEN_ROUND) open += 1;
    else if (byte === CLOSE_ROUND && (open -= 1) === 0) return at + 1;
  }
  return bytes.length;
}

function endOfWord(bytes: Buffer, from: number): number {
  let at = from;
  for (
    let byte = bytes[at];
    byte !== undefined && !BLANKS.has(byte) && !DELIMITERS.has(byte);
    byte = bytes[at]
  ) {
    at += 1;
  }
  return at;
}

function readName(
  bytes: Buffer,
  at: number,
): { readonly value: { readonly name: string }; readonly end: number } {
  const end = endOfWord(bytes, at + 1);
  const raw = bytes.toString('latin1', at + 1, Math.min(end, at + 128));
  const name = bytes.subarray(at, end).includes(HASH)
    ? raw.replace(/#([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : raw;
  return { value: { name }, end };
}

/** A number, a reference ("12 0 R"), or a word of which nothing is known. */
function readWord(bytes: Buffer, at: number): ReadValue {
  const end = endOfWord(bytes, at);
  const word = bytes.toString('latin1', at, Math.min(end, at + 32));
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return { value: null, end };
  const reference = /^\d+$/.test(word) ? endOfReference(bytes, end) : -1;
  return reference < 0 ? { value: Number(word), end } : { value: { ref: Number(word) }, end: reference };
}

function endOfReference(bytes: Buffer, from: number): number {
  const start = skipBlanks(bytes, from);
  const end = endOfWord(bytes, start);
  if (end === start || end - start > 5 || !/^\d+$/.test(bytes.toString('latin1', start, end))) return -1;
  const letter = skipBlanks(bytes, end);
  return bytes[letter] === 82 && endOfWord(bytes, letter) === letter + 1 ? letter + 1 : -1;
}

function readArray(bytes: Buffer, from: number, depth: number): ReadValue {
  const values: PdfValue[] = [];
  for (let at = skipBlanks(bytes, from); ; at = skipBlanks(bytes, at)) {
    if (bytes[at] === CLOSE_SQUARE) return { value: values, end: at + 1 };
    if (at >= bytes.length) return { value: values, end: at };
    const read = readPdfValue(bytes, at, depth + 1);
    values.push(read.value);
    at = read.end;
  }
}

function readDictionary(bytes: Buffer, from: number, depth: number): ReadValue {
  const entries = new Map<string, PdfValue>();
  for (let at = skipBlanks(bytes, from); ; at = skipBlanks(bytes, at)) {
    if (bytes[at] === GREATER) return { value: entries, end: bytes[at + 1] === GREATER ? at + 2 : at + 1 };
    if (at >= bytes.length) return { value: entries, end: at };
    if (bytes[at] !== SLASH) {
      at = Math.max(at + 1, readPdfValue(bytes, at, depth + 1).end);
      continue;
    }
    const key = readName(bytes, at);
    const read = readPdfValue(bytes, key.end, depth + 1);
    const given = entries.get(key.value.name);
    // Viewers differ in which of two they take, so both are kept.
    entries.set(key.value.name, given === undefined ? read.value : [given, read.value]);
    at = read.end;
  }
}

/** All names in a value: /Filter may be one or a list. */
export function namesIn(value: PdfValue | undefined): readonly string[] {
  if (value === undefined || value === null || typeof value === 'number') return [];
  if (Array.isArray(value)) return (value as readonly PdfValue[]).flatMap(namesIn);
  return 'name' in value ? [value.name] : [];
}
