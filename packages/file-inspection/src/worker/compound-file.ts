import { FileRefusal } from './file-refusal.ts';

/** One stream or storage of an OLE compound file (.doc, .xls, .msg, encrypted .docx, embedded objects). */
export interface CompoundEntry {
  readonly name: string;
  readonly isStream: boolean;
  readonly size: number;
}

export interface CompoundFile {
  readonly entries: readonly CompoundEntry[];
  /** Class of the root in hexadecimal: tells an installer from a document. */
  readonly rootClass: string;
  readonly find: (name: string) => CompoundEntry | undefined;
  /** At most `most` bytes of a stream. */
  readonly read: (entry: CompoundEntry, most: number) => Buffer;
}

interface Located extends CompoundEntry {
  readonly start: number;
}

const HEADER = 512;
const LAST_SECTOR = 0xffff_fffa;
const SMALL = 4096;
const SMALL_SECTOR = 64;
const DIRECTORY_ENTRY = 128;
const DIFAT_IN_HEADER = 109;

/** Reads the directory of a compound file. Chains are followed at most once round: loops end in a refusal. */
export function readCompoundFile(bytes: Buffer): CompoundFile {
  if (bytes.length < HEADER) throw damaged('header');
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged('header');
  const sectors = sectorReader(bytes, 1 << shift);
  const fat = readFat(bytes, sectors);
  const directory = sectors.join(follow(bytes.readUInt32LE(48), fat));
  const entries = readDirectory(directory);
  const root = entries[0];
  if (root === undefined) throw damaged('directory');
  const smallFat = numbersOf(sectors.join(follow(bytes.readUInt32LE(60), fat)));
  const smallBytes = (): Buffer => sectors.join(follow(root.start, fat));
  const located = new Map<CompoundEntry, Located>(entries.map((entry) => [entry, entry]));
  return {
    entries,
    rootClass: directory.subarray(80, 96).toString('hex'),
    find: (name) => entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase()),
    read: (entry, most) => {
      const { start, size } = located.get(entry) ?? { start: LAST_SECTOR, size: 0 };
      const wanted = Math.min(size, most);
      if (size >= SMALL) return sectors.join(follow(start, fat), wanted);
      return joinSmall(smallBytes(), follow(start, smallFat)).subarray(0, wanted);
    },
  };
}

interface Sectors {
  readonly size: number;
  readonly at: (sector: number) => Buffer;
  readonly join: (chain: readonly number[], most?: number) => Buffer;
}

function sectorReader(bytes: Buffer, size: number): Sectors {
  const at = (sector: number): Buffer => {
    const start = (sector + 1) * size;
    if (start >= bytes.length) throw damaged('sector');
    return bytes.subarray(start, start + size);
  };
  const join = (chain: readonly number[], most = Infinity): Buffer => {
    const needed = Math.min(chain.length, Math.ceil(most / size));
    return Buffer.concat(chain.slice(0, needed).map(at)).subarray(0, Math.min(most, needed * size));
  };
  return { size, at, join };
}

function readFat(bytes: Buffer, sectors: Sectors): readonly number[] {
  const places: number[] = [];
  const most = 2 * (bytes.length / sectors.size) * (4 / sectors.size) + DIFAT_IN_HEADER;
  for (let index = 0; index < DIFAT_IN_HEADER; index++) places.push(bytes.readUInt32LE(76 + index * 4));
  let next = bytes.readUInt32LE(68);
  for (let left = bytes.readUInt32LE(72); next < LAST_SECTOR && left > 0; left--) {
    const numbers = numbersOf(sectors.at(next));
    places.push(...numbers.slice(0, -1));
    next = numbers.at(-1) ?? LAST_SECTOR;
    if (places.length > most + numbers.length) throw damaged('chain');
  }
  return places.filter((place) => place < LAST_SECTOR).flatMap((place) => numbersOf(sectors.at(place)));
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(index * 4));
}

function follow(start: number, table: readonly number[]): readonly number[] {
  const chain: number[] = [];
  for (let at = start; at < LAST_SECTOR; at = table[at] ?? LAST_SECTOR) {
    chain.push(at);
    if (chain.length > table.length) throw damaged('chain');
  }
  return chain;
}

function joinSmall(bytes: Buffer, chain: readonly number[]): Buffer {
  return Buffer.concat(chain.map((at) => bytes.subarray(at * SMALL_SECTOR, (at + 1) * SMALL_SECTOR)));
}

function readDirectory(directory: Buffer): readonly Located[] {
  const entries: Located[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY <= directory.length; at += DIRECTORY_ENTRY) {
    const type = directory[at + 66] ?? 0;
    if (type === 0) continue;
    const nameBytes = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.subarray(at, at + Math.max(0, nameBytes - 2)).toString('utf16le'),
      isStream: type === 2,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

function damaged(reason: string): FileRefusal {
  return new FileRefusal('office-damaged', { reason });
}
