import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from './db/database.ts';
import { migrateToLatest } from './db/migrate.ts';
import { listTables, readContent } from './move-database/moved-tables.ts';
import { isCopied, readProgress } from './move-database/progress.ts';
import type { MoveDatabase } from './move-database.ts';
import type { Db } from './platform/context.ts';
import { type EmbeddedCluster, startEmbeddedCluster } from './platform/postgres/embedded-cluster.ts';
import { openExternalServer } from './platform/postgres/external-server.ts';
import { type OpenDatabase, openDatabase } from './platform/postgres/open-database.ts';
import { withClient } from './platform/postgres/with-client.ts';

/** A whole installation with its embedded server, and a second server to move to; each step is a process of its own. */

let parent: string;
let dataDir: string;
let target: EmbeddedCluster;
let targetUrl: string;
let listen: { readonly host: string; readonly port: number };
/** The installation at work; undefined while it is stopped. */
let parix: { readonly database: OpenDatabase; readonly db: Db } | undefined;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function startParix(): Promise<Db> {
  const settings = {
    dataDir,
    publicUrl: 'http://parix.test',
    databaseUrl: undefined,
    databaseAppUrl: undefined,
  };
  const database = await openDatabase({ ...settings, databaseListen: listen });
  await migrateToLatest(database.owner);
  parix = { database, db: createDatabase({ ...database.owner, max: 4 }) };
  return parix.db;
}

async function stopParix(): Promise<void> {
  await parix?.db.destroy();
  await parix?.database.close();
  parix = undefined;
}

/** A child of the test would inherit its lock on the data folder; a grandchild does not. */
function runStep(step: MoveDatabase['step'], more: Readonly<Record<string, string>> = {}): ChildProcess {
  const url = new URL('move-database.ts', import.meta.url).href;
  const script = `
    import { moveDatabase } from ${JSON.stringify(url)};
    moveDatabase({ step: ${JSON.stringify(step)}, locale: 'en' })
      .then((said) => console.log(said), (error) => console.log(error.code ?? '', error.stack));`;
  const relay = `const child = require('child_process').spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
    child.on('exit', () => process.exit());`;
  const node = ['--import', 'tsx', '--input-type=module', '-e', script];
  const env = {
    ...process.env,
    PARIX_DATA: dataDir,
    PARIX_DATABASE_LISTEN: `${listen.host}:${listen.port}`,
    MOVE_DATABASE_URL: targetUrl,
    ...more,
  };
  // A group of its own, so that all of it can be killed.
  return spawn(process.execPath, ['-e', relay, '--', ...node], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function move(
  step: MoveDatabase['step'],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = runStep(step, more);
  let said = '';
  child.stdout?.on('data', (text: Buffer) => void (said += text.toString()));
  await new Promise((done) => child.once('close', done));
  return said.trim();
}

/** Killed somewhere on its way, or just after its end. */
async function killed(step: MoveDatabase['step'], afterMs: number): Promise<void> {
  const child = runStep(step);
  const ended = new Promise((done) => child.once('close', done));
  await sleep(afterMs);
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    // It was quicker.
  }
  await ended;
}

async function write(db: Db, name: string, count: number): Promise<void> {
  await sql`insert into dossier_event
    (unit_id, source_id, dossier_code, event_id, revision, kind, at, data, recorded_at)
    select gen_random_uuid(), gen_random_uuid(), ${name} || n, 'a', 0, 'accepted', now() - n * interval '1 minute',
      jsonb_build_object('channel', 'online', 'due', n), now()
    from generate_series(1, ${sql.lit(count)}) n`.execute(db);
}

let round = 0;

/** Additions, changes and removals, while the rows are copied. */
async function work(db: Db): Promise<void> {
  round += 1;
  await write(db, `khi-chép-${round}-`, 50);
  await sql`insert into block (id, name) values (${`khoi-${round}`}, 'Khối')`.execute(db);
  await sql`update block set name = name || ' đổi' where id <> 'khoi-xoa'`.execute(db);
  await sql`update pgboss.job set priority = priority + 1 where name = 'mail.deliver'`.execute(db);
  await sql`delete from block where id = ${`khoi-${round - 2}`}`.execute(db);
}

const onTarget = <T>(use: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient({ connectionString: targetUrl }, use);

async function workUntilCopied(db: Db): Promise<void> {
  await withClient(parix!.database.owner, (source) =>
    onTarget(async (client) => {
      for (let rounds = 0; rounds < 600; rounds += 1) {
        await work(db);
        if (rounds > 5 && isCopied(await readProgress(source, client))) return;
        await sleep(100);
      }
      throw new Error(JSON.stringify(await readProgress(source, client)));
    }),
  );
}

async function leftOnSource(db: Db) {
  const { rows } = await sql<{ slots: number; publications: number; roles: number }>`select
    (select count(*) from pg_replication_slots) as slots, (select count(*) from pg_publication) as publications,
    (select count(*) from pg_roles where rolname = 'parix_mover') as roles`.execute(db);
  return rows[0];
}

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'parix-move-'));
  await chmod(parent, 0o755);
  dataDir = join(parent, 'cũ');
  listen = { host: '127.0.0.1', port: await freePort() };
  const port = await freePort();
  target = await startEmbeddedCluster(join(parent, 'mới'), {
    durable: false,
    listen: { host: '127.0.0.1', port },
  });
  // No superuser: what an administrator of PostgreSQL 16 or later gives the owner of the new database.
  await withClient(target.connectAs('parix_owner', 'postgres'), async (client) => {
    await client.query(`create role moi login createrole password 'moi'`);
    await client.query('grant pg_create_subscription to moi');
    await client.query('create database parix owner moi');
  });
  targetUrl = `postgres://moi:moi@127.0.0.1:${port}/parix`;
  const db = await startParix();
  await write(db, 'trước-', 3000);
  await sql`insert into pgboss.job (name, data) select 'mail.deliver', '{}' from generate_series(1, 5)`.execute(
    db,
  );
  await sql`insert into dossier_source (id, code, name, token_sha256, token_hint, created_at)
    values (gen_random_uuid(), 'nguon', 'Nguồn', encode(sha256('a'), 'hex'), 'x', now())`.execute(db);
});
afterAll(async () => {
  await stopParix();
  await target.stop();
  await rm(parent, { recursive: true, force: true });
});

