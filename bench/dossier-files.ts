/**
 * Dossiers from a file into an empty embedded database, against plain COPY of the very rows that came of it (events and
 * dossiers, into tables with the same keys and indexes) in the same run. One dossier a row, a year in order of receipt,
 * 168 units of 40 procedures each. `node --import tsx bench/dossier-files.ts [rows=200000] [runs=3]`
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { takeSome } from '../apps/server/src/features/dossier-files/take-file.service.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';
import { guessDossierMapping } from '../packages/sheets/src/index.ts';
import { copyIn, copyOut } from './dossier-files/copy.ts';
import { prng } from './prng.ts';

const rows = Number(process.argv[2] ?? 200_000);
const runs = Number(process.argv[3] ?? 3);
const UNITS = 168;
const PROCEDURES = 40;
const NOW = new Date('2022-01-02T00:00:00Z');
const SOURCE = '00000000-0000-7000-8000-000000000001';
const HEADER = [
  'Mã hồ sơ',
  'Đơn vị',
  'Mã thủ tục',
  'Trạng thái',
  'Ngày tiếp nhận',
  'Hạn xử lý',
  'Ngày kết thúc xử lý',
  'Ngày trả kết quả',
  'Hình thức nộp',
  'Số hóa',
];

const dataDir = mkdtempSync(join(tmpdir(), 'parix-dossier-files-'));
const settings = {
  databaseUrl: undefined,
  databaseAppUrl: undefined,
  dataDir,
  publicUrl: 'http://127.0.0.1',
};
const database = await openDatabase(settings);
await migrateToLatest(database.owner);
const owner = createDatabase({ ...database.owner, max: 1 });
// One connection, so that its processor time is that of the whole import.
const db = createDatabase({ ...database.app, max: 1 });
const client = new pg.Client(database.owner);
await client.connect();

const text = csv(rows);
await prepare();
console.log(`${rows} rows, ${(text.length / 1e6).toFixed(1)} MB, Node ${process.version}, load ${load()}`);
console.log(
  '| run | by file, rows per s | COPY, rows per s | ratio of time | processor s by file (here + reading process + database) | of COPY (here + database) | ratio | memory grown, MB |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (let run = 1; run <= runs; run++) {
  const id = `00000000-0000-7000-8000-0000000000${10 + run}`;
  await sql`truncate dossier_event, dossier, dossier_day, dossier_half, dossier_procedure_half, dossier_hours`.execute(
    owner,
  );
  await announce(id, run);
  const before = process.memoryUsage.rss();
  const { rows: pids } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const byFile = await measured(pids[0]?.pid ?? 0, async () => {
    while (await takeSome({ db, config: { dataDir, publicUrl: '' }, now: NOW }, id, 1000));
  });
  const grown = (process.memoryUsage.rss() - before) / 1e6;
  const { taken } = await db
    .selectFrom('dossierFile')
    .select('taken')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (taken !== rows) throw new Error(`${taken} of ${rows} rows were taken`);
  const copy = await copyOfTheSame();
  const cells = [
    run,
    Math.round(rows / byFile.seconds),
    Math.round(rows / copy.seconds),
    (byFile.seconds / copy.seconds).toFixed(1),
    `${byFile.here.toFixed(1)} + ${byFile.reading.toFixed(1)} + ${byFile.database.toFixed(1)}`,
    `${copy.here.toFixed(1)} + ${copy.database.toFixed(1)}`,
    ((byFile.here + byFile.reading + byFile.database) / (copy.here + copy.database)).toFixed(1),
    grown.toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log(`load ${load()}`);
await client.end();
await db.destroy();
await owner.destroy();
await database.close();
rmSync(dataDir, { recursive: true, force: true });

function load(): string {
  return loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
}

interface Measured {
  readonly seconds: number;
  /** Processor seconds of this process, of those that it started, and of the database's process for the connection. */
  readonly here: number;
  readonly reading: number;
  readonly database: number;
}

