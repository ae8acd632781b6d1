/**
 * A hundred thousand units, twelve rounds of history: how long the tree, the search, a unit's page and a card take.
 * `node --import tsx bench/units-scale.ts [requests=300] [FOLDER]`: with a folder, the database is kept there and
 * used again.
 * Everything in one process on a database of its own, requests one after the other through the application's own
 * HTTP handling; statements of 200 ms and more are printed with their plans.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import { buildApp } from '../apps/server/src/app.ts';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { seedDemo } from '../apps/server/src/demo/seed-demo.service.ts';
import { DEMO_PASSWORD } from '../apps/server/src/demo/demo-accounts.ts';
import { DEFAULT_ACCESS } from '../apps/server/src/platform/access-settings.ts';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';
import { type Prng, prng } from './prng.ts';
import { processorTime } from './units-scale/processor-time.ts';
import { seedRounds, seedUnits, SIZES } from './units-scale/seed.ts';

const requests = Number(process.argv[2] ?? 300);
const publicUrl = 'http://parix.test';
const folder = process.argv[3];
const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'parix-units-'));
const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };
const config = { dataDir, publicUrl, access: { ...DEFAULT_ACCESS, secondFactor: 'optional' as const } };

const database = await openDatabase(settings);
process.once('uncaughtException', (error) => {
  console.error(error);
  void database.close().then(() => process.exit(1));
});
await migrateToLatest(database.owner);
const owner = createDatabase({ ...database.owner, max: 1 });
const db = createDatabase({ ...database.app, max: 10 });
const started = performance.now();
if (await seedDemo({ db, clock: systemClock, config, root: resolve(import.meta.dirname, '..') })) {
  await owner.transaction().execute(seedUnits);
  await owner.transaction().execute(seedRounds);
  await sql`vacuum analyze`.execute(owner);
}
await sql`alter database parix set session_preload_libraries = 'auto_explain'`.execute(owner);
await sql`alter database parix set auto_explain.log_min_duration = '200ms'`.execute(owner);
await sql`alter database parix set auto_explain.log_analyze = on`.execute(owner);
await db.destroy();
const seeded = (performance.now() - started) / 1000;

const fresh = createDatabase({ ...database.app, max: 10 });
const app = await buildApp({
  db: fresh,
  clock: systemClock,
  config,
  logger: pino({ level: 'error' }),
  limits: { requestsPerMinute: 1e9, signInsPerMinute: 1e9, underPressure: false },
});
const cookie = await signIn(app);
const ids = await findIds();
const size = await sizes();
console.log(
  `${size}; seeded in ${seeded.toFixed(0)} s; ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log('| Request | p50 ms | p95 | p99 | slowest | processor ms | answer |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
const random = prng(2026);
let slow = 0;
for (const [what, path] of Object.entries(paths(random))) await measure(what, path);
printPlans();
await app.close();
await fresh.destroy();
await owner.destroy();
await database.close();
if (folder === undefined) rmSync(dataDir, { recursive: true, force: true });
process.exit(slow === 0 ? 0 : 1);

/** What is asked, a new target each time. */
function paths({ pick, int }: Prng): Readonly<Record<string, () => string>> {
  const search = (q: string): string => `/units?limit=50&q=${encodeURIComponent(q)}`;
  return {
    'tree: the top': () => '/unit-tree?limit=100',
    'tree: below a province': () => `/unit-tree?limit=100&parentId=${pick(ids.provinces)}`,
    'tree: below the department with 5 000 schools': () => `/unit-tree?limit=100&parentId=${ids.bigNode}`,
    'tree: the same, on a day before the reform': () =>
      `/unit-tree?limit=100&asOf=2020-06-30&parentId=${pick(ids.provinces)}`,
    'list: first page of all units': () => '/units?limit=100',
    'search: one unit by its name': () => search(pick(ids.names)),
    'search: a frequent word (“xã”)': () => search('xa'),
    'search: two words (“tân phú”)': () => search('tân phú'),
    'search: an old name (“huyện …”)': () => search(`huyện ${int(1, 696)}`),
    'search: part of a code (“TAI-X12…”)': () => search(`tai-x${int(100, 999)}`),
    'search: one letter': () => search(pick(['x', 'đ', 'ô'])),
    'search: nothing found': () => search('zzzz'),
    'search: only standing units of a frequent word': () => `${search('phòng')}&standing=true`,
    'list: a kind and a block': () => '/units?limit=50&block=tai&kind=department',
    'page of a unit': () => `/units/${pick(ids.any)}`,
    'page of a commune made of three': () => `/units/${pick(ids.communes)}`,
    'lineage of a commune back to 2020': () => `/units/${pick(ids.communes)}/lineage?at=2020-12-31`,
    'rounds of a unit': () => `/units/${pick(ids.judged)}/rounds`,
    'changes recorded': () => '/unit-changes?limit=50',
    'card of a unit, any of 12 rounds': () => `/rounds/tai-${int(2014, 2025)}/units/${pick(ids.judged)}/card`,
    'list of cards of a round': () => `/rounds/tai-${int(2014, 2025)}/cards?limit=50`,
  };
}

