import { concat } from './bytes.ts';
import { type Tree } from './merkle.ts';

/** Static tiles of C2SP tlog-tiles: 256 hashes per tile, paths with three-digit elements, partial tiles `.p/<W>`. */

export const TILE_WIDTH = 256;
const LONGEST_ENTRY = 0xffff;

/** `x001/x234/067` for 1234067, with `.p/<width>` when the tile is not full. */
export function tileIndexPath(index: number, width: number = TILE_WIDTH): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const elements = padded.match(/\d{3}/g) ?? [];
  const path = elements.map((element, i) => (i < elements.length - 1 ? `x${element}` : element)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Path of a hash tile below the log's prefix: `tile/<L>/<N>[.p/<W>]`. */
export function hashTilePath(level: number, index: number, width: number = TILE_WIDTH): string {
  return `tile/${level}/${tileIndexPath(index, width)}`;
}

/** Path of an entry bundle below the log's prefix: `tile/entries/<N>[.p/<W>]`. */
export function entryBundlePath(index: number, width: number = TILE_WIDTH): string {
  return `tile/entries/${tileIndexPath(index, width)}`;
}

/** Widths of the tiles of one level for a log of `size` entries: full ones, then one partial unless it is empty. */
export function tileWidths(size: number, level: number): readonly number[] {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  const widths = new Array<number>(Math.floor(hashes / TILE_WIDTH)).fill(TILE_WIDTH);
  return hashes % TILE_WIDTH === 0 ? widths : [...widths, hashes % TILE_WIDTH];
}

/** Every hash tile of the tree, by path below the log's prefix. */
export function hashTiles(tree: Tree): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let level = 0; TILE_WIDTH ** level <= tree.size; level++) {
    const hashes = tree.levels[level * 8] ?? [];
    tileWidths(tree.size, level).forEach((width, n) => {
      const start = n * TILE_WIDTH;
      files.set(hashTilePath(level, n, width), concat(...hashes.slice(start, start + width)));
    });
  }
  return files;
}

/** Every entry bundle, by path below the log's prefix. Throws for an entry over 65 535 bytes: log hashes, not documents. */
export function entryBundles(entries: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  tileWidths(entries.length, 0).forEach((width, n) => {
    const start = n * TILE_WIDTH;
    files.set(entryBundlePath(n, width), encodeBundle(entries.slice(start, start + width)));
  });
  return files;
}

/** Entries one after the other, each after its length as a big-endian uint16. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(...entries.flatMap((entry) => [lengthPrefix(entry.length), entry]));
}

/** The `width` entries of a bundle; undefined when it is truncated, too long or holds another number of entries. */
export function decodeBundle(bundle: Uint8Array, width: number): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length) {
    const [high, low] = [bundle[at], bundle[at + 1]];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length || entries.length === width) return undefined;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries.length === width ? entries : undefined;
}

function lengthPrefix(length: number): Uint8Array {
  if (length > LONGEST_ENTRY)
    throw new RangeError(`a log entry holds at most ${LONGEST_ENTRY} bytes, not ${length}`);
  return Uint8Array.of(length >> 8, length & 0xff);
}
