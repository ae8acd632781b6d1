import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readerOf, verifyPublication } from '@parix/publication';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionConfig } from './db/database.ts';
import { publishRoundToDirectory } from './publish-to-directory.ts';
import { approve, createRound, ok, openRoad } from './testing/road.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let out: string;
let env: Record<string, string>;

const urlOf = ({ user, password, host, port, database }: ConnectionConfig): string =>
  `postgres://${user}:${String(password)}@${encodeURIComponent(String(host))}:${port}/${database}`;

beforeAll(async () => {
  test = await createTestApp();
  const road = await openRoad(test);
  await createRound(road);
  await approve(road, 'nam-2021');
  await createRound(road, { id: 'nhap' });
  out = await mkdtemp(join(tmpdir(), 'parix-out-'));
  // The application's own login is given, so that the shared test server keeps its password.
  const urls = { DATABASE_URL: urlOf(test.ownerConnection), DATABASE_APP_URL: urlOf(test.connection) };
  env = { ...urls, PARIX_DATA: test.dataDir, PUBLIC_URL: 'http://parix.test' };
});
afterAll(async () => {
  await test.close();
  await rm(out, { recursive: true, force: true });
});

async function filesIn(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(
    await Promise.all(
      files.map(
        async (path) => [path.slice(folder.length + 1), new Uint8Array(await readFile(path))] as const,
      ),
    ),
  );
}

describe('publishing from the command line', () => {
  it('publishes an approved round beside a running server and writes files that verify', async () => {
    const folder = join(out, 'lan-1');
    const said = await publishRoundToDirectory({ roundId: 'nam-2021', out: folder, env });
    expect(said).toContain('Đã công bố nam-2021-1');
    const files = await filesIn(folder);
    expect(verifyPublication(readerOf(files), {}).first).toBeNull();
    const road = await test.signIn('thuongtruc');
    expect(await ok(road.get('/rounds/nam-2021'))).toMatchObject({ state: 'published' });
  });

  it('writes the same bytes again instead of publishing twice', async () => {
    const said = await publishRoundToDirectory({
      roundId: 'nam-2021',
      out: join(out, 'lan-2'),
      env,
      locale: 'en',
    });
    expect(said).toContain('Already published');
    expect(await filesIn(join(out, 'lan-2'))).toEqual(await filesIn(join(out, 'lan-1')));
  });

  it('refuses a round that is not ready, an unknown one and a folder in use, and writes nothing', async () => {
    const attempt = (roundId: string, folder: string) =>
      publishRoundToDirectory({ roundId, out: folder, env });
    await expect(attempt('nhap', join(out, 'moi'))).rejects.toMatchObject({ code: 'ROUND_NOT_READY' });
    await expect(attempt('khong-co', join(out, 'moi'))).rejects.toMatchObject({ code: 'ROUND_NOT_FOUND' });
    await expect(attempt('nam-2021', join(out, 'lan-1'))).rejects.toMatchObject({ code: 'OUT_NOT_EMPTY' });
    expect((await readdir(out)).toSorted()).toEqual(['lan-1', 'lan-2']);
  });
});
