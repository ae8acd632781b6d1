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
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { killAtRandom } from '../deadline-hour/kill-at-random.ts';
import { startServer } from '../deadline-hour/server-process.ts';
import { prng } from '../prng.ts';
import { batch, PER_BATCH, sendBatch } from './send-batches.ts';
import { checkStored, prepareSources } from './stored-events.ts';

const [dossiers = 100_000, sources = 2] = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0);
const calm = process.argv.includes('calm');
const port = 4393;
const publicUrl = `http://127.0.0.1:${port}`;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-ingestion-'));
// Nothing but what is sent is counted.
process.env['PARIX_DEMO'] = 'off';
const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };

const tokens = await prepare();
const server = await startServer(dataDir, port);
const killer = calm ? null : killAtRandom(server, publicUrl, [2, 8]);
const began = performance.now();
const sent = await Promise.all(tokens.map(sendAll));
const seconds = (performance.now() - began) / 1000;
const killed = (await killer?.stop()) ?? 0;
await server.stop();
const check = await verify();
report();
rmSync(dataDir, { recursive: true, force: true });
process.exit(check.missing + check.doubled + check.wrongSums === 0 ? 0 : 1);

async function prepare(): Promise<readonly string[]> {
  const database = await openDatabase(settings);
  await migrateToLatest(database.owner);
  const owner = createDatabase({ ...database.owner, max: 1 });
  const made = await prepareSources(owner, sources);
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
    while ((await sendBatch(publicUrl, token, body)).status !== 200) {
      outcome.refused += 1;
      await sleep(200);
    }
    outcome.batches += 1;
    // Now and then the answer does not arrive, and the system sends once more.
    if (random.chance(0.05)) {
      await sendBatch(publicUrl, token, body);
      outcome.again += 1;
    }
  }
  return outcome;
}

async function verify() {
  const database = await openDatabase(settings);
  const owner = createDatabase({ ...database.owner, max: 1 });
  const check = await checkStored(
    owner,
    sent.reduce((sum, { batches }) => sum + batches, 0),
  );
  await owner.destroy();
  await database.close();
  return check;
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
