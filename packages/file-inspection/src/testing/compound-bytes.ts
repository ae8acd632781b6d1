const SECTOR = 512;
const SMALL = 4096;
const SMALL_SECTOR = 64;
const END = 0xffff_fffe;
const FREE = 0xffff_ffff;

/** A stream, or a storage when it has no data. */
export interface Stream {
  readonly name: string;
  readonly data?: Uint8Array;
}

/** An OLE compound file: large streams in sectors, small ones in the stream of the root, as Office writes them. */
export function compoundBytes(streams: readonly Stream[], rootClass = '00'.repeat(16)): Buffer {
  const fat: number[] = [FREE];
  const sectors: Buffer[] = [Buffer.alloc(SECTOR)];
  const place = (bytes: Buffer): number => {
    if (bytes.length === 0) return END;
    const first = fat.length;
    for (let at = 0; at < bytes.length; at += SECTOR) {
      const sector = Buffer.alloc(SECTOR);
      bytes.copy(sector, 0, at, at + SECTOR);
      sectors.push(sector);
      fat.push(at + SECTOR < bytes.length ? fat.length + 1 : END);
    }
    return first;
  };
  const { starts, smallBytes, smallFat } = placeStreams(streams, place);
  const root = { name: 'Root Entry', type: 5, start: place(smallBytes), size: smallBytes.length };
  const entries = [
    directoryEntry(root, rootClass),
    ...streams.map(({ name, data }, index) =>
      directoryEntry(
        { name, type: data === undefined ? 1 : 2, start: starts[index] ?? END, size: data?.length ?? 0 },
        '00'.repeat(16),
      ),
    ),
  ];
  const directory = place(Buffer.concat(entries));
  const smallFatStart = place(numbers(smallFat));
  fat[0] = 0xffff_fffd;
  numbers([...fat, ...Array.from({ length: SECTOR / 4 - fat.length }, () => FREE)]).copy(
    sectors[0] ?? Buffer.alloc(0),
  );
  return Buffer.concat([header(directory, smallFatStart), ...sectors]);
}

function placeStreams(
  streams: readonly Stream[],
  place: (bytes: Buffer) => number,
): { readonly starts: readonly number[]; readonly smallBytes: Buffer; readonly smallFat: readonly number[] } {
  const small: Buffer[] = [];
  const smallFat: number[] = [];
  const starts = streams.map(({ data }) => {
    if (data === undefined || data.length >= SMALL) return place(Buffer.from(data ?? []));
    const first = smallFat.length;
    for (let at = 0; at < data.length; at += SMALL_SECTOR) {
      const sector = Buffer.alloc(SMALL_SECTOR);
      Buffer.from(data.subarray(at, at + SMALL_SECTOR)).copy(sector);
      small.push(sector);
      smallFat.push(at + SMALL_SECTOR < data.length ? smallFat.length + 1 : END);
    }
    return first;
  });
  return { starts, smallBytes: Buffer.concat(small), smallFat };
}

function directoryEntry(
  {
    name,
    type,
    start,
    size,
  }: { readonly name: string; readonly type: number; readonly start: number; readonly size: number },
  classId: string,
): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 0, 62, 'utf16le');
  entry.writeUInt16LE(name.length * 2 + 2, 64);
  entry[66] = type;
  entry.fill(0xff, 68, 80);
  Buffer.from(classId, 'hex').copy(entry, 80);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}

function header(directory: number, smallFat: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(directory, 48);
  bytes.writeUInt32LE(SMALL, 56);
  bytes.writeUInt32LE(smallFat, 60);
  bytes.writeUInt32LE(1, 64);
  bytes.writeUInt32LE(END, 68);
  bytes.fill(0xff, 76);
  bytes.writeUInt32LE(0, 76);
  return bytes;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

/** The main stream of a Word 97–2003 document; `text` is stored one byte per letter. */
export function wordStream({ flags = 0, text = '' } = {}): Buffer {
  const stream = Buffer.alloc(SMALL);
  stream.writeUInt16LE(0xa5ec, 0);
  stream.writeUInt16LE(flags, 10);
  stream.write(text, 1024, 'latin1');
  return stream;
}

/** Records of an Excel 97–2003 workbook: type and body in hexadecimal. */
export function workbookStream(...records: readonly (readonly [type: number, body: string])[]): Buffer {
  const all = [[0x0809, '0006050000000000'] as const, ...records, [0x000a, ''] as const].map(
    ([type, hex]) => {
      const body = Buffer.from(hex, 'hex');
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(body.length, 2);
      return Buffer.concat([head, body]);
    },
  );
  return Buffer.concat([...all, Buffer.alloc(SMALL)]);
}
