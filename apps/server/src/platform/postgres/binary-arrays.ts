import type { DayNumber } from '@parix/working-days';
import {
  OID,
  UTF8_MOST,
  UUID_BYTES,
  type Write,
  writeDate,
  writeInstant,
  writeInt4,
  writeJsonb,
  writeText,
  writeUuid,
} from './binary-values.ts';

/*
 * Arrays as PostgreSQL's binary protocol has them; the driver sends a Buffer as a parameter in binary. Of tens of
 * thousands of values, writing and reading them as text costs both sides more than storing them. A statement names the
 * type (`${uuidArray(ids)}::uuid[]`): the server refuses bytes of another one.
 */

/** Dimensions, whether there are nulls, type of the elements; then length and lower bound of the one dimension. */
const HEAD = 20;
/** Before each element: its bytes, -1 for null. */
const LENGTH = 4;
const EMPTY_HEAD = 12;

/** `most`: bytes that the values together take at most, without their lengths. */
function binaryArray<T>(type: number, values: readonly (T | null)[], most: number, write: Write<T>): Buffer {
  const into = Buffer.allocUnsafe(HEAD + LENGTH * values.length + most);
  let at = HEAD;
  let hasNull = 0;
  for (const value of values) {
    if (value === null) {
      hasNull = 1;
      at = into.writeInt32BE(-1, at);
    } else {
      const bytes = write(value, into, at + LENGTH);
      into.writeInt32BE(bytes, at);
      at += LENGTH + bytes;
    }
  }
  return headed(into, type, values.length, hasNull, at);
}

function headed(into: Buffer, type: number, length: number, hasNull: number, end: number): Buffer {
  into.writeInt32BE(length === 0 ? 0 : 1, 0);
  into.writeInt32BE(hasNull, 4);
  into.writeInt32BE(type, 8);
  if (length === 0) return into.subarray(0, EMPTY_HEAD);
  into.writeInt32BE(length, 12);
  into.writeInt32BE(1, 16);
  return into.subarray(0, end);
}

function lengthOf(texts: readonly (string | null)[]): number {
  let length = 0;
  for (const text of texts) length += text?.length ?? 0;
  return length;
}

export const textArray = (texts: readonly (string | null)[]): Buffer =>
  binaryArray(OID.text, texts, UTF8_MOST * lengthOf(texts), writeText);

/** Of texts of JSON. */
export const jsonbArray = (texts: readonly string[]): Buffer =>
  binaryArray(OID.jsonb, texts, UTF8_MOST * lengthOf(texts) + texts.length, writeJsonb);

/** Ids repeat: each is read once. */
export function uuidArray(ids: readonly string[]): Buffer {
  const written = new Map<string, number>();
  return binaryArray(OID.uuid, ids, UUID_BYTES * ids.length, (id, into, at) => {
    const known = written.get(id);
    if (known === undefined) {
      written.set(id, at);
      return writeUuid(id, into, at);
    }
    into.copyWithin(at, known, known + UUID_BYTES);
    return UUID_BYTES;
  });
}

export const int4Array = (values: readonly (number | null)[]): Buffer =>
  binaryArray(OID.int4, values, 4 * values.length, writeInt4);

/** The same of many numbers at once, none of them null. */
export function packedInt4Array(values: Int32Array): Buffer {
  const into = Buffer.allocUnsafe(HEAD + (LENGTH + 4) * values.length);
  const view = new DataView(into.buffer, into.byteOffset, into.byteLength);
  let at = HEAD;
  for (const value of values) {
    view.setInt32(at, 4);
    view.setInt32(at + LENGTH, value);
    at += LENGTH + 4;
  }
  return headed(into, OID.int4, values.length, 0, at);
}

export const dateArray = (days: readonly (DayNumber | null)[]): Buffer =>
  binaryArray(OID.date, days, 4 * days.length, writeDate);

/** Of epoch milliseconds. */
export const timestamptzArray = (instants: readonly (number | null)[]): Buffer =>
  binaryArray(OID.timestamptz, instants, 8 * instants.length, writeInstant);
