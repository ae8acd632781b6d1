import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../../db/database.ts';
import { startEmbeddedCluster, type EmbeddedCluster } from './embedded-cluster.ts';
import { isProcessAlive, isServerOn, readPostmaster } from './postmaster-file.ts';

/** Spaces, accents, quotes, a comma, and longer than a socket path may be. */
const awkward = `Sở Nội vụ, "tỉnh Mẫu" ${'rất-dài-'.repeat(10)}`;
let parent: string;
let folder: string;
let cluster: EmbeddedCluster;

const start = () => startEmbeddedCluster(folder);

function pidOf({ files }: EmbeddedCluster): number {
  const postmaster = readPostmaster(files.data);
  if (postmaster === undefined) throw new Error('the server has no lock file');
  return postmaster.pid;
}

async function query(connection: ConnectionConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const ask = (text: string) => query(cluster.connectAs('parix_owner', 'postgres'), text);

async function killServer(): Promise<void> {
  const pid = pidOf(cluster);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isProcessAlive(pid), { timeout: 10_000 }).toBe(false);
}

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'parix-cluster-'));
  await chmod(parent, 0o755);
  folder = join(parent, awkward);
  await mkdir(folder, { mode: 0o700 });
  cluster = await start();
  await ask('create table kept (id int primary key)');
});

afterAll(async () => {
  await cluster.stop();
  await rm(parent, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('sorts Vietnamese as Intl does, checks its pages and speaks UTF-8', async () => {
    const names = [
      'Ô Môn',
      'Đà Nẵng',
      'Ổ',
      'Dương',
      'An',
      'Ă',
      'Â',
      'Ứng Hòa',
      'Đ',
      'Ơ',
      'D',
      'E',
      'Ê',
      'O',
      'U',
    ];
    const list = names.map((name) => `('${name}')`).join();
    const rows = await ask(`select name from (values ${list}) as place (name) order by name`);
    expect(rows.map(({ name }) => name)).toEqual([...names].sort(new Intl.Collator('vi').compare));
    expect(await ask('show data_checksums')).toEqual([{ data_checksums: 'on' }]);
    expect(await ask('show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });

  it('listens on no network address', async () => {
    expect(await ask('show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });

  it('keeps its socket where only its user comes', async () => {
    const socket = String(cluster.connectAs('parix_app', 'postgres').host);
    expect(Buffer.byteLength(socket)).toBeLessThan(90);
    expect((await stat(socket)).mode & 0o777).toBe(0o700);
    expect((await stat(join(cluster.files.root, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('lives inside a data folder that is closed to others', () => {
    expect(cluster.files.root.startsWith(folder)).toBe(true);
  });

  it('refuses a wrong password', async () => {
    const owner = { ...cluster.connectAs('parix_owner', 'postgres'), password: 'wrong' };
    await expect(query(owner, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is adopted when it already runs', async () => {
    const adopted = await start();
    expect(pidOf(adopted)).toBe(pidOf(cluster));
    expect(adopted.connectAs('parix_owner', 'postgres')).toEqual(
      cluster.connectAs('parix_owner', 'postgres'),
    );
  });

  it('starts again after it was killed, with everything that was committed', async () => {
    await ask('insert into kept select generate_series(1, 1000)');
    await killServer();
    cluster = await start();
    expect(await ask('select count(*)::int as count from kept')).toEqual([{ count: 1000 }]);
  });

  it('starts although another program now has the pid in its lock file', async () => {
    await killServer();
    const socket = readPostmaster(cluster.files.data)?.socketFolder;
    const lines = [process.ppid, cluster.files.data, 1, 5432, socket, '', ''];
    await writeFile(join(cluster.files.data, 'postmaster.pid'), lines.join('\n'));
    cluster = await start();
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('ends cleanly and leaves no temporary folder', async () => {
    const socket = String(cluster.connectAs('parix_owner', 'postgres').host);
    const pid = pidOf(cluster);
    await cluster.stop();
    // Ended; the kernel may keep its number a moment longer, until the exit has been collected.
    expect(isServerOn(cluster.files.data, pid)).toBe(false);
    expect(existsSync(socket)).toBe(false);
    expect(readPostmaster(cluster.files.data)).toBeUndefined();
    cluster = await start();
  });
});
