import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a container; everything that a hostile file may lie about can be set. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly flags?: number;
  /** Size written in the headers instead of the real one. */
  readonly declaredSize?: number;
  /** Offset written in the directory instead of the real one. */
  readonly declaredOffset?: number;
}

const EMPTY_BODY = deflateRawSync('');

/** Writes a ZIP container by hand, with ZIP64 records when there are more entries than 16 bits count. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const packed = data.length === 0 ? EMPTY_BODY : deflateRawSync(data);
    const name = Buffer.from(entry.name, 'utf8');
    const fields = {
      entry,
      name,
      packed: packed.length,
      size: entry.declaredSize ?? data.length,
      sum: crc32(data),
    };
    const local = localHeader(fields);
    directory.push(directoryHeader(fields, entry.declaredOffset ?? offset));
    bodies.push(local, packed);
    offset += local.length + packed.length;
  }
  return Buffer.concat([
    ...bodies,
    ...directory,
    ending(entries.length, Buffer.concat(directory).length, offset),
  ]);
}

interface Fields {
  readonly entry: ZipEntry;
  readonly name: Buffer;
  readonly packed: number;
  readonly size: number;
  readonly sum: number;
}

function common({ entry, name, packed, size, sum }: Fields): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x800 | (entry.flags ?? 0), 2);
  header.writeUInt16LE(8, 4);
  header.writeUInt32LE(0x5821_6000, 6);
  header.writeUInt32LE(sum, 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function localHeader(fields: Fields): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(fields), fields.name]);
}

function directoryHeader(fields: Fields, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common(fields), tail, fields.name]);
}

function ending(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (count < 0xffff) return end;
  const large = Buffer.alloc(56);
  large.write('PK\x06\x06', 'latin1');
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt32LE(0x002d_002d, 12);
  large.writeBigUInt64LE(BigInt(count), 24);
  large.writeBigUInt64LE(BigInt(count), 32);
  large.writeBigUInt64LE(BigInt(size), 40);
  large.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([large, locator, end]);
}
