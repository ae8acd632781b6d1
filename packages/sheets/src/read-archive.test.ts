import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArchive } from './read-archive.ts';
import { zipOf, type ZipEntry } from './testing/zip-writer.ts';

describe('readArchive', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parix-archive-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (entries: readonly ZipEntry[], limits = {}): ReturnType<typeof readArchive> => {
    const path = join(folder, 'a.zip');
    await writeFile(path, zipOf(entries));
    return readArchive(path, limits);
  };

  it('gives every file and leaves folders out', async () => {
    const result = await read([
      { name: 'data/', data: '' },
      { name: 'data/a.json', data: '[]' },
      { name: 'đơn vị.html', data: 'x' },
    ]);
    const names = result.ok
      ? [...result.files].map(([name, bytes]) => `${name}=${Buffer.from(bytes).toString()}`)
      : [];
    expect(names).toEqual(['data/a.json=[]', 'đơn vị.html=x']);
  });

  it('gives an archive inside as its bytes, unopened', async () => {
    const inner = Buffer.from(zipOf([{ name: 'a', data: Buffer.alloc(4_000_000) }]));
    const result = await read([{ name: 'data/results.xlsx', data: inner }]);
    expect(result.ok && Buffer.from(result.files.get('data/results.xlsx') ?? []).equals(inner)).toBe(true);
  });

  it.each<[string, ZipEntry, object]>([
    ['zip-bomb', { name: 'a', data: Buffer.alloc(4_000_000) }, {}],
    ['zip-unsafe-name', { name: '../a', data: 'x' }, {}],
    ['encrypted', { name: 'a', data: 'x', flags: 1 }, {}],
    ['zip-damaged', { name: 'a', data: Buffer.alloc(4000), declaredSize: 10 }, {}],
    ['too-many-bytes', { name: 'a', data: 'x' }, { bytes: 10 }],
    ['zip-too-many-entries', { name: 'a', data: 'x' }, { zipEntries: 0 }],
  ])('refuses %s', async (code, entry, limits) => {
    expect(await read([entry], limits)).toMatchObject({ ok: false, problem: { code } });
  });

  it('names what is not there or not an archive', async () => {
    expect(await readArchive(join(folder, 'none.zip'))).toMatchObject({ problem: { code: 'not-found' } });
    await writeFile(join(folder, 'text.zip'), 'no archive');
    expect(await readArchive(join(folder, 'text.zip'))).toMatchObject({ problem: { code: 'zip-damaged' } });
  });
});
