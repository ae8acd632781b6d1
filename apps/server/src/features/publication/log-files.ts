import { encodeBundle, entryBundlePath, hashTilePath } from '@parix/publication';
import type { Db } from '../../platform/context.ts';
import { entriesFrom, latestCheckpoint, nodesFrom } from './log.queries.ts';

/** Hashes in a full tile (C2SP tlog-tiles). */
const TILE = 256;
/** Levels of the tree between one level of tiles and the next. */
const TILE_LEVELS = 8;
const TILE_PATH = /^tile\/(entries|\d)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

export interface LogFile {
  readonly bytes: Uint8Array;
  readonly isText: boolean;
  /** A full tile never changes; the rest is asked for again. */
  readonly final: boolean;
}

/** A file of the log (C2SP tlog-tiles, path below the log's prefix), made of the few rows it holds; undefined: none. */
export async function readLogFile(db: Db, path: string): Promise<LogFile | undefined> {
  if (path === 'checkpoint') {
    const latest = await latestCheckpoint(db);
    return latest && { bytes: Buffer.from(latest.note, 'utf8'), isText: true, final: false };
  }
  const tile = parseTilePath(path);
  if (!tile) return undefined;
  const { level, index, width } = tile;
  const from = index * TILE;
  const parts =
    level === 'entries'
      ? await entriesFrom(db, from, width)
      : await nodesFrom(db, level * TILE_LEVELS, from, width);
  if (parts.length < width) return undefined;
  const bytes = level === 'entries' ? encodeBundle(parts) : Buffer.concat(parts);
  return { bytes, isText: false, final: width === TILE };
}

interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** Each tile has one path. */
function parseTilePath(path: string): Tile | undefined {
  const [, kind = '', digits = '', partial] = TILE_PATH.exec(path) ?? [];
  const index = Number(digits.replace(/[x/]/g, ''));
  const width = partial === undefined ? TILE : Number(partial);
  const level = kind === 'entries' ? 'entries' : Number(kind);
  if (digits === '' || !Number.isSafeInteger(index * TILE) || width < 1 || width > TILE) return undefined;
  const own = level === 'entries' ? entryBundlePath(index, width) : hashTilePath(level, index, width);
  return own === path ? { level, index, width } : undefined;
}