describe('a move that cannot begin', () => {
  it('says which setting is missing', async () => {
    expect(await move('start', { MOVE_DATABASE_URL: '' })).toContain('MOVE_SETTINGS');
    expect(await move('finish')).toContain('ALREADY_RUNNING');
  });

  it('leaves a database alone that is in use', async () => {
    await openExternalServer(targetUrl, undefined);
    await migrateToLatest({ connectionString: targetUrl });
    await onTarget((client) =>
      client.query(`insert into unit (id, code, name, kind, valid_from)
        values (gen_random_uuid(), 'x', 'Đơn vị có sẵn', 'commune', '2000-01-01')`),
    );
    expect(await move('start')).toContain('MOVE_TARGET_USED');
    expect(await onTarget((client) => readContent(client, 'unit'))).toMatchObject({ rows: 1 });
    await onTarget((client) => client.query('delete from unit'));
  });
});

describe('a move', { timeout: 240_000 }, () => {
  it('is begun, however often it is killed on the way, while rows are written', async () => {
    const { db } = parix!;
    const working = (async () => {
      for (let rounds = 0; rounds < 20; rounds += 1) await work(db).then(() => sleep(100));
    })();
    for (const afterMs of [900, 1600, 2300]) await killed('start', afterMs);
    expect(await move('start')).toMatch(/Tables copied: \d+\/\d+/);
    await working;
    await workUntilCopied(db);
    expect(await move('status')).toContain('Ready to finish');
  });

  it('is not finished where something was written to the new server, and nothing is changed', async () => {
    await stopParix();
    await onTarget((client) =>
      client.query(`insert into block (id, name) values ('chen-ngang', 'Khối chen')`),
    );
    expect(await move('finish')).toMatch(/MOVE_DIFFERS[^]*public\.block/);
    const db = await startParix();
    await write(db, 'sau-khi-thôi-', 10);
  });

  it('can be given up, and leaves nothing on either side', async () => {
    const away = { MOVE_DATABASE_URL: 'postgres://parix_owner:x@127.0.0.1:1/parix' };
    expect(await move('cancel', away)).toContain('MOVE_HALF_CANCELLED');
    expect(await leftOnSource(parix!.db)).toEqual({ slots: 0, publications: 0, roles: 0 });
    expect(await move('start')).toContain('MOVE_LOST');
    expect(await move('cancel')).toContain('Given up');
    expect(await leftOnSource(parix!.db)).toEqual({ slots: 0, publications: 0, roles: 0 });
    const rows = await onTarget(async (client) => {
      const contents = [];
      for (const table of await listTables(client)) contents.push((await readContent(client, table)).rows);
      return contents;
    });
    expect(rows.filter((each) => each > 0)).toEqual([]);
    expect(await move('cancel')).toContain('Given up');
    expect(await move('finish')).toContain('ALREADY_RUNNING');
  });

  it('is finished when everything is the same, however often that is killed on the way', async () => {
    expect(await move('start')).toMatch(/Tables copied/);
    const { db } = parix!;
    await workUntilCopied(db);
    await write(db, 'phút-cuối-', 500);
    await stopParix();
    for (const afterMs of [1200, 2500]) await killed('finish', afterMs);
    expect(await move('finish')).toMatch(/DATABASE_URL/);
    expect(await move('finish')).toMatch(/DATABASE_URL/);
    expect(await move('start')).toContain('DATABASE_MOVED');
    await expect(startParix()).rejects.toMatchObject({ code: 'DATABASE_MOVED' });
  });

  it('has brought every row, and the application works there', async () => {
    const { app } = await openExternalServer(targetUrl, undefined);
    expect(await migrateToLatest({ connectionString: targetUrl })).toEqual([]);
    const db = createDatabase(app);
    try {
      const found = await sql<{ before: number; last: number; marks: number; left: number }>`select
        count(*) filter (where dossier_code like 'trước-%') as before,
        count(*) filter (where dossier_code like 'phút-cuối-%') as last,
        (select count(*) from pg_namespace where nspname = 'parix_move') as marks,
        (select count(*) from pg_subscription) as left from dossier_event`.execute(db);
      expect(found.rows).toEqual([{ before: 3000, last: 500, marks: 0, left: 0 }]);
      const jobs = await sql`select from pgboss.job where name = 'mail.deliver' and priority > 20`.execute(
        db,
      );
      expect(jobs.rows).toHaveLength(5);
      await db.insertInto('block').values({ id: 'khoi-moi', name: 'Khối mới' }).execute();
    } finally {
      await db.destroy();
    }
  });

  it('leaves the old rows where they were, with nothing kept for the new server', async () => {
    const cluster = await startEmbeddedCluster(dataDir);
    const db = createDatabase(cluster.connectAs('parix_owner', 'parix'));
    expect(await leftOnSource(db)).toEqual({ slots: 0, publications: 0, roles: 0 });
    const { rows } = await sql<{ n: number }>`select count(*) as n from dossier_event
      where dossier_code like 'trước-%'`.execute(db);
    expect(rows).toEqual([{ n: 3000 }]);
    await db.destroy();
    await cluster.stop();
  });
});
