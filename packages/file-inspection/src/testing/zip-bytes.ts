import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a ZIP container; the rest is what the container may say about it against the truth. */
export interface Part {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly lies?: {
    readonly flags?: number;
    readonly method?: number;
    /** Size after unpacking. */
    readonly size?: number;
    readonly sum?: number;
    /** Mode of Unix in the directory, for links. */
    readonly mode?: number;
    /** Offset in the directory. */
    readonly offset?: number;
    /** Name in the header in front of the bytes. */
    readonly localName?: string;
    /** Bytes behind the part that belong to none. */
    readonly gap?: Uint8Array;
  };
}

/** A ZIP container, byte by byte; `comment` ends the file. */
export function zipBytes(parts: readonly Part[], comment: Uint8Array = new Uint8Array()): Buffer {
  const files: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  for (const { name, data, lies = {} } of parts) {
    const content = Buffer.from(data);
    const packed = content.length === 0 ? Buffer.alloc(0) : deflateRawSync(content, { level: 9 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800 | (lies.flags ?? 0), 2);
    facts.writeUInt16LE(lies.method ?? (content.length === 0 ? 0 : 8), 4);
    facts.writeUInt32LE(lies.sum ?? crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(lies.size ?? content.length, 18);
    const file = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      withName(facts, lies.localName ?? name),
      packed,
      lies.gap ?? Buffer.alloc(0),
    ]);
    records.push(directoryRecord(facts, name, lies.offset ?? at, lies.mode ?? 0));
    files.push(file);
    at += file.length;
  }
  return Buffer.concat([...files, ...records, endRecord(records, at, comment)]);
}

function withName(facts: Buffer, name: string): Buffer {
  const bytes = Buffer.from(name);
  const header = Buffer.from(facts);
  header.writeUInt16LE(bytes.length, 22);
  return Buffer.concat([header, bytes]);
}

function directoryRecord(facts: Buffer, name: string, offset: number, mode: number): Buffer {
  const named = withName(facts, name);
  const place = Buffer.alloc(14);
  place.writeUInt32LE((mode << 16) >>> 0, 6);
  place.writeUInt32LE(offset, 10);
  return Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x03', 'latin1'),
    named.subarray(0, 26),
    place,
    named.subarray(26),
  ]);
}

function endRecord(records: readonly Buffer[], offset: number, comment: Uint8Array): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(records.length, 8);
  end.writeUInt16LE(records.length, 10);
  end.writeUInt32LE(
    records.reduce((sum, record) => sum + record.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}
