/**
 * A node of a Citus cluster is lost and comes back while dossiers arrive: batches, each of one unit, are sent through the
 * HTTP API to a real server; what is refused is sent again until it is taken. Told afterwards: what was answered for units
 * of the lost node and of the others, before, meanwhile and after; whether every acknowledged event is there once; whether
 * every sum is the count of its rows. `DATABASE_URL` names an empty database of the coordinator with the extension and its
 * nodes. `node --import tsx bench/lost-node.ts PORT 'command that kills the node on PORT' 'command that starts it' [seconds=20]`
 */
import { execSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';
import { startServer } from './deadline-hour/server-process.ts';
import { batch, sendBatch, UNITS } from './dossier-ingestion/send-batches.ts';
import { checkStored, prepareSources } from './dossier-ingestion/stored-events.ts';
import { prng } from './prng.ts';

const [lostPort = '', kill = '', start = '', given = '20'] = process.argv.slice(2);
const seconds = Number(given);
const SENDERS = 2;
const port = 4394;
const publicUrl = `http://127.0.0.1:${port}`;
const databaseUrl = process.env['DATABASE_URL'];
if (start === '' || databaseUrl === undefined)
  throw new Error('DATABASE_URL, PORT, KILL and START are needed: see the head of this script');
process.env['PARIX_DEMO'] = 'off';
const dataDir = mkdtempSync(join(tmpdir(), 'parix-lost-node-'));
const settings = { databaseUrl, databaseAppUrl: process.env['DATABASE_APP_URL'], dataDir, publicUrl };

interface Batch {
  readonly unit: number;
  readonly body: string;
}
/** Batches by what was answered, when, and where the unit's rows stand. */
const answers = new Map<string, number>();
let phase: 'before' | 'meanwhile' | 'after' = 'before';
let acknowledged = 0;

const { tokens, onLostNode } = await prepare();
const server = await startServer(dataDir, port);
const senders = tokens.map(send);
await sleep(seconds * 1000);
phase = 'meanwhile';
execSync(kill, { stdio: 'inherit' });
await sleep(seconds * 1000);
execSync(start, { stdio: 'inherit' });
phase = 'after';
const startedAt = performance.now();
await Promise.all(senders);
const wholeAgain = (performance.now() - startedAt) / 1000;
await server.stop();
const check = await verify();
report();
rmSync(dataDir, { recursive: true, force: true });
process.exit(check.missing + check.doubled + check.wrongSums === 0 ? 0 : 1);

async function prepare() {
  const database = await openDatabase(settings);
  await migrateToLatest(database.owner, (tables) => console.log(`distributed: ${tables.join(', ')}`));
  const owner = createDatabase({ ...database.owner, max: 1 });
  const made = await prepareSources(owner, SENDERS);
  const { rows } = await sql<{ code: string }>`
    select code from (select code, get_shard_id_for_distribution_column('dossier_event', id) as shard from unit) u
    where shard in (select shardid from citus_shards where nodeport = ${lostPort}::int)`.execute(owner);
  await owner.destroy();
  await database.close();
  const lost = new Set(rows.map(({ code }) => code));
  return { tokens: made, onLostNode: (unit: number) => lost.has(`dv-${unit}`) };
}

/** Batch after batch; those that were refused once more at the end, until they are taken. */
async function send(token: string, source: number): Promise<void> {
  const random = prng(100 + source);
  const refused: Batch[] = [];
  for (let from = 0; phase !== 'after'; from += 1) {
    const unit = random.int(1, UNITS);
    const events = batch(source, from * 1000, random).map((event) => ({ ...event, unit: `dv-${unit}` }));
    const made = { unit, body: JSON.stringify({ events }) };
    if (!(await sendOne(token, made))) refused.push(made);
  }
  for (const made of refused) while (!(await sendOne(token, made))) await sleep(200);
}

async function sendOne(token: string, { unit, body }: Batch): Promise<boolean> {
  const when = phase;
  const { status, problem = '' } = await sendBatch(publicUrl, token, body);
  const name = `${when}, unit on ${onLostNode(unit) ? 'the lost' : 'another'} node: ${status} ${problem}`;
  answers.set(name, (answers.get(name) ?? 0) + 1);
  if (status === 200) acknowledged += 1;
  return status === 200;
}

async function verify() {
  const database = await openDatabase(settings);
  const owner = createDatabase({ ...database.owner, max: 1 });
  try {
    return await checkStored(owner, acknowledged);
  } finally {
    await owner.destroy();
    await database.close();
  }
}

function report(): void {
  for (const [name, batches] of answers) console.log(`${name}: ${batches} batches`);
  console.log(`all of it taken ${wholeAgain.toFixed(1)} s after the node was started`);
  console.log(
    `${check.stored} events stored: ${check.missing} missing, ${check.doubled} doubled; ${check.wrongSums} sums other than a count of the rows`,
  );
}
