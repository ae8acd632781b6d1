import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ByteRange, type FileStore, placeOf } from './file-store.ts';

/** The store as a folder of the machine, the default. */
export function folderStore(root: string): FileStore {
  const pathOf = (sha256: string): string => join(root, placeOf(sha256));
  return {
    put: (path, sha256) => takeOver(path, pathOf(sha256)),
    open: (sha256, range) => openFile(pathOf(sha256), range),
    size: (sha256) => sizeOf(pathOf(sha256)),
  };
}

/** Copied beside its place, flushed, then renamed: whoever looks sees all of the file or none of it. */
async function takeOver(path: string, place: string): Promise<void> {
  if ((await sizeOf(place)) === (await sizeOf(path))) return;
  const folder = dirname(place);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${place}.${randomUUID()}.new`;
  try {
    await copyFile(path, draft);
    await flush(draft);
    await rename(draft, place);
    await flush(folder);
  } finally {
    await rm(draft, { force: true });
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openFile(path: string, range: ByteRange | undefined): Promise<Readable | undefined> {
  return (await sizeOf(path)) === undefined ? undefined : createReadStream(path, range);
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
