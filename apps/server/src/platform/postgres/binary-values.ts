import type { DayNumber } from '@parix/working-days';

/* Single values as PostgreSQL's binary protocol has them, without their lengths. */

/** Types of elements of arrays. */
export const OID = { int4: 23, text: 25, date: 1082, timestamptz: 1184, uuid: 2950, jsonb: 3802 } as const;

/** Writes a value at its place. @returns the bytes that it took */
export type Write<T> = (value: T, into: Buffer, at: number) => number;

/** Bytes of UTF-8 that a text takes at most, for each of its UTF-16 units. */
export const UTF8_MOST = 3;

/** Characters up to which a text is written sign by sign: the way into native code costs more. */
const SHORT = 64;

export const writeText: Write<string> = (text, into, at) => {
  const { length } = text;
  if (length > SHORT) return into.write(text, at);
  for (let place = 0; place < length; place += 1) {
    const sign = text.charCodeAt(place);
    if (sign > 0x7f) return into.write(text, at);
    into[at + place] = sign;
  }
  return length;
};

const JSONB_VERSION = 1;

/** Of a text of JSON. */
export const writeJsonb: Write<string> = (text, into, at) => {
  into[at] = JSONB_VERSION;
  return 1 + writeText(text, into, at + 1);
};

export const UUID_BYTES = 16;

export const writeUuid: Write<string> = (id, into, at) => {
  if (into.write(id.replaceAll('-', ''), at, 'hex') !== UUID_BYTES) throw new TypeError(`no UUID: ${id}`);
  return UUID_BYTES;
};

export const writeBoolean: Write<boolean> = (value, into, at) => into.writeUInt8(value ? 1 : 0, at) - at;

export const writeInt4: Write<number> = (value, into, at) => into.writeInt32BE(value, at) - at;

/** Days between the beginnings of both counts, 1970-01-01 and 2000-01-01. */
const POSTGRES_DAY = 10_957;

export const writeDate: Write<DayNumber> = (day, into, at) => writeInt4(day - POSTGRES_DAY, into, at);

const POSTGRES_INSTANT = POSTGRES_DAY * 86_400_000;
const UINT32 = 2 ** 32;

/** Of epoch milliseconds. */
export const writeInstant: Write<number> = (instant, into, at) => {
  const micros = (instant - POSTGRES_INSTANT) * 1000;
  const high = Math.floor(micros / UINT32);
  into.writeInt32BE(high, at);
  into.writeUInt32BE(micros - high * UINT32, at + 4);
  return 8;
};
