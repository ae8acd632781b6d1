/**
 * Figures of the one-stop pages over many dossiers, against the same questions in plain SQL over the raw rows in the same
 * run. A year of dossiers comes through the file import; the raw rows and the sums are then multiplied, so that both say
 * the same: every answer is compared. `node --import tsx bench/dossier-figures.ts [dossiers=1000000] [questions=60]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { listOpen } from '../apps/server/src/features/dossiers/dossiers.queries.ts';
import { statisticsOf } from '../apps/server/src/features/dossiers/figures.service.ts';
import { takeEvents } from '../apps/server/src/features/dossiers/take-events.service.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';
import { prng } from './prng.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const questions = Number(process.argv[3] ?? 60);
const BASE = 100_000;
const UNITS = 168;
const times = Math.max(1, Math.round(wanted / BASE));
const NOW = new Date('2022-01-02T03:00:00Z');
const SOURCE = { id: '00000000-0000-7000-8000-000000000001', code: 'bench', name: 'Bench' };
const DAY = 86_400_000;
const HOUR = 3_600_000;

const dataDir = mkdtempSync(join(tmpdir(), 'parix-dossier-figures-'));
const database = await openDatabase({
  databaseUrl: undefined,
  databaseAppUrl: undefined,
  dataDir,
  publicUrl: 'http://127.0.0.1',
});
await migrateToLatest(database.owner);
const owner = createDatabase({ ...database.owner, max: 1 });
const db = createDatabase({ ...database.app, max: 4 });
const context = { db, now: NOW, locale: 'vi', requestId: null, config: { dataDir, publicUrl: '' } } as const;

const units = await prepare();
const taken = await timed(takeBase);
console.log(`${BASE} dossiers by the batch API's own code: ${Math.round(BASE / taken)} per second`);
await multiply();
console.log(
  `${BASE * times} dossiers, ${UNITS} units, load ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}; ${await sizes()}`,
);

const random = prng(5);
const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
const lastDay = (month: string): string =>
  new Date(Date.UTC(2021, Number(month), 0)).toISOString().slice(0, 10);
const monthOf = () => {
  const month = random.pick(MONTHS);
  return { from: `2021-${month}-01`, to: lastDay(month) };
};
const YEAR = { from: '2021-01-01', to: '2021-12-31' };
const basic = { sort: 'name', order: 'asc', limit: 500 } as const;

await compare('one unit, any month', () => ({ ...monthOf(), unitId: random.pick(units) }));
await compare('every unit side by side, any month', monthOf);
await compare('every unit side by side, the year', () => YEAR);
await measure('procedures, any month', () =>
  statisticsOf(context, { ...monthOf(), ...basic, by: 'procedure' }),
);
await measure('any days of the year', () => {
  const first = random.int(0, 200);
  const day = (at: number) => new Date(Date.UTC(2021, 0, 1 + at)).toISOString().slice(0, 10);
  return statisticsOf(context, { from: day(first), to: day(first + 100), ...basic, by: 'unit' });
});
await measure('first page of the overdue, every unit', () =>
  listOpen(db, 'overdue', '2022-01-02', null, null, 51),
);
await measure('first page of the overdue, one unit', () =>
  listOpen(db, 'overdue', '2022-01-02', [random.pick(units)], null, 51),
);

await db.destroy();
await owner.destroy();
await database.close();
rmSync(dataDir, { recursive: true, force: true });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function prepare(): Promise<readonly string[]> {
  await sql`insert into unit (id, code, name, kind, valid_from)
    select gen_random_uuid(), 'dv-' || n, 'Đơn vị ' || n, 'commune', '2000-01-01'
    from generate_series(1, ${sql.lit(UNITS)}) n`.execute(owner);
  await sql`insert into dossier_source (id, code, name, token_sha256, token_hint, created_at)
    values (${SOURCE.id}, 'bench', 'Bench', ${'0'.repeat(64)}, 'x', now())`.execute(owner);
  const { rows } = await sql<{ id: string }>`select id from unit`.execute(owner);
  return rows.map(({ id }) => id);
}

async function takeBase(): Promise<void> {
  const seeded = prng(11);
  const start = Date.parse('2021-01-04T01:00:00Z');
  for (let from = 0; from < BASE; from += 2000) {
    const events = Array.from({ length: 2000 }, (_, at) => {
      const n = from + at;
      const received = start + Math.floor((n / BASE) * 350) * DAY + seeded.int(0, 7) * HOUR;
      const finished = seeded.chance(0.05) ? null : received + seeded.int(1, 12 * 24) * HOUR;
      const over = finished === null || finished > NOW.getTime();
      return {
        ...{ unit: `dv-${seeded.int(1, UNITS)}`, dossier: `H${n}`, id: 'r', kind: 'reported' },
        ...{
          at: NOW.toISOString(),
          procedure: `1.0${seeded.int(1, 200)}`,
          state: over ? 'processing' : 'returned',
        },
        ...{ received: new Date(received).toISOString(), due: new Date(received + 7 * DAY).toISOString() },
        finished: over ? null : new Date(finished).toISOString(),
        channel: seeded.pick(['online', 'counter', 'post']),
      };
    });
    const { rejected } = await takeEvents(context, SOURCE, events);
    if (rejected.length > 0) throw new Error(JSON.stringify(rejected[0]));
  }
}

/** The same dossiers again under other codes, and sums that say so. */
async function multiply(): Promise<void> {
  if (times > 1) {
    await sql`insert into dossier select unit_id, source_id, code || '-' || n, procedure_code, state, received_at, due_at,
        ended_at, ending, channel, overdue_from, near_due_from, counts, hours, warnings, changed_at
      from dossier, generate_series(2, ${sql.lit(times)}) n`.execute(owner);
    for (const table of ['dossier_day', 'dossier_half', 'dossier_procedure_half'])
      await sql`update ${sql.table(table)} set counts = (select array_agg(each * ${sql.lit(times)} order by at)
        from unnest(counts) with ordinality as t (each, at))`.execute(owner);
    await sql`update dossier_hours set dossiers = dossiers * ${sql.lit(times)}`.execute(owner);
  }
  await sql`vacuum (analyze)`.execute(owner);
}

