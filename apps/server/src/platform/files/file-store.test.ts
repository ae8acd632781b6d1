import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileStore, placeOf } from './file-store.ts';
import { folderStore } from './folder-store.ts';
import { s3Store } from './s3-store.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const content = Buffer.from('Quyết định số 12/QĐ-UBND\n'.repeat(10_000));

let folder: string;
let s3: S3rver;
const stores: Partial<Record<'folder' | 's3', FileStore>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-files-'));
  stores.folder = folderStore(join(folder, 'store'));
  s3 = new S3rver({ port: 0, silent: true, directory: join(folder, 's3') });
  const { port } = await s3.run();
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
  const { accessKeyId, secretAccessKey, ...rest } = settings;
  const admin = new S3Client({
    ...rest,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  await admin.send(new CreateBucketCommand({ Bucket: 'minh-chung' }));
  stores.s3 = s3Store({ ...settings, bucket: 'minh-chung' });
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

async function given(bytes: Buffer): Promise<{ path: string; hash: string }> {
  const path = join(folder, `tep-${sha256(bytes).slice(0, 8)}`);
  await writeFile(path, bytes);
  return { path, hash: sha256(bytes) };
}
const storeOf = (kind: 'folder' | 's3'): FileStore => stores[kind] ?? expect.unreachable();
async function read(store: FileStore, hash: string, range?: { start: number; end: number }): Promise<Buffer> {
  return buffer((await store.open(hash, range)) ?? expect.unreachable());
}

describe.each(['folder', 's3'] as const)('a store as %s', (kind) => {
  it('gives back what it was given, whole and in part', async () => {
    const store = storeOf(kind);
    const { path, hash } = await given(content);
    await store.put(path, hash);
    expect((await read(store, hash)).equals(content)).toBe(true);
    expect((await read(store, hash, { start: 6, end: 15 })).equals(content.subarray(6, 16))).toBe(true);
    expect(await store.size(hash)).toBe(content.length);
  });

  it('takes the same file twice as once', async () => {
    const store = storeOf(kind);
    const { path, hash } = await given(content);
    await Promise.all([store.put(path, hash), store.put(path, hash), store.put(path, hash)]);
    expect((await read(store, hash)).equals(content)).toBe(true);
  });

  it('knows nothing of what it was not given', async () => {
    const store = storeOf(kind);
    const unknown = sha256(Buffer.from('chưa có'));
    expect(await store.open(unknown)).toBeUndefined();
    expect(await store.size(unknown)).toBeUndefined();
  });

  it('makes no path of anything but a hash', () => {
    for (const name of ['../../etc/passwd', '', 'ABC', `${'a'.repeat(64)}/..`])
      expect(() => placeOf(name)).toThrow();
  });
});

it('leaves no draft behind in the folder, and mends a file that was cut short', async () => {
  const store = storeOf('folder');
  const { path, hash } = await given(Buffer.from('toàn văn'));
  await store.put(path, hash);
  const place = join(folder, 'store', placeOf(hash));
  await writeFile(place, 'toàn');
  await store.put(path, hash);
  expect((await read(store, hash)).toString()).toBe('toàn văn');
  const names = await readdir(join(folder, 'store'), { recursive: true });
  expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
});
