/**
 * A library of 5 000 documents with files in one unit: how long its pages, its search, the picker, a document and the
 * card take. `node --import tsx bench/evidence-library.ts [requests=300] [FOLDER]`: with a folder, the database is kept
 * there and used again.
 * The real server in this process, on a database of its own, asked over HTTP, one request after the other; statements of
 * 50 ms and more are printed with their plans.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { buildApp } from '../apps/server/src/app.ts';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { DEMO_PASSWORD } from '../apps/server/src/demo/demo-accounts.ts';
import { seedDemo } from '../apps/server/src/demo/seed-demo.service.ts';
import { DEFAULT_LIMITS } from '../apps/server/src/platform/limits.ts';
import { DEFAULT_ACCESS } from '../apps/server/src/platform/access-settings.ts';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';
import { seedLibraries, seedLinks, SIZES } from './evidence-library/seed.ts';
import { prng } from './prng.ts';

const requests = Number(process.argv[2] ?? 300);
const folder = process.argv[3];
const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'parix-library-'));
const publicUrl = 'http://127.0.0.1';
const config = { dataDir, publicUrl, access: { ...DEFAULT_ACCESS, secondFactor: 'optional' as const } };
const { pick, int } = prng(2026);

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
const first = createDatabase({ ...database.app, max: 10 });
const fresh = await seedDemo({
  db: first,
  clock: systemClock,
  config,
  root: resolve(import.meta.dirname, '..'),
});
await first.destroy();
const { unitId } = await owner
  .selectFrom('account')
  .select('unitId')
  .where('username', '=', 'donvi01')
  .executeTakeFirstOrThrow();
if (unitId === null) throw new Error('the account of the demo has no unit');
if (fresh) {
  await owner.transaction().execute(async (tx) => {
    await seedLibraries(tx, unitId);
    await seedLinks(tx, unitId);
  });
  await sql`vacuum analyze`.execute(owner);
}
await sql`alter database parix set session_preload_libraries = 'auto_explain'`.execute(owner);
await sql`alter database parix set auto_explain.log_min_duration = '50ms'`.execute(owner);
await sql`alter database parix set auto_explain.log_analyze = on`.execute(owner);

const db = createDatabase({ ...database.app, max: 10 });
const app = await buildApp({
  db,
  clock: systemClock,
  config,
  logger: pino({ level: 'error' }),
  limits: { ...DEFAULT_LIMITS, requestsPerMinute: 1e9, signInsPerMinute: 1e9, underPressure: false },
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const cookie = await signIn();
const ids = (
  await owner.selectFrom('evidenceDocument').select('id').where('unitId', '=', unitId).execute()
).map(({ id }) => id);
if (ids.length < SIZES.documents) throw new Error('fewer documents than were to be made');
console.log(`${await sizes()}; ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`);
console.log('| Request | p50 ms | p95 | p99 | slowest | answer |');
console.log('| --- | --- | --- | --- | --- | --- |');
let slow = 0;
for (const [what, path] of Object.entries(paths(unitId))) await measure(what, path);
printPlans();
await app.close();
await db.destroy();
await owner.destroy();
await database.close();
if (folder === undefined) rmSync(dataDir, { recursive: true, force: true });
process.exit(slow === 0 ? 0 : 1);

/** What is asked, a new target each time where there is one. */
function paths(unit: string): Readonly<Record<string, () => string>> {
  const list = (rest: string): string => `/units/${unit}/evidence?limit=30${rest}`;
  const search = (q: string): string => list(`&q=${encodeURIComponent(q)}`);
  const after = (id: string): string => Buffer.from(JSON.stringify([id])).toString('base64url');
  const item = ['1.1.1', '1.1.2', '1.1.3', '1.2.1'];
  return {
    'library: first page, as the picker opens': () => list(''),
    'library: a page further on': () => list(`&cursor=${after(pick(ids))}`),
    'library: kind and year': () => list(`&kind=plan&year=${pick([2015, 2019, 2023])}`),
    'library: used / allowed': () => `/units/${unit}/evidence-usage`,
    'search: words on every page (“cải cách hành chính”)': () => search('cải cách hành chính'),
    'search: words of some pages (“buôn đôn”)': () => search('buôn đôn'),
    'search: rare words together (“mgar súp krông búk”)': () => search('mgar súp krông búk'),
    'search: one number (“1234/BC-SM”)': () => search(`${int(1, SIZES.documents)}/BC-SM`),
    'search: one letter': () => search(pick(['c', 'đ', 'x'])),
    'search: nothing found': () => search('zzzz qqqq'),
    'a document with its uses': () => `/units/${unit}/evidence/${pick(ids)}`,
    'text of a document': () => `/units/${unit}/evidence/${pick(ids)}/versions/1/text?limit=200`,
    'earlier rounds of an item': () => `/rounds/demo-2022/units/${unit}/items/${pick(item)}/earlier-evidence`,
    'card of the unit': () => `/rounds/${pick(['demo-2021', 'demo-2020', 'demo-2022'])}/units/${unit}/card`,
  };
}

async function measure(what: string, path: () => string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  for (let at = -20; at < requests; at += 1) {
    const url = `${address}/api/v1${path()}`;
    const before = performance.now();
    const answer = await fetch(url, { headers: { cookie } });
    const body = await answer.text();
    const took = performance.now() - before;
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${body}`);
    if (at >= 0) times.push(took);
    bytes = body.length;
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  if (at(0.95) >= 200) slow += 1;
  const shown = [at(0.5), at(0.95), at(0.99), at(1)].map((ms) => ms.toFixed(1)).join(' | ');
  console.log(`| ${what} | ${shown} | ${(bytes / 1024).toFixed(1)} kB |`);
}

async function signIn(): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: publicUrl },
    body: JSON.stringify({ username: 'donvi01', password: DEMO_PASSWORD }),
  });
  if (answer.status !== 200) throw new Error(`sign-in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function sizes(): Promise<string> {
  const { rows } = await sql<{ versions: number; pages: number; all: number; bytes: string }>`
    select (select count(*)::int from evidence_version where unit_id = ${unitId}) as versions,
           (select count(*)::int from evidence_page where unit_id = ${unitId}) as pages,
           (select count(*)::int from evidence_page) as all,
           pg_size_pretty(pg_database_size(current_database())) as bytes`.execute(owner);
  const [row] = rows;
  return `${ids.length} documents, ${row?.versions} versions, ${row?.pages} pages of text (${row?.all} of all units); ${row?.bytes}`;
}

/** Plans of slow statements, from the log of the database, each statement once. */
function printPlans(): void {
  const log = readFileSync(join(dataDir, 'postgres', 'server.log'), 'utf8');
  const plans = log.split(/\n(?=\d{4}-\d\d-\d\d )/).filter((entry) => entry.includes('plan:'));
  const kinds = new Map(plans.map((plan) => [/Query Text: .{0,400}/s.exec(plan)?.[0], plan]));
  console.log(`\n${plans.length} statements took 50 ms or more, ${kinds.size} of them different.`);
  for (const plan of [...kinds.values()].slice(0, 6)) console.log(`\n${plan.slice(0, 6000)}`);
}