async function measure(what: string, path: () => string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  let processor = 0;
  for (let at = -20; at < requests; at += 1) {
    if (at === 0) processor = processorTime(dataDir);
    const url = `/api/v1${path()}`;
    const before = performance.now();
    const answer = await app.inject({ method: 'GET', url, headers: { cookie } });
    const took = performance.now() - before;
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
    if (at >= 0) times.push(took);
    bytes = answer.rawPayload.length;
  }
  processor = (processorTime(dataDir) - processor) / requests;
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  if (at(0.95) >= 200) slow += 1;
  const shown = [at(0.5), at(0.95), at(0.99), at(1), processor].map((ms) => ms.toFixed(1)).join(' | ');
  console.log(`| ${what} | ${shown} | ${(bytes / 1024).toFixed(1)} kB |`);
}

async function signIn(inside: FastifyInstance): Promise<string> {
  const payload = { username: 'thuongtruc', password: DEMO_PASSWORD };
  const answer = await inside.inject({ method: 'POST', url: '/api/v1/session', payload });
  if (answer.statusCode !== 200) throw new Error(`sign-in: ${answer.body}`);
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function findIds() {
  const like = async (pattern: string): Promise<string[]> => {
    const rows = await owner.selectFrom('unit').select('id').where('code', 'like', pattern).execute();
    return rows.map(({ id }) => id);
  };
  const judged = await owner.selectFrom('blockUnit').select('unitId').where('blockId', '=', 'tai').execute();
  const named = await owner.selectFrom('unit').select('name').where('code', 'like', 'TAI-C%').execute();
  return {
    names: named.map(({ name }) => name),
    provinces: await like('TAI-T__'),
    communes: await like('TAI-X%'),
    any: await like('TAI-%'),
    bigNode: (await like('TAI-S1'))[0] ?? '',
    judged: judged.map(({ unitId }) => unitId),
  };
}

async function sizes(): Promise<string> {
  const { rows } = await sql<{
    standing: number;
    ended: number;
    entries: number;
    appraisals: number;
    bytes: string;
  }>`
    select (select count(*)::int from unit where valid_to is null) as standing,
           (select count(*)::int from unit where valid_to is not null) as ended,
           (select count(*)::int from item_entry) as entries,
           (select count(*)::int from item_appraisal) as appraisals,
           pg_size_pretty(pg_database_size(current_database())) as bytes`.execute(owner);
  const [row] = rows;
  const expected = Object.values(SIZES).reduce((sum, count) => sum + count, 0);
  if (!row || row.standing + row.ended < expected) throw new Error('fewer units than were to be made');
  return `${row.standing} units stand, ${row.ended} ended; ${row.entries} entries, ${row.appraisals} decisions; ${row.bytes}`;
}

/** Plans of the statements that took 200 ms or more, from the log of the database. */
function printPlans(): void {
  const log = readFileSync(join(dataDir, 'postgres', 'server.log'), 'utf8');
  const plans = log.split(/\n(?=\d{4}-\d\d-\d\d )/).filter((entry) => entry.includes('plan:'));
  console.log(`\n${plans.length} statements took 200 ms or more.`);
  for (const plan of plans.slice(0, 6)) console.log(`\n${plan.slice(0, 4000)}`);
}
