import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import type { PublishedFile } from '@parix/publication';

/** A file as it stands in the archive: its own bytes deflated, with what a reader needs to check them. */
export interface ArchiveFile {
  readonly path: string;
  /** Lower-case hex, of the bytes before they were deflated, as `size` and `crc` are. */
  readonly sha256: string;
  readonly size: number;
  readonly crc: number;
  readonly deflated: Uint8Array;
}

/** The pages repeat themselves so much that more effort gains a tenth of the size for twice the time. */
const LEVEL = 5;
const deflate = promisify(deflateRaw);

/** Lower-case hex, by the machine's own SHA-256. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Deflates beside the thread that asks. */
export async function archiveFile({ path, bytes }: PublishedFile): Promise<ArchiveFile> {
  const deflated = await deflate(bytes, { level: LEVEL, memLevel: constants.Z_MAX_MEMLEVEL });
  return { path, sha256: hashOf(bytes), size: bytes.length, crc: crc32(bytes), deflated };
}
