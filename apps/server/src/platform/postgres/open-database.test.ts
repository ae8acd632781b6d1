import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../db/database.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';

let dataDir: string;
let opened: OpenDatabase;
const outages: unknown[] = [];

const settings = () => ({
  dataDir,
  publicUrl: 'http://127.0.0.1:3000',
  databaseUrl: undefined,
  databaseAppUrl: undefined,
});

/** Opens the same data folder from a process that is not our child, as a second installation would. */
function openElsewhere(options: object): string {
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL('open-database.ts', import.meta.url).href)};
    openDatabase(${JSON.stringify(settings())}, ${JSON.stringify(options)})
      .then(async (database) => { await database.close(); console.log('opened'); }, (error) => console.log(error.code));
  `;
  const node = ['--import', 'tsx', '--input-type=module', '-e', script];
  const relay =
    'process.stdout.write(require("child_process").execFileSync(process.execPath, process.argv.slice(1)))';
  return spawnSync(process.execPath, ['-e', relay, '--', ...node], { encoding: 'utf8' }).stdout.trim();
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parix-open-'));
  await chmod(dataDir, 0o755);
  opened = await openDatabase(settings(), { onOutage: (failure) => outages.push(failure) });
});

afterAll(async () => {
  await opened.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('opening the database of a data folder', () => {
  it('gives a schema owner that migrates once and an application that uses the tables', async () => {
    expect((await migrateToLatest(opened.owner)).length).toBeGreaterThan(0);
    expect(await migrateToLatest(opened.owner)).toEqual([]);
    const db = createDatabase(opened.app);
    try {
      await db.insertInto('block').values({ id: 'khoi-so', name: 'Khối sở' }).execute();
      expect(await db.selectFrom('block').select('name').execute()).toEqual([{ name: 'Khối sở' }]);
      await expect(sql`drop table block`.execute(db)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await db.destroy();
    }
  });

  it('is refused to a second server, and leaves the first one alone', async () => {
    expect(openElsewhere({})).toBe('ALREADY_RUNNING');
    expect(await migrateToLatest(opened.owner)).toEqual([]);
  });

  it('is shared with a command, whose end does not stop the server', async () => {
    expect(openElsewhere({ shareWithRunning: true })).toBe('opened');
    expect(await migrateToLatest(opened.owner)).toEqual([]);
  });

  it('is there again after its server was killed, for those who are connected too', async () => {
    const db = createDatabase(opened.app);
    const readPid = () =>
      Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const before = readPid();
    process.kill(before, 'SIGKILL');
    await expect
      .poll(
        () =>
          db
            .selectFrom('block')
            .select('id')
            .execute()
            .catch(() => undefined),
        { timeout: 60_000 },
      )
      .toEqual([{ id: 'khoi-so' }]);
    expect(readPid()).not.toBe(before);
    await expect.poll(() => outages, { timeout: 10_000 }).toContain(undefined);
    await db.destroy();
  });

  it('finds everything again after closing', async () => {
    await opened.close();
    opened = await openDatabase(settings());
    const db = createDatabase(opened.app);
    expect(await db.selectFrom('block').select('id').execute()).toEqual([{ id: 'khoi-so' }]);
    await db.destroy();
  });
});
