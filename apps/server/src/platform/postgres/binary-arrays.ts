import type { DayNumber } from '@parix/working-days';

/*
 * Arrays as PostgreSQL's binary protocol has them; the driver sends a Buffer as a parameter in binary. Of tens of
 * thousands of values, writing and reading them as text costs both sides more than storing them. A statement names the
 * type (`${uuidArray(ids)}::uuid[]`): the server refuses bytes of another one.
 */

const OID = { int4: 23, text: 25, date: 1082, timestamptz: 1184, uuid: 2950, jsonb: 3802 } as const;
/** Dimensions, whether there are nulls, type of the elements; then length and lower bound of the one dimension. */
const HEAD = 20;
/** Before each element: its bytes, -1 for null. */
const LENGTH = 4;
const EMPTY_HEAD = 12;

/** Writes a value at its place. @returns the bytes that it took */
type Write<T> = (value: T, into: Buffer, at: number) => number;

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

/** Characters up to which a text is written sign by sign: the way into native code costs more. */
const SHORT = 64;

const writeText: Write<string> = (text, into, at) => {
  const { length } = text;
  if (length > SHORT) return into.write(text, at);
  for (let place = 0; place < length; place += 1) {
    const sign = text.charCodeAt(place);
    if (sign > 0x7f) return into.write(text, at);
    into[at + place] = sign;
  }
  return length;
};

/** Bytes of UTF-8 that a text takes at most, for each of its UTF-16 units. */
const UTF8_MOST = 3;

function lengthOf(texts: readonly (string | null)[]): number {
  let length = 0;
  for (const text of texts) length += text?.length ?? 0;
  return length;
}

export const textArray = (texts: readonly (string | null)[]): Buffer =>
  binaryArray(OID.text, texts, UTF8_MOST * lengthOf(texts), writeText);

const JSONB_VERSION = 1;

/** Of texts of JSON. */
export const jsonbArray = (texts: readonly string[]): Buffer =>
  binaryArray(OID.jsonb, texts, UTF8_MOST * lengthOf(texts) + texts.length, (text, into, at) => {
    into[at] = JSONB_VERSION;
    return 1 + writeText(text, into, at + 1);
  });

const UUID_BYTES = 16;

/** Ids repeat: each is read once. */
export function uuidArray(ids: readonly string[]): Buffer {
  const written = new Map<string, number>();
  return binaryArray(OID.uuid, ids, UUID_BYTES * ids.length, (id, into, at) => {
    const known = written.get(id);
    if (known !== undefined) into.copyWithin(at, known, known + UUID_BYTES);
    else {
      if (into.write(id.replaceAll('-', ''), at, 'hex') !== UUID_BYTES) throw new TypeError(`no UUID: ${id}`);
      written.set(id, at);
    }
    return UUID_BYTES;
  });
}

const writeInt4: Write<number> = (value, into, at) => into.writeInt32BE(value, at) - at;

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

/** Days between the beginnings of both counts, 1970-01-01 and 2000-01-01. */
const POSTGRES_DAY = 10_957;

export const dateArray = (days: readonly (DayNumber | null)[]): Buffer =>
  binaryArray<DayNumber>(OID.date, days, 4 * days.length, (day, into, at) =>
    writeInt4(day - POSTGRES_DAY, into, at),
  );

const POSTGRES_INSTANT = POSTGRES_DAY * 86_400_000;
const UINT32 = 2 ** 32;

/** Of epoch milliseconds. */
export const timestamptzArray = (instants: readonly (number | null)[]): Buffer =>
  binaryArray<number>(OID.timestamptz, instants, 8 * instants.length, (instant, into, at) => {
    const micros = (instant - POSTGRES_INSTANT) * 1000;
    const high = Math.floor(micros / UINT32);
    into.writeInt32BE(high, at);
    into.writeUInt32BE(micros - high * UINT32, at + 4);
    return 8;
  });
