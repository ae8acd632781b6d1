/**
 * A milestone of a round with ten thousand units and three people in each: reminders, the daily list, the board, one
 * chase of all late units, mail to a real mail server on this machine, events to a gateway, the calendar.
 * `node --import tsx bench/notices-scale.ts [units=10000] [mails=1500]`
 * Everything in one process on a database of its own; statements of our own pool are counted, memory is the heap after
 * collection (`--expose-gc`) and the most the process held.
 */
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { buildApp } from '../apps/server/src/app.ts';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { seedDemo } from '../apps/server/src/demo/seed-demo.service.ts';
import '../apps/server/src/features/jobs.ts';
import { DEFAULT_LIMITS } from '../apps/server/src/platform/limits.ts';
import { DEFAULT_ACCESS } from '../apps/server/src/platform/access-settings.ts';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { startJobs } from '../apps/server/src/platform/jobs/run-jobs.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';
import { startSession } from '../apps/server/src/platform/sessions.ts';
import { runJob } from '../apps/server/src/testing/job-runs.ts';
import { startMailSink } from './notices-scale/mail-sink.ts';
import { extendAll, ROUND, seedRound } from './notices-scale/seed.ts';

const [units = 10_000, mails = 1500] = process.argv.slice(2).map(Number);
const MINUTE = 60_000;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-notices-'));
const publicUrl = 'http://parix.test';
const database = await openDatabase({
  databaseUrl: undefined,
  databaseAppUrl: undefined,
  dataDir,
  publicUrl,
});
process.once('uncaughtException', (error) => {
  console.error(error);
  void database.close().then(() => process.exit(1));
});
await migrateToLatest(database.owner);
const owner = createDatabase({ ...database.owner, max: 1 });
let statements = 0;
const db = createDatabase({ ...database.app, max: 10 }).withPlugin({
  transformQuery: ({ node }) => {
    statements += 1;
    return node;
  },
  transformResult: async ({ result }) => result,
});
const sink = await startMailSink();
let events = 0;
const gateway = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(202).end(String((events += 1))));
});
await new Promise<void>((done) => void gateway.listen(0, '127.0.0.1', done));
const address = gateway.address();
const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

const config = {
  dataDir,
  publicUrl,
  access: { ...DEFAULT_ACCESS, secondFactor: 'optional' as const },
  noticeWebhook: { url: `http://${host}/`, secret: 'thử tải thử tải thử tải thử tải', allowPrivate: [host] },
  mail: {
    host: '127.0.0.1',
    port: sink.port,
    implicitTls: false,
    tls: 'off',
    caFile: undefined,
    user: undefined,
    password: undefined,
    from: { name: 'Thử tải', address: 'thu-tai@example.vn' },
  } as const,
};
await seedDemo({ db, clock: systemClock, config, root: resolve(import.meta.dirname, '..') });
/** Tomorrow at nine in Vietnam, when the daily list is due. */
const nine = Date.parse(`${new Date(Date.now() + 1440 * MINUTE).toISOString().slice(0, 10)}T02:00:00Z`);
/** What the last chase answered. */
let chased = '';
let ahead = nine - Date.now();
const clock = { now: () => new Date(Date.now() + ahead) };
/** So that the step of two hours is due. */
const closesAt = new Date(nine + 90 * MINUTE);
await seedRound(owner, units, closesAt);
const surroundings = { db, owner, clock, config };
const app = await buildApp({
  db,
  clock,
  config,
  logger: pino({ level: 'error' }),
  limits: { ...DEFAULT_LIMITS, requestsPerMinute: 1e9, signInsPerMinute: 1e9, underPressure: false },
});
const session = await signIn('thuongtruc');
const load = (): string =>
  loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
console.log(`${units} units, ${units * 3} people; ${cpus().length} processors, load ${load()}`);
console.log('| What | s | statements | heap MiB | result |');
console.log('| --- | --- | --- | --- | --- |');

