import { type FileHandle, open } from 'node:fs/promises';
import type { ArchiveFile } from './archive-file.ts';

/** Where a file of the archive lies. */
export interface ArchiveEntry {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly crc: number;
  /** First byte of the deflated bytes, counted from the start of the archive, and how many there are. */
  readonly offset: number;
  readonly deflatedSize: number;
}

/** A zip that is written file by file (APPNOTE 6.3, without ZIP64), the same bytes for the same files in the same order. */
export interface ArchiveWriter {
  readonly add: (file: ArchiveFile) => Promise<void>;
  readonly entries: () => readonly ArchiveEntry[];
  /** Bytes written so far. */
  readonly length: () => number;
  /** Writes the directory and closes; nothing can be added any more. */
  readonly finish: () => Promise<void>;
  /** Closes what is written so far, to be gone on with by another writer. */
  readonly leave: () => Promise<void>;
}

/** Limits of a zip without ZIP64. */
const MOST_FILES = 0xffff - 1;
const MOST_BYTES = 0xffffffff - 1;
const LOCAL_HEADER = 30;

/** Starts an archive, or goes on where another writer left it. */
export async function archiveWriter(
  path: string,
  begun: { readonly entries: readonly ArchiveEntry[]; readonly length: number } = { entries: [], length: 0 },
): Promise<ArchiveWriter> {
  const file = await open(path, begun.length === 0 ? 'w' : 'a', 0o600);
  const entries = [...begun.entries];
  let length = begun.length;
  const write = async (...parts: readonly Uint8Array[]): Promise<void> => {
    await writeAll(file, Buffer.concat(parts));
    for (const part of parts) length += part.length;
    if (length > MOST_BYTES) throw new RangeError('a publication of more than 4 GB cannot be one zip');
  };
  return {
    add: async (added) => {
      if (entries.length === MOST_FILES) throw new RangeError(`more than ${MOST_FILES} files`);
      const head = localHeader(added);
      const { path: name, sha256, size, crc, deflated } = added;
      const offset = length + head.length;
      entries.push({ path: name, sha256, size, crc, offset, deflatedSize: deflated.length });
      await write(head, deflated);
    },
    entries: () => entries,
    length: () => length,
    finish: async () => {
      const directory = Buffer.concat(entries.map(directoryEntry));
      await write(directory, endOfDirectory(entries.length, directory.length, length));
      await file.close();
    },
    leave: () => file.close(),
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}

/** Deflated, names in UTF-8, a fixed date (1 January 1980). */
const NEEDED_VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const FIXED_DATE = 0x0021;

function localHeader({ path, crc, size, deflated }: ArchiveFile): Buffer {
  const name = Buffer.from(path, 'utf8');
  const head = Buffer.alloc(LOCAL_HEADER);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, { crc, size, deflatedSize: deflated.length, nameLength: name.length });
  return Buffer.concat([head, name]);
}

function directoryEntry({ path, crc, size, deflatedSize, offset }: ArchiveEntry): Buffer {
  const name = Buffer.from(path, 'utf8');
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(NEEDED_VERSION, 4);
  writeCommon(head, 6, { crc, size, deflatedSize, nameLength: name.length });
  head.writeUInt32LE(offset - name.length - LOCAL_HEADER, 42);
  return Buffer.concat([head, name]);
}

/** What both headers say alike, from the needed version to the length of the name. */
function writeCommon(
  head: Buffer,
  at: number,
  file: {
    readonly crc: number;
    readonly size: number;
    readonly deflatedSize: number;
    readonly nameLength: number;
  },
): void {
  head.writeUInt16LE(NEEDED_VERSION, at);
  head.writeUInt16LE(UTF8_NAMES, at + 2);
  head.writeUInt16LE(DEFLATED, at + 4);
  head.writeUInt16LE(FIXED_DATE, at + 8);
  head.writeUInt32LE(file.crc, at + 10);
  head.writeUInt32LE(file.deflatedSize, at + 14);
  head.writeUInt32LE(file.size, at + 18);
  head.writeUInt16LE(file.nameLength, at + 22);
}

function endOfDirectory(files: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
