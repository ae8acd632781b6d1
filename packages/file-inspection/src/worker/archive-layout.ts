import type { Entry, LocalFileHeader, ZipFile } from 'yauzl';
import type { FileBytes } from './file-bytes.ts';
import { FileRefusal } from './file-refusal.ts';

const LOCAL_HEADER = 30;
/** A data descriptor after the bytes of an entry, with signature and 64-bit sizes. */
const DESCRIPTOR = 24;
const SIZES_FOLLOW = 0x08;
const FLAGS_THAT_MATTER = 0x41;
const IN_64_BITS = 0xffff_ffff;

/**
 * Judges where the entries lie: from the first byte on, one behind the other, up to the directory, each with a header
 * of its own that says what the directory says. Overlaps are bombs; gaps hide bytes that another reader would find.
 */
export async function judgeLayout(zip: ZipFile, entries: readonly Entry[], bytes: FileBytes): Promise<void> {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let [end, slack] = [0, 0];
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader;
    judgeGap(end, start, slack, entry.fileName);
    const header = await localHeader(zip, entry);
    if (!sameAsDirectory(entry, header)) {
      throw new FileRefusal('zip-damaged', { part: entry.fileName, reason: 'header' });
    }
    end = header.fileDataStart + entry.compressedSize;
    slack = (header.generalPurposeBitFlag & SIZES_FOLLOW) === 0 ? 0 : DESCRIPTOR;
  }
  const directory = await directoryOffset(bytes);
  if (directory !== null) judgeGap(end, directory, slack, '');
}

function judgeGap(end: number, start: number, slack: number, part: string): void {
  if (start < end) throw new FileRefusal('zip-overlap', { part });
  if (start > end + slack) throw new FileRefusal('polyglot', { found: 'zip', at: String(end) });
}

async function localHeader(zip: ZipFile, entry: Entry): Promise<LocalFileHeader> {
  try {
    return await zip.readLocalFileHeaderPromise(entry);
  } catch {
    throw new FileRefusal('zip-damaged', { part: entry.fileName, reason: 'header' });
  }
}

function sameAsDirectory(entry: Entry, header: LocalFileHeader): boolean {
  const follow = (header.generalPurposeBitFlag & SIZES_FOLLOW) !== 0;
  const packed = header.compressedSize;
  const sized = follow || packed === IN_64_BITS || packed === entry.compressedSize;
  const flags = (header.generalPurposeBitFlag ^ entry.generalPurposeBitFlag) & FLAGS_THAT_MATTER;
  return (
    sized &&
    flags === 0 &&
    header.compressionMethod === entry.compressionMethod &&
    header.fileName.equals(entry.fileNameRaw)
  );
}

/** Where the directory starts by the record at the end of the file; null when that is written in 64 bits. */
async function directoryOffset(bytes: FileBytes): Promise<number | null> {
  const tail = await bytes.read(Math.max(0, bytes.size - 0xffff - LOCAL_HEADER), 0xffff + LOCAL_HEADER);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x0605_4b50 || at + 22 + tail.readUInt16LE(at + 20) !== tail.length)
      continue;
    const offset = tail.readUInt32LE(at + 16);
    return offset === IN_64_BITS ? null : offset;
  }
  return null;
}