/** Dossiers with their indexes, and all the sums together. */
async function sizes(): Promise<string> {
  const megabytes = async (tables: readonly string[]): Promise<number> => {
    const { rows } = await sql<{ size: string }>`
      select sum(pg_total_relation_size(name::regclass)) as size from unnest(${tables}::text[]) name`.execute(
      owner,
    );
    return Number(rows[0]?.size ?? 0) / 1e6;
  };
  const rows = await megabytes(['dossier']);
  const sums = await megabytes(['dossier_day', 'dossier_half', 'dossier_procedure_half', 'dossier_hours']);
  const each = (rows * 1e6) / (BASE * times);
  return `dossiers ${rows.toFixed(0)} MB (${each.toFixed(0)} bytes each), sums ${sums.toFixed(0)} MB`;
}

interface Question {
  readonly from: string;
  readonly to: string;
  readonly unitId?: string;
}

/** The shown figures, and what plain SQL over the rows says of the same. */
async function compare(name: string, ask: () => Question): Promise<void> {
  const asked = Array.from({ length: questions }, ask);
  const ours: number[] = [];
  const plain: number[] = [];
  for (const question of asked) {
    let shown = '';
    ours.push(
      await timed(async () => {
        const { total } = await statisticsOf(context, { ...question, ...basic, by: 'unit' });
        const names = ['received', 'settled', 'settled-late', 'open'];
        shown = names.map((each) => total[`one-stop.${each}`]?.value).join(' ');
      }),
    );
    // The plain question takes long: a few are enough to compare with.
    if (plain.length >= 5) continue;
    let counted = '';
    plain.push(await timed(async () => void (counted = await rawAnswer(question))));
    if (counted !== shown) throw new Error(`${JSON.stringify(question)}: ${shown} shown, ${counted} counted`);
  }
  const [p50, p95, raw] = [quantile(ours, 0.5), quantile(ours, 0.95), quantile(plain, 0.5)];
  console.log(`| ${name} | ${ms(p50)} | ${ms(p95)} | ${ms(raw)} | ${(raw / p50).toFixed(0)} |`);
}

async function measure(name: string, ask: () => Promise<unknown>): Promise<void> {
  const ours: number[] = [];
  for (let n = 0; n < questions; n++) ours.push(await timed(ask));
  console.log(`| ${name} | ${ms(quantile(ours, 0.5))} | ${ms(quantile(ours, 0.95))} | | |`);
}

/** Received, settled, settled late and open at the end, straight from the rows. */
async function rawAnswer({ from, to, unitId }: Question): Promise<string> {
  const unit = unitId === undefined ? sql`true` : sql`unit_id = ${unitId}`;
  const day = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Ho_Chi_Minh')::date`;
  const { rows } = await sql<Record<string, number>>`
    select count(*) filter (where ${day('received_at')} between ${from}::date and ${to}::date) as received,
      count(*) filter (where ending in ('early', 'on-time', 'late', 'without-deadline')
        and ${day('ended_at')} between ${from}::date and ${to}::date) as settled,
      count(*) filter (where ending = 'late' and ${day('ended_at')} between ${from}::date and ${to}::date) as late,
      count(*) filter (where ${day('received_at')} <= ${to}::date
        and (ended_at is null or ${day('ended_at')} > ${to}::date)) as open
    from dossier where ${unit}`.execute(db);
  return [rows[0]?.['received'], rows[0]?.['settled'], rows[0]?.['late'], rows[0]?.['open']].join(' ');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
}