await timed(
  'reminder of the round to everybody',
  () => runJob(surroundings, 'notices.remind'),
  () => noticed('deadline'),
);
await timed(
  'the same five minutes later: nothing to do',
  () => runJob(surroundings, 'notices.remind'),
  () => noticed('deadline'),
);
await timed(
  'daily list to the standing body',
  () => runJob(surroundings, 'notices.missing-digest'),
  () => noticed('missing-digest'),
);
const path = `/api/v1/rounds/${ROUND}/progress`;
await timed(
  'board, counted anew',
  () => get(`${path}/summary`),
  async () => '',
);
await timed(
  'board, first page by name',
  () => get(`${path}?limit=50`),
  async () => '',
);
await timed(
  'board, most missing first, within the half minute',
  () => get(`${path}?limit=50&sort=missing`),
  async () => '',
);
await timed(
  'board as CSV',
  () => get(`${path}/export`),
  async () => '',
);
await timed('one click: all late units chased', chaseLate, async () => chased);
await timed('the same click again', chaseLate, async () => chased);
await extendAll(owner, new Date(nine + 100 * MINUTE));
await timed(
  'extension given to all, reminder of it',
  () => runJob(surroundings, 'notices.remind'),
  () => noticed('deadline'),
);
const feed = await openFeed();
await timed(
  'calendar of the standing body, 100 times',
  () => many(100, () => get(feed)),
  async () => '',
);
await timed(
  'count of unseen notices, 1 000 times',
  () => many(1000, () => get('/api/v1/notices/unseen-count')),
  async () => '',
);
ahead += 16 * MINUTE;
await timed('waiting notices made into mails', () => runJob(surroundings, 'notices.collect-mail'), made);
await timed('the same when nothing waits', () => runJob(surroundings, 'notices.collect-mail'), made);
await deliver();
console.log(`peak memory ${peak()}; load ${load()}`);
await app.close();
await Promise.all([db.destroy(), owner.destroy()]);
await database.close();
gateway.close();
await sink.close();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);

async function timed(
  what: string,
  act: () => Promise<unknown>,
  result: () => Promise<string>,
): Promise<void> {
  const [before, asked] = [performance.now(), statements];
  await act();
  const took = (performance.now() - before) / 1000;
  const count = statements - asked;
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 2 ** 20;
  console.log(`| ${what} | ${took.toFixed(2)} | ${count} | ${heap.toFixed(0)} | ${await result()} |`);
}

async function many(times: number, act: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < times; at += 1) await act();
}

async function noticed(kind: 'deadline' | 'missing-digest'): Promise<string> {
  const { n } = await owner
    .selectFrom('notice')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return `${n} notices of ${kind}`;
}

async function made(): Promise<string> {
  const { rows } = await sql<{ mails: number; notices: number; waiting: number }>`
    select (select count(*)::int from mail where kind = 'notices') as mails,
      (select count(*)::int from notice) as notices, (select count(*)::int from notice_outbox) as waiting`.execute(
    owner,
  );
  const [row] = rows;
  return row ? `${row.mails} mails of ${row.notices} notices, ${row.waiting} wait` : '';
}

async function signIn(username: string) {
  const { id: accountId } = await owner
    .selectFrom('account')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  const how = { assurance: 'password', enteredBy: 'password', pending: false } as const;
  const client = { userAgent: 'bench', address: '127.0.0.1' };
  const { secret, csrfToken } = await startSession(owner, { accountId, client, ...how }, clock.now(), {
    sessionHours: 12,
  });
  return { cookie: `parix=${secret}`, 'x-csrf-token': csrfToken };
}

async function get(url: string): Promise<string> {
  const answer = await app.inject({ method: 'GET', url, headers: session });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return answer.body;
}

async function chaseLate(): Promise<void> {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/rounds/${ROUND}/chases`,
    headers: { ...session, 'idempotency-key': crypto.randomUUID() },
    payload: { matching: { forecasts: ['at-risk', 'missed'] } },
  });
  if (answer.statusCode !== 200) throw new Error(`chase: ${answer.body}`);
  const { counts, told }: { counts: object; told: number } = answer.json();
  chased = `${JSON.stringify(counts)}, ${told} people told, answer ${(answer.body.length / 1024).toFixed(0)} kB`;
}

async function openFeed(): Promise<string> {
  const answer = await app.inject({ method: 'PUT', url: '/api/v1/calendar-feed', headers: session });
  const { url }: { url: string } = answer.json();
  return url.replace(publicUrl, '');
}

/** The real loop of background jobs, until the server has taken so many mails and the gateway as many events. */
async function deliver(): Promise<void> {
  const jobs = await startJobs({ db, clock, config, logger: pino({ level: 'error' }) }, database.app);
  const before = performance.now();
  const [asked, sent, told] = [statements, sink.taken(), events];
  while (sink.taken() - sent < mails) await new Promise((done) => setTimeout(done, 50));
  const seconds = (performance.now() - before) / 1000;
  const rate = (count: number): string => `${count} (${(count / seconds).toFixed(0)}/s)`;
  globalThis.gc?.();
  const heap = (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0);
  const result = `${rate(sink.taken() - sent)} mails and ${rate(events - told)} events taken`;
  console.log(`| mail and gateway | ${seconds.toFixed(1)} | ${statements - asked} | ${heap} | ${result} |`);
  await jobs.stop();
}

function peak(): string {
  const kib = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  return `${(kib / 1024).toFixed(0)} MiB`;
}
