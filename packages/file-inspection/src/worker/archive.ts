import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { InspectionLimits } from '../limits.ts';
import { judgeLayout } from './archive-layout.ts';
import type { FileBytes } from './file-bytes.ts';
import { FileRefusal } from './file-refusal.ts';

/** A ZIP container whose directory has been judged. Nothing is unpacked but into the hands of the caller. */
export interface Archive {
  /** Files only, in the order of the directory. */
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** Unpacks one entry in pieces and ends in a refusal when its sizes, its sum or its ratio belie the directory. */
  readonly stream: (name: string) => AsyncGenerator<Buffer>;
  readonly close: () => void;
}

/** What the whole file, with the containers inside it, may still use. */
export interface ArchiveBudget {
  entries: number;
  bytes: number;
}

export function newBudget(limits: InspectionLimits): ArchiveBudget {
  return { entries: limits.zipEntries, bytes: limits.unpackedBytes };
}

/** Small entries may have any ratio: a page of blanks packs very well. */
const RATIO_FROM = 1024 * 1024;
const SYMLINK = 0xa000;
const STORED_OR_DEFLATED = [0, 8];

/** Opens a container after judging its directory and where its entries lie; throws `FileRefusal`. */
export async function openArchive(
  bytes: FileBytes,
  limits: InspectionLimits,
  budget: ArchiveBudget,
): Promise<Archive> {
  const zip = await openZip(bytes);
  try {
    takeEntries(zip, limits, budget);
    const entries = await listEntries(zip);
    for (const entry of entries) judgeEntry(entry, limits);
    judgeTotal(entries, budget);
    await judgeLayout(zip, entries, bytes);
    const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
    return {
      names: entries.map((entry) => entry.fileName).filter((name) => !name.endsWith('/')),
      has: (name) => byName.has(name),
      stream: (name) => unpack(zip, byName.get(name), name, limits, budget),
      close: () => zip.close(),
    };
  } catch (refusal) {
    zip.close();
    throw refusal;
  }
}

async function openZip(bytes: FileBytes): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true };
  try {
    if (bytes.path !== null) return await yauzl.openPromise(bytes.path, options);
    return await yauzl.fromBufferPromise(await bytes.read(0, bytes.size), options);
  } catch {
    throw new FileRefusal('zip-damaged', { reason: 'directory' });
  }
}

function takeEntries(zip: ZipFile, limits: InspectionLimits, budget: ArchiveBudget): void {
  budget.entries -= zip.entryCount;
  if (budget.entries >= 0) return;
  const detail = { found: String(zip.entryCount), limit: String(limits.zipEntries) };
  throw new FileRefusal('zip-too-many-entries', detail);
}

async function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (/strong encryption/i.test(reason)) throw new FileRefusal('encrypted');
    if (/relative path|absolute path|invalid characters/i.test(reason)) {
      throw new FileRefusal('zip-unsafe-name', { part: reason.replace(/^[^:]*: /, '') });
    }
    throw new FileRefusal('zip-damaged', { reason: 'directory' });
  }
  return entries;
}

function judgeEntry(entry: Entry, limits: InspectionLimits): void {
  const part = entry.fileName;
  if (entry.isEncrypted()) throw new FileRefusal('encrypted');
  const isLink = ((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK;
  if (isLink || part.includes('\0')) throw new FileRefusal('zip-unsafe-name', { part });
  if (!STORED_OR_DEFLATED.includes(entry.compressionMethod)) {
    throw new FileRefusal('zip-damaged', { part, reason: 'method' });
  }
  judgeRatio(entry, entry.uncompressedSize, limits);
}

function judgeRatio(entry: Entry, unpacked: number, limits: InspectionLimits): void {
  if (unpacked > RATIO_FROM && unpacked / Math.max(1, entry.compressedSize) > limits.ratio) {
    throw new FileRefusal('zip-bomb', { part: entry.fileName, found: String(unpacked) });
  }
}

function judgeTotal(entries: readonly Entry[], budget: ArchiveBudget): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > budget.bytes) throw new FileRefusal('zip-bomb', { part: '', found: String(total) });
  // Readers differ in how they treat case and which of two they take: one name, one part.
  const names = new Set(entries.map((entry) => entry.fileName.toLowerCase()));
  if (names.size !== entries.length) throw new FileRefusal('zip-damaged', { reason: 'duplicate' });
}

async function* unpack(
  zip: ZipFile,
  entry: Entry | undefined,
  part: string,
  limits: InspectionLimits,
  budget: ArchiveBudget,
): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new FileRefusal('zip-damaged', { part, reason: 'missing' });
  let [unpacked, sum] = [0, 0];
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      const bytes = Buffer.from(piece as Uint8Array);
      unpacked += bytes.length;
      budget.bytes -= bytes.length;
      sum = crc32(bytes, sum);
      if (budget.bytes < 0) throw new FileRefusal('zip-bomb', { part, found: String(unpacked) });
      judgeRatio(entry, unpacked, limits);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    throw new FileRefusal('zip-damaged', { part, reason: 'size' });
  }
  if (sum !== entry.crc32) throw new FileRefusal('zip-damaged', { part, reason: 'sum' });
}
