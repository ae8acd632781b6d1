import type { DayNumber } from '@parix/working-days';
import {
  OID,
  UTF8_MOST,
  UUID_BYTES,
  type Write,
  writeBoolean,
  writeDate,
  writeInstant,
  writeInt4,
  writeJsonb,
  writeText,
  writeUuid,
} from './binary-values.ts';

/** Signature of the binary format of COPY, no flags, no extension. */
const BEGIN = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);
/** Before each field: its bytes, -1 for null. */
const LENGTH = 4;
const ARRAY_HEAD = 20;

/** Writes the fields of one row after the other, in the order of the columns that the COPY names. */
export interface CopyRows {
  /** Begins a row. `most`: bytes that its fields take at most. */
  readonly row: (fields: number, most: number) => void;
  readonly uuid: (id: string) => void;
  readonly text: (text: string | null) => void;
  /** Of a text of JSON. */
  readonly jsonb: (text: string) => void;
  readonly boolean: (value: boolean) => void;
  readonly int4: (value: number | null) => void;
  readonly date: (day: DayNumber | null) => void;
  /** Of epoch milliseconds. */
  readonly instant: (instant: number | null) => void;
  /** Those of the values from the place on, up to the other place. */
  readonly int4Array: (values: Int32Array, from: number, to: number) => void;
  /** Fields that are the same in all rows (`fieldsOf`). */
  readonly fields: (bytes: Buffer) => void;
  /** All that COPY … FROM STDIN (FORMAT binary) takes. Nothing can be written after it. */
  readonly end: () => Buffer;
}

/** What `row` has to reserve for the field, its length included. */
export const roomFor = {
  uuid: LENGTH + UUID_BYTES,
  text: (text: string | null): number => LENGTH + UTF8_MOST * (text?.length ?? 0),
  jsonb: (text: string): number => LENGTH + 1 + UTF8_MOST * text.length,
  int4: LENGTH + 4,
  date: LENGTH + 4,
  instant: LENGTH + 8,
  int4Array: (values: number): number => LENGTH + ARRAY_HEAD + values * (LENGTH + 4),
} as const;

/** `bytes`: about how many there will be. */
export function copyRows(bytes: number): CopyRows {
  let into = Buffer.allocUnsafe(Math.max(bytes, 1024));
  BEGIN.copy(into);
  let at = BEGIN.length;
  const ids = new Map<string, number>();
  const make = (room: number): void => {
    if (at + room <= into.length) return;
    const longer = Buffer.allocUnsafe(2 * into.length + room);
    into.copy(longer, 0, 0, at);
    into = longer;
  };
  const nothing = (): void => {
    at = into.writeInt32BE(-1, at);
  };
  const field = <T>(write: Write<T>, value: T): void => {
    const length = write(value, into, at + LENGTH);
    into.writeInt32BE(length, at);
    at += LENGTH + length;
  };
  const fieldOrNothing = <T>(write: Write<T>, value: T | null): void =>
    value === null ? nothing() : field(write, value);
  return {
    row: (fields, most) => {
      make(2 + most + END.length);
      at = into.writeInt16BE(fields, at);
    },
    /** Ids repeat: each is read once. */
    uuid: (id) => {
      const known = ids.get(id);
      if (known === undefined) {
        ids.set(id, at);
        field(writeUuid, id);
        return;
      }
      into.copyWithin(at, known, known + LENGTH + UUID_BYTES);
      at += LENGTH + UUID_BYTES;
    },
    text: (text) => fieldOrNothing(writeText, text),
    jsonb: (text) => field(writeJsonb, text),
    boolean: (value) => field(writeBoolean, value),
    int4: (value) => fieldOrNothing(writeInt4, value),
    date: (day) => fieldOrNothing(writeDate, day),
    instant: (instant) => fieldOrNothing(writeInstant, instant),
    int4Array: (values, from, to) => {
      const length = to - from;
      at = into.writeInt32BE(ARRAY_HEAD + length * (LENGTH + 4), at);
      at = writeArrayHead(into, at, length);
      for (let place = from; place < to; place += 1) {
        at = into.writeInt32BE(4, at);
        at = into.writeInt32BE(values[place] ?? 0, at);
      }
    },
    fields: (fields) => {
      at += fields.copy(into, at);
    },
    end: () => {
      make(END.length);
      END.copy(into, at);
      return into.subarray(0, at + END.length);
    },
  };
}

/** One dimension of numbers, from 1 on, none of them null. An array without elements has no dimension. */
function writeArrayHead(into: Buffer, at: number, length: number): number {
  into.writeInt32BE(1, at);
  into.writeInt32BE(0, at + 4);
  into.writeInt32BE(OID.int4, at + 8);
  into.writeInt32BE(length, at + 12);
  into.writeInt32BE(1, at + 16);
  return at + ARRAY_HEAD;
}

/** Fields as they stand in a row, for `fields`. `most`: bytes that they take at most. */
export function fieldsOf(most: number, write: (rows: CopyRows) => void): Buffer {
  const rows = copyRows(BEGIN.length + 2 + most + END.length);
  rows.row(0, most);
  write(rows);
  return rows.end().subarray(BEGIN.length + 2, -END.length);
}
