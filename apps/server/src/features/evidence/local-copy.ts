import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '../../platform/files/file-store.ts';

/** Brings a stored file to this machine for as long as it is used. */
export async function withLocalCopy<T>(
  store: FileStore,
  sha256: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'parix-file-'));
  try {
    const path = join(folder, 'file');
    const stream = await store.open(sha256);
    if (!stream) throw new Error(`file ${sha256} is not in the store`);
    await pipeline(stream, createWriteStream(path));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
