/**
 * The deadline hour: so many people saving on one machine that runs database, server and load generator at once.
 * `node --import tsx bench/deadline-hour/run.ts [people=300] [seconds=300] [thinkSeconds=4] [kill]`
 * With `kill`, server and database are killed (-9) in turn at random while people go on. Afterwards every save that
 * was acknowledged is looked for in the database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { prng } from '../prng.ts';
import { seed, ROUND } from './seed.ts';
import { startServer } from './server-process.ts';
import { type Acknowledged, drive } from './traffic.ts';

const [people = 300, seconds = 300, thinkSeconds = 4] = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0);
const kills = process.argv.includes('kill');
const port = 4390;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-deadline-'));
const publicUrl = `http://127.0.0.1:${port}`;

const contributors = await seed(dataDir, publicUrl, people);
const server = await startServer(dataDir, port);
let running = true;
const killer = kills ? killAtRandom() : Promise.resolve(0);
const before = server.cpuMs();
const traffic = await drive(port, contributors, { seconds, thinkSeconds, seed: Date.now() % 100_000 });
const after = server.cpuMs();
running = false;
const killed = await killer;
await server.stop();
const check = await verify(traffic.acknowledged);
report();
rmSync(dataDir, { recursive: true, force: true });
process.exit(check.lost + check.doubled === 0 ? 0 : 1);

async function killAtRandom(): Promise<number> {
  const random = prng(Date.now() % 100_000);
  let count = 0;
  while (running) {
    await sleep(random.int(8, 20) * 1000);
    if (!running) break;
    (random.chance(0.5) ? server.killServer : server.killDatabase)();
    count += 1;
  }
  return count;
}

/** Looks every acknowledged save up by what was written, where it was said to be, and counts how often it is there. */
async function verify(acknowledged: readonly Acknowledged[]): Promise<{ lost: number; doubled: number }> {
  const database = await openDatabase({
    databaseUrl: undefined,
    databaseAppUrl: undefined,
    dataDir,
    publicUrl,
  });
  const owner = createDatabase({ ...database.owner, max: 1 });
  const { rows } = await sql<{ key: string; mark: string }>`
    select unit_id || ' ' || item_id || ' ' || version as key, explanation as mark from item_entry
    where round_id = ${ROUND} and explanation like 'luu-%'`.execute(owner);
  await owner.destroy();
  await database.close();
  const places = new Map<string, string[]>();
  for (const { key, mark } of rows) places.set(mark, [...(places.get(mark) ?? []), key]);
  const lost = acknowledged.filter(
    ({ unitId, itemId, version, mark }) => !places.get(mark)?.includes(`${unitId} ${itemId} ${version}`),
  ).length;
  return { lost, doubled: [...places.values()].filter((keys) => keys.length > 1).length };
}

function report(): void {
  const line = (name: string, times: readonly number[]): string => {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(0);
    return `${name.padEnd(8)} n ${String(times.length).padStart(7)}   p50 ${at(0.5)}   p95 ${at(0.95)}   p99 ${at(0.99)}   max ${at(1)} ms`;
  };
  const { latencies } = traffic;
  const refused = [...traffic.refused]
    .map(([status, count]) => `${status || 'no answer'}: ${count}`)
    .join(', ');
  const lines = [
    `${people} people, one act every ${thinkSeconds} s each (60 % save, 10 % open the card, 30 % small read), ${seconds} s, ${cpus().length} cores (${cpus()[0]?.model ?? '?'}), Node ${process.version}`,
    `${traffic.arrivals} arrivals (${(traffic.arrivals / seconds).toFixed(0)}/s), ${traffic.dropped} given up by the generator`,
    line('save', latencies.save),
    line('card', latencies.card),
    line('session', latencies.session),
    ...(kills
      ? []
      : [
          `processor time per act: server ${((after.server - before.server) / traffic.arrivals).toFixed(2)} ms, database ${((after.database - before.database) / traffic.arrivals).toFixed(2)} ms`,
        ]),
    `not taken at first: ${refused || 'none'}; 503 with Retry-After ${traffic.shed.withRetryAfter}, without ${traffic.shed.without}; conflicts ${traffic.conflicts}`,
    ...(kills
      ? [`killed ${killed} times (server or database, -9), server started again ${server.restarts()} times`]
      : []),
    `${traffic.acknowledged.length} saves acknowledged: ${check.lost} lost, ${check.doubled} doubled`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