async function measured(pid: number, work: () => Promise<void>): Promise<Measured> {
  const [start, cpu, backend] = [performance.now(), process.cpuUsage(), processorOf(pid)];
  let reading = 0;
  // A process that has ended tells nothing any more.
  const watching = setInterval(() => (reading = Math.max(reading, ofChildren())), 1000);
  await work();
  clearInterval(watching);
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - start) / 1000,
    here: (user + system) / 1e6,
    reading: Math.max(reading, ofChildren()),
    database: processorOf(pid) - backend,
  };
}

/** Seconds of a process of Linux: fields 14 and 15 of its stat, in hundredths. */
function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Those of the processes that read files: this one's children, without the database. */
function ofChildren(): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isReader(name));
  return children.reduce((sum, child) => sum + processorOf(Number(child)), 0);
}

function isReader(pid: string): boolean {
  try {
    const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
    return (
      parent === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.mjs')
    );
  } catch {
    // It has just ended.
    return false;
  }
}

function csv(count: number): string {
  const random = prng(11);
  const day = (at: number): string => {
    const [date = '', time = ''] = new Date(at).toISOString().split('T');
    return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)} ${time.slice(0, 5)}`;
  };
  const start = Date.parse('2021-01-01T08:00:00Z');
  const lines = Array.from({ length: count }, (_, n) => {
    const unit = random.int(1, UNITS);
    const received = start + Math.floor((n / count) * 350) * 86_400_000 + random.int(0, 500) * 60_000;
    const isOpen = random.chance(0.05);
    const finished = received + random.int(1, 8 * 1440) * 60_000;
    const done = isOpen ? ',' : `${day(finished)},${day(finished + 3_600_000)}`;
    const procedure = `${unit % 12}.0${random.int(1, PROCEDURES)}`;
    const channel = random.pick(['Trực tuyến', 'Trực tiếp', 'Bưu chính công ích']);
    const state = isOpen ? 'Đang xử lý' : 'Đã trả kết quả';
    return `H${unit}.${n},dv-${unit},${procedure},${state},${day(received)},${day(received + 5 * 86_400_000)},${done},${channel},${random.chance(0.5) ? 'có' : 'không'}`;
  });
  return `${HEADER.join(',')}\n${lines.join('\n')}\n`;
}

async function prepare(): Promise<void> {
  mkdirSync(join(dataDir, 'dossier-files'), { recursive: true });
  await sql`insert into unit (id, code, name, kind, valid_from)
    select gen_random_uuid(), 'dv-' || n, 'Đơn vị ' || n, 'commune', '2000-01-01' from generate_series(1, ${sql.lit(UNITS)}) n`.execute(
    owner,
  );
  await sql`insert into dossier_source (id, code, name, token_sha256, token_hint, created_at)
    values (${SOURCE}, 'bench', 'Bench', ${'0'.repeat(64)}, 'x', now())`.execute(owner);
}

async function announce(id: string, revision: number): Promise<void> {
  writeFileSync(join(dataDir, 'dossier-files', id), text);
  const { mapping } = guessDossierMapping(HEADER, [], null);
  const dates = { ...mapping, dates: 'dmy' };
  await sql`insert into dossier_file (id, source_id, name, size, state, as_of, mapping, revision, created_at, started_at)
    values (${id}, ${SOURCE}, 'bench.csv', ${Buffer.byteLength(text)}, 'waiting', ${NOW}, ${JSON.stringify(dates)}::jsonb,
      ${revision}, ${NOW}, ${NOW})`.execute(db);
}

/** The rows that are stored now, as COPY writes them, into empty tables like theirs. */
async function copyOfTheSame(): Promise<Measured> {
  const answer = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const all = { seconds: 0, here: 0, reading: 0, database: 0 };
  for (const table of ['dossier_event', 'dossier']) {
    await client.query(`create table bench_copy (like ${table} including all)`);
    const content = await copyOut(client, `copy ${table} to stdout`);
    const one = await measured(answer.rows[0]?.pid ?? 0, () =>
      copyIn(client, 'copy bench_copy from stdin', content),
    );
    all.seconds += one.seconds;
    all.here += one.here;
    all.database += one.database;
    await client.query('drop table bench_copy');
  }
  return all;
}
