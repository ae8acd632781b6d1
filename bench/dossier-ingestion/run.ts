/**
 * Dossiers through the HTTP API, on one machine that runs database, server and senders at once: several sources send
 * batches at the same time, some twice, while the server, or server and database together, are killed (-9) at random and
 * senders send again what was not answered. Afterwards every event is looked for, and every sum is compared with a count
 * of the rows. `node --import tsx bench/dossier-ingestion/run.ts [dossiers=100000] [sources=2] [calm]`; `calm`: nothing
 * is killed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { newToken, tokenDigest } from '../../apps/server/src/platform/request-source.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { startServer } from '../deadline-hour/server-process.ts';
import { prng } from '../prng.ts';

const [dossiers = 100_000, sources = 2] = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0);
const calm = process.argv.includes('calm');
const port = 4393;
/** Dossiers of one batch, each with two events: as many as one request may carry. */
const PER_BATCH = 1000;
const UNITS = 168;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const publicUrl = `http://127.0.0.1:${port}`;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-ingestion-'));
// Nothing but what is sent is counted.
process.env['PARIX_DEMO'] = 'off';
const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };

const tokens = await prepare();
const server = await startServer(dataDir, port);
let running = true;
const killer = calm ? Promise.resolve(0) : killAtRandom();
const began = performance.now();
const sent = await Promise.all(tokens.map(sendAll));
const seconds = (performance.now() - began) / 1000;
running = false;
const killed = await killer;
await server.stop();
const check = await verify();
report();
rmSync(dataDir, { recursive: true, force: true });
process.exit(check.missing + check.doubled + check.wrongSums === 0 ? 0 : 1);

async function prepare(): Promise<readonly string[]> {
  const database = await openDatabase(settings);
  await migrateToLatest(database.owner);
  const owner = createDatabase({ ...database.owner, max: 1 });
  await sql`insert into unit (id, code, name, kind, valid_from)
    select gen_random_uuid(), 'dv-' || n, 'Đơn vị ' || n, 'commune', '2000-01-01'
    from generate_series(1, ${sql.lit(UNITS)}) n`.execute(owner);
  const made = Array.from({ length: sources }, () => newToken());
  for (const [at, token] of made.entries())
    await sql`insert into dossier_source (id, code, name, token_sha256, token_hint, created_at)
      values (gen_random_uuid(), ${`nguon-${at}`}, ${`Nguồn ${at}`}, ${tokenDigest(token)}, 'x', now())`.execute(
      owner,
    );
  await owner.destroy();
  await database.close();
  return made;
}

interface Sent {
  readonly batches: number;
  readonly again: number;
  readonly refused: number;
}

/** One after the other, as a system does; what is not answered is sent again until it is. */
async function sendAll(token: string, source: number): Promise<Sent> {
  const random = prng(100 + source);
  const outcome = { batches: 0, again: 0, refused: 0 };
  for (let from = 0; from < dossiers / sources; from += PER_BATCH) {
    const body = JSON.stringify({ events: batch(source, from, random) });
    while (!(await send(token, body))) {
      outcome.refused += 1;
      await sleep(200);
    }
    outcome.batches += 1;
    // Now and then the answer does not arrive, and the system sends once more.
    if (random.chance(0.05)) {
      await send(token, body);
      outcome.again += 1;
    }
  }
  return outcome;
}

function batch(source: number, from: number, random: ReturnType<typeof prng>): readonly object[] {
  const start = Date.parse('2021-01-04T01:00:00Z');
  return Array.from({ length: PER_BATCH }, (_, at) => {
    const received = start + random.int(0, 350) * DAY + random.int(0, 7) * HOUR;
    const head = {
      unit: `dv-${random.int(1, UNITS)}`,
      dossier: `S${source}-${from + at}`,
      procedure: `1.0${random.int(1, 200)}`,
    };
    const finished = received + random.int(1, 12 * 24) * HOUR;
    return [
      {
        ...head,
        id: 'a',
        kind: 'accepted',
        at: iso(received),
        due: iso(received + 7 * DAY),
        channel: random.pick(['online', 'counter', 'post']),
      },
      { ...head, id: 'b', kind: 'finished', at: iso(finished) },
    ];
  }).flat();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

async function send(token: string, body: string): Promise<boolean> {
  try {
    const answer = await fetch(`${publicUrl}/api/v1/dossier-events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(60_000),
    });
    if (!answer.ok) return false;
    const { rejected } = (await answer.json()) as { rejected: unknown[] };
    if (rejected.length > 0) throw new Error(JSON.stringify(rejected[0]));
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('{')) throw error;
    return false;
  }
}

async function killAtRandom(): Promise<number> {
  const random = prng(11);
  let count = 0;
  while (running) {
    await untilReady();
    await sleep(random.int(2, 8) * 1000);
    if (!running) break;
    if (random.chance(0.5)) server.killDatabase();
    server.killServer();
    count += 1;
  }
  return count;
}

async function untilReady(): Promise<void> {
  while (running) {
    const answer = await fetch(`${publicUrl}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(300);
  }
}

async function verify() {
  const database = await openDatabase(settings);
  const owner = createDatabase({ ...database.owner, max: 1 });
  const { rows } = await sql<Record<'events' | 'distinct' | 'received' | 'settled', number>>`
    select (select count(*) from dossier_event) as events,
      (select count(*) from (select distinct source_id, dossier_code, event_id from dossier_event) as d) as distinct,
      (select count(*) from dossier where received_at is not null) as received,
      (select count(*) from dossier where ended_at is not null) as settled`.execute(owner);
  // Every sum by day against what the dossiers themselves say that they add.
  const wrong = await sql<{ n: number }>`
    with counted as (
      select unit_id, date '1970-01-01' + counts[at] as day, counts[at + 1] as place, sum(counts[at + 2]) as by
      from dossier, generate_series(1, cardinality(counts), 3) as at group by 1, 2, 3 having sum(counts[at + 2]) <> 0),
    summed as (
      select unit_id, day, (at - 1)::int as place, each::bigint as by
      from dossier_day, unnest(counts) with ordinality as t (each, at) where each <> 0)
    select count(*)::int as n from counted full join summed using (unit_id, day, place)
    where counted.by is distinct from summed.by`.execute(owner);
  await owner.destroy();
  await database.close();
  const found = rows[0] ?? { events: 0, distinct: 0, received: 0, settled: 0 };
  const expected = sent.reduce((sum, { batches }) => sum + batches, 0) * PER_BATCH * 2;
  return {
    stored: found.events,
    dossiers: found.received,
    missing: expected - found.distinct,
    doubled: found.events - found.distinct,
    wrongSums: wrong.rows[0]?.n ?? -1,
  };
}

function report(): void {
  const all = (of: (each: Sent) => number): number => sent.reduce((sum, each) => sum + of(each), 0);
  const events = all(({ batches }) => batches) * PER_BATCH * 2;
  const lines = [
    `${check.dossiers} dossiers, ${events} events, ${sources} sources at once, ${cpus().length} cores (${cpus()[0]?.model ?? '?'}), Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
    `${seconds.toFixed(0)} s, ${(events / seconds).toFixed(0)} events/s; ${all(({ again }) => again)} batches sent twice, ${all(({ refused }) => refused)} times no answer`,
    calm
      ? 'nothing was killed'
      : `killed ${killed} times (the server, or server and database, -9), started again ${server.restarts()} times`,
    `${check.stored} events stored: ${check.missing} missing, ${check.doubled} doubled; ${check.wrongSums} sums other than a count of the rows`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
