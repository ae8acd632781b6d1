import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { TableLimits } from '../limits.ts';
import { Refusal } from './refusal.ts';
import type { ByteSource } from './source.ts';
import { xmlReader, type XmlHandlers } from './xml-reader.ts';

export interface Parts {
  readonly has: (path: string) => boolean;
  readonly names: readonly string[];
  readonly close: () => void;
  /** Streams one XML part through handlers. Throws `Refusal` when it is missing, damaged or too large. */
  readonly readXml: (path: string, handlers: XmlHandlers) => Promise<void>;
  /** A whole part; its size was judged before. */
  readonly readBytes: (path: string) => Promise<Uint8Array>;
  /** First bytes of a small part as text, for telling formats apart. */
  readonly readText: (path: string, bytes: number) => Promise<string>;
}

const ARCHIVE = /\.(zip|xlsx|xlsm|xlsb|xls|docx|docm|pptx|jar|ods|rar|7z|gz|tgz|tar|xz|bz2)$/i;
const RATIO_FROM = 1024 * 1024;

/** What to do with an archive among the entries: a workbook holds none; where nobody opens it, it is bytes like any. */
export type NestedArchives = 'refuse' | 'keep';

/** Opens a ZIP container after judging its directory alone: entries, sizes, ratios, overlaps, names. */
export async function openParts(
  source: ByteSource,
  limits: TableLimits,
  nested: NestedArchives = 'refuse',
): Promise<Parts> {
  const zip = await openZip(source);
  const entries = await judgedEntries(zip, limits, nested).catch((refusal: unknown) => {
    zip.close();
    throw refusal;
  });
  const byPath = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  const budget = { bytes: limits.unpackedBytes };
  return {
    names: entries.map((entry) => entry.fileName),
    close: () => zip.close(),
    has: (path) => byPath.has(path.toLowerCase()),
    readXml: async (path, handlers) => {
      const reader = xmlReader(path, handlers);
      const decoder = new TextDecoder('utf-8', { fatal: true });
      for await (const chunk of unpack(zip, byPath.get(path.toLowerCase()), path, budget)) {
        reader.write(decodeUtf8(decoder, chunk, path));
      }
      reader.end();
    },
    readBytes: async (path) => {
      const chunks: Buffer[] = [];
      for await (const chunk of unpack(zip, byPath.get(path.toLowerCase()), path, budget)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    readText: async (path, bytes) => {
      let text = '';
      for await (const chunk of unpack(zip, byPath.get(path.toLowerCase()), path, budget)) {
        text += chunk.toString('latin1');
        if (text.length >= bytes) break;
      }
      return text.slice(0, bytes);
    },
  };
}

function decodeUtf8(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array, part: string): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new Refusal('xml-damaged', { part, reason: 'utf-8' });
  }
}

async function judgedEntries(
  zip: ZipFile,
  limits: TableLimits,
  nested: NestedArchives,
): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.zipEntries) {
    const detail = { found: String(zip.entryCount), limit: String(limits.zipEntries) };
    throw new Refusal('zip-too-many-entries', detail);
  }
  const entries = await listEntries(zip);
  judgeDirectory(entries, limits, nested);
  return entries;
}

async function openZip(source: ByteSource): Promise<ZipFile> {
  try {
    if (source.path !== null)
      return await yauzl.openPromise(source.path, { autoClose: false, lazyEntries: true });
    const bytes = source.bytes ?? new Uint8Array();
    return await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
  } catch {
    throw new Refusal('zip-damaged', { reason: 'directory' });
  }
}

async function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    const unsafe =
      error instanceof Error && /relative path|absolute path|invalid characters/i.test(error.message);
    throw unsafe ? new Refusal('zip-unsafe-name') : new Refusal('zip-damaged', { reason: 'directory' });
  }
  return entries;
}

function judgeDirectory(entries: readonly Entry[], limits: TableLimits, nested: NestedArchives): void {
  let total = 0;
  for (const entry of entries) {
    const part = entry.fileName;
    if (entry.isEncrypted()) throw new Refusal('encrypted');
    if (nested === 'refuse' && ARCHIVE.test(part)) throw new Refusal('zip-nested', { part });
    total += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    const bomb = entry.uncompressedSize > RATIO_FROM && ratio > limits.ratio;
    if (bomb || total > limits.unpackedBytes)
      throw new Refusal('zip-bomb', { part, found: String(entry.uncompressedSize) });
  }
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw new Refusal('zip-overlap', { part: entry.fileName });
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
  }
  if (new Set(entries.map((entry) => entry.fileName.toLowerCase())).size !== entries.length) {
    throw new Refusal('zip-damaged', { reason: 'duplicate' });
  }
}

async function* unpack(
  zip: ZipFile,
  entry: Entry | undefined,
  part: string,
  budget: { bytes: number },
): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new Refusal('xml-damaged', { part, reason: 'missing' });
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes: Buffer = Buffer.from(chunk as Uint8Array);
      budget.bytes -= bytes.length;
      if (budget.bytes < 0) throw new Refusal('zip-bomb', { part, found: String(entry.uncompressedSize) });
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('zip-damaged', { reason: part });
  }
}
