import { inflateSync, constants } from 'node:zlib';
import { FileRefusal } from '../file-refusal.ts';
import {
  isDictionary,
  namesIn,
  readPdfValue,
  skipBlanks,
  type PdfDictionary,
  type PdfValue,
} from './pdf-values.ts';

/** A dictionary or array of the file, wherever it stands. */
export interface PdfObject {
  readonly value: PdfDictionary | readonly PdfValue[];
  /** Null when the number before "obj" cannot be told, or for a trailer. */
  readonly id: number | null;
  /** Packed bytes of its stream. */
  readonly stream: Buffer | null;
}

/** Longer than any object that a real file has outside its streams. */
const LONGEST = 16 * 1024 * 1024;
const OBJECT = Buffer.from('obj');
const TRAILER = Buffer.from('trailer');
const STREAM = Buffer.from('stream');
const STREAM_END = Buffer.from('endstream');
const MOST_UNPACKED = 64 * 1024 * 1024;

/**
 * All objects of a file, whether the cross-reference table knows them or not: viewers that repair a file look
 * everywhere too, and so must who judges it. Objects packed in streams come last.
 */
export function* pdfObjects(bytes: Buffer): Generator<PdfObject> {
  const packed: PdfObject[] = [];
  for (const at of placesOf(bytes, OBJECT)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue;
    const object = readObject(bytes, at + OBJECT.length, idBefore(bytes, at));
    if (object === null) continue;
    yield object;
    if (packsObjects(object)) packed.push(object);
  }
  for (const at of placesOf(bytes, TRAILER)) {
    const trailer = readObject(bytes, at + TRAILER.length, null);
    if (trailer !== null) yield trailer;
  }
  yield* allPackedObjects(packed);
}

function* placesOf(bytes: Buffer, word: Buffer): Generator<number> {
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length)) yield at;
}

/** Viewers follow the cross-reference stream and do not ask for the type. */
function packsObjects({ value, stream }: PdfObject): boolean {
  if (stream === null || !isDictionary(value)) return false;
  return value.has('First') || namesIn(value.get('Type')).includes('ObjStm');
}

function* allPackedObjects(packed: readonly PdfObject[]): Generator<PdfObject> {
  let unpacked = 0;
  for (const { value, stream } of packed) {
    if (!isDictionary(value) || stream === null) continue;
    const inner = unpackObjects(value, stream);
    unpacked += inner.length;
    if (unpacked > MOST_UNPACKED) throw new FileRefusal('pdf-bomb', { found: String(unpacked) });
    yield* packedObjects(value, inner);
  }
}

function readObject(bytes: Buffer, from: number, id: number | null): PdfObject | null {
  const at = skipBlanks(bytes, from);
  if (bytes[at] !== 60 && bytes[at] !== 91) return null;
  const window = bytes.subarray(at, at + LONGEST);
  const { value, end } = readPdfValue(window, 0);
  if (end >= LONGEST) throw new FileRefusal('pdf-damaged', { reason: 'object' });
  if (value === null || typeof value !== 'object' || 'name' in value || 'ref' in value) return null;
  return { value, id, stream: isDictionary(value) ? streamAfter(bytes, at + end, value) : null };
}

/** The object number of "12 0 obj" when nothing odd stands between. */
function idBefore(bytes: Buffer, at: number): number | null {
  const before = bytes.toString('latin1', Math.max(0, at - 24), at);
  const id = /(\d{1,10})\s+\d{1,5}\s*$/.exec(before)?.[1];
  return id === undefined ? null : Number(id);
}

function streamAfter(bytes: Buffer, from: number, dictionary: PdfDictionary): Buffer | null {
  const at = skipBlanks(bytes, from);
  if (!bytes.subarray(at, at + STREAM.length).equals(STREAM)) return null;
  const line = bytes[at + 6] === 13 ? at + 7 : at + 6;
  const start = bytes[line] === 10 ? line + 1 : line;
  const length = dictionary.get('Length');
  const declared = typeof length === 'number' ? start + length : -1;
  const trusted = declared >= start && bytes.subarray(declared, declared + 16).includes(STREAM_END);
  const end = trusted ? declared : bytes.indexOf(STREAM_END, start);
  return bytes.subarray(start, end < 0 ? bytes.length : end);
}

function unpackObjects(dictionary: PdfDictionary, stream: Buffer): Buffer {
  const filters = namesIn(dictionary.get('Filter'));
  const parameters = dictionary.get('DecodeParms') ?? dictionary.get('DP') ?? null;
  const plain = filters.length === 0;
  const inflated = filters.length === 1 && /^(?:FlateDecode|Fl)$/.test(filters[0] ?? '');
  if (parameters !== null || !(plain || inflated)) throw hidden(filters.join(' '));
  if (plain) return stream;
  try {
    return inflateSync(stream, { maxOutputLength: MOST_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof RangeError) throw new FileRefusal('pdf-bomb', { found: `> ${MOST_UNPACKED}` });
    throw hidden('FlateDecode');
  }
}

/** Objects in a part that cannot be looked into could be anything. */
function hidden(reason: string): FileRefusal {
  return new FileRefusal('pdf-hidden-content', { reason });
}

function* packedObjects(dictionary: PdfDictionary, inner: Buffer): Generator<PdfObject> {
  const [count, first] = [dictionary.get('N'), dictionary.get('First')];
  if (typeof count !== 'number' || typeof first !== 'number') throw hidden('ObjStm');
  let at = 0;
  for (let index = 0; index < count && at < first; index++) {
    const id = readPdfValue(inner, at);
    const offset = readPdfValue(inner, id.end);
    at = offset.end;
    if (typeof id.value !== 'number' || typeof offset.value !== 'number') throw hidden('ObjStm');
    const object = readObject(inner, first + offset.value, id.value);
    if (object !== null) yield { ...object, stream: null };
  }
}
