/**
 * What an appraiser of a province waits for: one sub-criterion over 168 units with four stored layers of each, the next
 * item that is undecided, and how far each item has come. `node --import tsx bench/appraiser-grid.ts [requests=200]`.
 * The real server in a process of its own, asked over HTTP as one appraiser of every area, another item each time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { startSession } from '../apps/server/src/platform/sessions.ts';
import { startServer } from './deadline-hour/server-process.ts';
import { openProvince, type Province, ROUND, UNITS } from './province/province.ts';
import { openClient, type SessionKey } from './units-scale/client.ts';

const requests = Number(process.argv[2] ?? 200);
const PORT = 4392;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-grid-'));
const province = await openProvince(dataDir, `http://127.0.0.1:${PORT}`);
await addLaterLayers(province);
const items = await judgedItems(province);
const [unit] = await province.db
  .selectFrom('roundUnit')
  .select('unitId')
  .where('roundId', '=', ROUND)
  .execute();
const session = await signIn(province);
const counts = await sql<{ entries: number; decisions: number; replies: number }>`
  select (select count(*)::int from item_entry where round_id = ${ROUND}) as entries,
    (select count(*)::int from item_appraisal where round_id = ${ROUND}) as decisions,
    (select count(*)::int from item_reply where round_id = ${ROUND}) as replies`.execute(province.db);
await province.close();

const server = await startServer(dataDir, PORT);
const client = openClient(PORT, [session]);
const load = (): string =>
  loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
console.log(
  `${UNITS} units, ${items.length} items, ${JSON.stringify(counts.rows[0])}; ${cpus().length} processors; load ${load()}`,
);
console.log('| Request | p50 ms | p95 | slowest | processor ms | kB |');
console.log('| --- | --- | --- | --- | --- | --- |');
const at = `/rounds/${ROUND}`;
await measure('one item, 168 units', (n) => `${at}/items/${items[n % items.length]}/appraisals?limit=200`);
await measure('the same, 25 units', (n) => `${at}/items/${items[n % items.length]}/appraisals?limit=25`);
await measure('one unit, every item', () => `${at}/units/${unit?.unitId}/appraisals`);
await measure('next undecided', (n) => `${at}/next-undecided?by=item&item=${items[n % items.length]}`);
await measure('progress of every item', () => `${at}/appraisal-progress`);
console.log(`load ${load()}`);
await server.stop();
rmSync(dataDir, { recursive: true, force: true });

async function measure(what: string, pathOf: (n: number) => string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  const processor = (): number => server.cpuMs().server + server.cpuMs().database;
  for (let n = 0; n < 20; n += 1) await client.get(pathOf(n));
  const before = processor();
  for (let n = 0; n < requests; n += 1) {
    const answer = await client.get(pathOf(n));
    times.push(answer.took);
    bytes = Math.max(bytes, answer.bytes);
  }
  const used = (processor() - before) / requests;
  times.sort((a, b) => a - b);
  const share = (part: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(0);
  console.log(
    `| ${what} | ${share(0.5)} | ${share(0.95)} | ${share(1)} | ${used.toFixed(0)} | ${(bytes / 1000).toFixed(0)} |`,
  );
}

/** Every item answered by its unit, and decided a second time for half of the units. */
async function addLaterLayers({ owner }: Province): Promise<void> {
  await sql`insert into item_reply (unit_id, round_id, item_id, version, appraisal_version, after_event, stance, reason, recorded_at)
    select unit_id, round_id, item_id, 1, version, 0, case when version % 2 = 0 then 'agree' else 'disagree' end,
      'Đơn vị đã bổ sung tài liệu kiểm chứng còn thiếu.', recorded_at + interval '1 day'
    from item_appraisal where round_id = ${ROUND}`.execute(owner);
  await sql`insert into reply_event (unit_id, round_id, sequence, kind, at)
    select unit_id, round_id, 1, 'approved', now() from round_unit where round_id = ${ROUND}`.execute(owner);
  await sql`insert into item_appraisal (unit_id, round_id, item_id, version, stage, decision, kept, points, reason, recorded_at, entry_version)
    select a.unit_id, a.round_id, a.item_id, a.version + 1, 'second', 'keep', a.decision, a.points, 'Giữ nguyên', a.recorded_at + interval '2 days', a.entry_version
    from item_appraisal a
    where a.round_id = ${ROUND} and a.decision <> 'needs-explanation' and get_byte(uuid_send(a.unit_id), 15) % 2 = 0`.execute(
    owner,
  );
  await sql`update round set state = 'reappraisal', replies_close_at = now() where id = ${ROUND}`.execute(
    owner,
  );
  await sql`analyze`.execute(owner);
}

async function judgedItems({ db }: Province): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('itemAppraisal')
    .select('itemId')
    .distinct()
    .where('roundId', '=', ROUND)
    .orderBy('itemId')
    .execute();
  return rows.map(({ itemId }) => itemId);
}

async function signIn({ owner }: Province): Promise<SessionKey> {
  const { id: accountId } = await owner
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'thamdinh')
    .executeTakeFirstOrThrow();
  const client = { userAgent: 'bench', address: '127.0.0.1' };
  const signedIn = {
    accountId,
    assurance: 'password',
    enteredBy: 'password',
    client,
    pending: false,
  } as const;
  const { secret, csrfToken } = await startSession(owner, signedIn, systemClock.now(), { sessionHours: 12 });
  return { cookie: `parix=${secret}`, csrfToken };
}
