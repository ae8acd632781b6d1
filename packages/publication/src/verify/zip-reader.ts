import { inflateSync } from 'fflate';
import { fromUtf8 } from '../log/bytes.ts';
import type { PublicationReader } from './reader.ts';

/* A zip read file by file: a national publication is ten times as large unpacked, and a browser need not hold it. */

interface Member {
  /** First byte of its local header. */
  readonly at: number;
  readonly packed: number;
  readonly size: number;
  readonly isDeflated: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
/** Nothing of a publication is nearly as large: more is a trap. */
const LARGEST_FILE = 2 ** 30;

/** A reader over a zip in memory; undefined when it is not a zip (without ZIP64), or one that lies about itself. */
export function zipReader(bytes: Uint8Array): PublicationReader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members = readDirectory(bytes, view);
  if (members === undefined) return undefined;
  return {
    list: () => [...members.keys()],
    read: (path) => {
      const member = members.get(path);
      return member && unpack(bytes, view, member);
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Member> | undefined {
  const end = endOf(view);
  if (end === undefined) return undefined;
  const members = new Map<string, Member>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const name = fromUtf8(bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength));
    const member = {
      at: view.getUint32(at + 42, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      isDeflated: view.getUint16(at + 10, true) !== 0,
    };
    if (name === undefined || members.has(name) || member.size > LARGEST_FILE) return undefined;
    if (!name.endsWith('/')) members.set(name, member);
    at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}

function endOf(view: DataView): number | undefined {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--)
    if (view.getUint32(at, true) === END) return at;
  return undefined;
}

/** The file's bytes; what cannot be unpacked is read as it lies, so that its hash shows the damage. */
function unpack(bytes: Uint8Array, view: DataView, { at, packed, size, isDeflated }: Member): Uint8Array {
  if (at + LOCAL_SIZE > bytes.length || view.getUint32(at, true) !== LOCAL) return new Uint8Array();
  const start = at + LOCAL_SIZE + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const lying = bytes.subarray(start, start + packed);
  if (!isDeflated) return lying;
  try {
    return inflateSync(lying, { out: new Uint8Array(size) });
  } catch {
    return lying;
  }
}
