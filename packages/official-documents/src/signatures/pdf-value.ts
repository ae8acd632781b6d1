/*
 * Reads one PDF object out of untrusted bytes: just enough to see a signature dictionary and where in the file its
 * parts stand. Nothing is followed: a reference stays a reference.
 */

export type PdfValue = { readonly start: number; readonly end: number } & (
  | { readonly type: 'name' | 'word'; readonly text: string }
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'hex' }
  | { readonly type: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
);
export interface PdfDictionary {
  readonly type: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Names that occur more than once: readers differ in which one they take. */
  readonly repeated: ReadonlySet<string>;
  /** Where each name (its slash) stands. */
  readonly places: ReadonlyMap<string, number>;
}

const MAX_DEPTH = 16;
const MAX_VALUES = 5_000;
const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)));

/** Not a PDF object, or one beyond the limits. */
export class PdfSyntaxError extends Error {}

/** What may still be read of a file, bytes: the same bytes may be asked for many times by a file built to tire. */
export interface ReadBudget {
  bytes: number;
}

/** Throws `PdfSyntaxError` for what is no object, is beyond the limits or would exhaust the budget. */
export function readPdfValue(bytes: Uint8Array, start: number, budget: ReadBudget): PdfValue {
  const end = Math.min(bytes.length, start + budget.bytes);
  const reader = { bytes: bytes.subarray(0, end), at: start, left: MAX_VALUES };
  try {
    return readValue(reader, 0);
  } finally {
    budget.bytes -= reader.at - start;
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
  left: number;
}

function readValue(reader: Reader, depth: number): PdfValue {
  if (depth > MAX_DEPTH || --reader.left < 0) throw new PdfSyntaxError('too much');
  skipSpace(reader);
  const { bytes, at: start } = reader;
  const sign = String.fromCharCode(bytes[start] ?? 0);
  switch (sign) {
    case '/':
      return { type: 'name', text: readName(reader), start, end: reader.at };
    case '(':
      return { type: 'string', text: readString(reader), start, end: reader.at };
    case '[':
      return { type: 'array', items: readItems(reader, depth), start, end: reader.at };
    case '<':
      if (bytes[start + 1] === 0x3c) return { ...readDictionary(reader, depth), start, end: reader.at };
      skipHex(reader);
      return { type: 'hex', start, end: reader.at };
    default:
      return { type: 'word', text: readWord(reader), start, end: reader.at };
  }
}

function skipSpace(reader: Reader): void {
  for (;;) {
    while (SPACE.has(reader.bytes[reader.at] ?? -1)) reader.at += 1;
    if (reader.bytes[reader.at] !== 0x25) return;
    while (reader.at < reader.bytes.length && !isLineEnd(reader.bytes[reader.at])) reader.at += 1;
  }
}

const isLineEnd = (byte: number | undefined): boolean => byte === 10 || byte === 13;

function readWord(reader: Reader): string {
  const start = reader.at;
  while (reader.at < reader.bytes.length && reader.at - start < 256) {
    const byte = reader.bytes[reader.at] ?? 0;
    if (SPACE.has(byte) || DELIMITERS.has(byte)) break;
    reader.at += 1;
  }
  if (reader.at === start) throw new PdfSyntaxError('nothing to read');
  return latin1(reader.bytes, start, reader.at);
}

/** "#41" in a name is "A". */
function readName(reader: Reader): string {
  reader.at += 1;
  const next = reader.bytes[reader.at] ?? 32;
  if (SPACE.has(next) || DELIMITERS.has(next)) return '';
  return readWord(reader).replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

function readItems(reader: Reader, depth: number): readonly PdfValue[] {
  reader.at += 1;
  const items: PdfValue[] = [];
  for (skipSpace(reader); reader.bytes[reader.at] !== 0x5d; skipSpace(reader))
    items.push(readValue(reader, depth + 1));
  reader.at += 1;
  return items;
}

function readDictionary(reader: Reader, depth: number): PdfDictionary {
  reader.at += 2;
  const entries = new Map<string, PdfValue>();
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (skipSpace(reader); reader.bytes[reader.at] !== 0x3e; skipSpace(reader)) {
    const key = readValue(reader, depth + 1);
    if (key.type !== 'name') {
      // The rest of a reference ("0 R") after its first number.
      if (key.type === 'word') continue;
      throw new PdfSyntaxError('a name was expected');
    }
    if (entries.has(key.text)) repeated.add(key.text);
    places.set(key.text, key.start);
    entries.set(key.text, readValue(reader, depth + 1));
  }
  if (reader.bytes[reader.at + 1] !== 0x3e) throw new PdfSyntaxError('the dictionary does not end');
  reader.at += 2;
  return { type: 'dictionary', entries, places, repeated };
}

function skipHex(reader: Reader): void {
  reader.at += 1;
  while (isHexOrSpace(reader.bytes[reader.at] ?? 0)) reader.at += 1;
  if (reader.bytes[reader.at] !== 0x3e) throw new PdfSyntaxError('the hexadecimal string does not end');
  reader.at += 1;
}

function isHexOrSpace(byte: number): boolean {
  const digit = byte >= 0x30 && byte <= 0x39;
  const letter = (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
  return digit || letter || (byte !== 0 && SPACE.has(byte));
}

/** Balanced parentheses; a backslash takes the next sign with it. Text is used for dates only, so escapes stay. */
function readString(reader: Reader): string {
  const start = reader.at + 1;
  let open = 0;
  for (; reader.at < reader.bytes.length; reader.at += 1) {
    const byte = reader.bytes[reader.at];
    if (byte === 0x5c) reader.at += 1;
    else if (byte === 0x28) open += 1;
    else if (byte === 0x29 && --open === 0) {
      reader.at += 1;
      return latin1(reader.bytes, start, Math.min(reader.at - 1, start + 256));
    }
  }
  throw new PdfSyntaxError('the string does not end');
}

const latin1 = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
