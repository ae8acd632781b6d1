/**
 * High availability, on one machine with Debian's packages: three PostgreSQL under Patroni and etcd, HAProxy before them,
 * Parix behind it. Two sources send dossiers without a pause through the HTTP API while the primary and its agent are
 * killed (-9), several times, and the primary is handed over once as planned; the killed one comes back as a standby.
 * Afterwards every acknowledged event is looked for, every sum is compared with a count of the rows, and the background
 * jobs must have gone on in the same process. `node --import tsx bench/failover/run.ts [failovers=4]`, as root. It needs
 * patroni, etcd-server, haproxy and postgresql-15 and says so when they are missing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { openExternalServer } from '../../apps/server/src/platform/postgres/external-server.ts';
import { startServer } from '../deadline-hour/server-process.ts';
import { batch, PER_BATCH, sendBatch } from '../dossier-ingestion/send-batches.ts';
import { checkStored, prepareSources } from '../dossier-ingestion/stored-events.ts';
import { prng } from '../prng.ts';
import { PASSWORDS, PORTS } from './configuration.ts';
import { startCluster } from './patroni-cluster.ts';
import { findPrograms } from './programs.ts';

const failovers = Number(process.argv[2] ?? 4);
const sources = 2;
const port = 4397;
const publicUrl = `http://127.0.0.1:${port}`;
const proxy = { host: '127.0.0.1', port: PORTS.proxy };
const owner = { ...proxy, user: 'parix_owner', password: PASSWORDS.owner, database: 'parix' };
const databaseUrl = `postgres://parix_owner:${PASSWORDS.owner}@127.0.0.1:${PORTS.proxy}/parix`;

const programs = findPrograms();
const dataDir = mkdtempSync(join(tmpdir(), 'parix-failover-data-'));
const cluster = startCluster(programs);
const answers = new Map<string, number>();
const acknowledged: number[] = [];
let running = true;
try {
  await cluster.untilWhole();
  await untilProxied();
  await createOwner();
  await openExternalServer(databaseUrl, undefined);
  await migrateToLatest(owner);
  const tokens = await withOwner((db) => prepareSources(db, sources));
  process.env['PARIX_DEMO'] = 'off';
  process.env['DATABASE_URL'] = databaseUrl;
  const server = await startServer(dataDir, port);
  const began = performance.now();
  const sending = Promise.all(tokens.map(sendUntilStopped));
  const outages = await failOver();
  running = false;
  const batches = (await sending).reduce((sum, each) => sum + each, 0);
  const seconds = (performance.now() - began) / 1000;
  const jobs = await jobsDoneSince(new Date());
  const restarts = server.restarts();
  await server.stop();
  const check = await withOwner((db) => checkStored(db, batches));
  const lines = [
    `${programs.versions}; ${cpus().length} cores (${cpus()[0]?.model ?? '?'}), Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
    `${batches * PER_BATCH * 2} events acknowledged in ${seconds.toFixed(0)} s, ${failovers} failovers and a switchover`,
    `no acknowledgement for (s): ${outages.map((each) => each.toFixed(1)).join(', ')}`,
    `answers: ${[...answers].map(([said, count]) => `${said} × ${count}`).join(', ')}`,
    `server process restarted ${restarts} times; ${jobs} background jobs done after the last failover`,
    `${check.stored} events stored: ${check.missing} missing, ${check.doubled} doubled; ${check.wrongSums} sums other than a count of the rows`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const faults = [check.missing, check.doubled, check.wrongSums, restarts, jobs === 0 ? 1 : 0];
  process.exitCode = faults.every((each) => each === 0) && onlyPromised() ? 0 : 1;
} finally {
  running = false;
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The proxy finds the primary by looking each second. */
async function untilProxied(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const client = new pg.Client({
      ...proxy,
      user: 'postgres',
      password: PASSWORDS.superuser,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch {
      await sleep(200);
    }
  }
  throw new Error('the proxy does not find the primary');
}

async function createOwner(): Promise<void> {
  const client = new pg.Client({
    ...proxy,
    user: 'postgres',
    password: PASSWORDS.superuser,
    database: 'postgres',
  });
  await client.connect();
  await client.query(`create role parix_owner login createrole password '${PASSWORDS.owner}'`);
  await client.query('create database parix owner parix_owner');
  await client.end();
}

async function withOwner<T>(use: (db: ReturnType<typeof createDatabase>) => Promise<T>): Promise<T> {
  const db = createDatabase({ ...owner, max: 1 });
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

/** @returns batches acknowledged; what is not is sent again until it is, also after the end was asked for. */
async function sendUntilStopped(token: string, source: number): Promise<number> {
  const random = prng(100 + source);
  let batches = 0;
  for (; running; batches += 1) {
    const body = JSON.stringify({ events: batch(source, batches * PER_BATCH, random) });
    for (;;) {
      const sentAt = performance.now();
      const { status, problem } = await sendBatch(publicUrl, token, body);
      const said = problem === undefined ? String(status) : `${status} ${problem}`;
      answers.set(said, (answers.get(said) ?? 0) + 1);
      if (status === 200) {
        acknowledged.push(sentAt);
        break;
      }
      await sleep(200);
    }
  }
  return batches;
}

/** @returns for each kill, and for a planned switchover at the end, the seconds until something was acknowledged again */
async function failOver(): Promise<readonly number[]> {
  const outages: number[] = [];
  for (let count = 0; count < failovers; count += 1) {
    const node = await outage(outages, cluster.killPrimary);
    process.stdout.write(`n${node} killed, acknowledged again after ${outages.at(-1)?.toFixed(1)} s\n`);
    cluster.startAgain(node);
  }
  await outage(outages, cluster.switchOver);
  process.stdout.write(`switched over, acknowledged again after ${outages.at(-1)?.toFixed(1)} s\n`);
  await cluster.untilWhole();
  await sleep(5000);
  return outages;
}

async function outage<T>(outages: number[], cause: () => Promise<T>): Promise<T> {
  await cluster.untilWhole();
  await sleep(5000);
  const began = performance.now();
  const result = await cause();
  outages.push(((await untilAcknowledged(began)) - began) / 1000);
  return result;
}

async function untilAcknowledged(after: number): Promise<number> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (acknowledged.some((sentAt) => sentAt > after)) return performance.now();
    await sleep(50);
  }
  throw new Error('nothing was acknowledged for 150 s after a kill');
}

/** Scheduled jobs come round within a minute; the queue works when any was finished since. */
async function jobsDoneSince(since: Date): Promise<number> {
  for (let tries = 0; tries < 60; tries += 1) {
    const done = await withOwner((db) =>
      sql<{
        n: number;
      }>`select count(*) as n from pgboss.job where state = 'completed' and completed_on > ${since}`.execute(
        db,
      ),
    );
    const count = Number(done.rows[0]?.n ?? 0);
    if (count > 0) return count;
    await sleep(2000);
  }
  return 0;
}

/** Everything that was not taken was answered as the API promises, or not at all. */
function onlyPromised(): boolean {
  const promised = new Set(['0', '200', '503 database-away', '503 overloaded']);
  return [...answers.keys()].every((said) => promised.has(said));
}
