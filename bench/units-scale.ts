/**
 * A hundred thousand units, twelve rounds of history: how long the tree, the search, a unit's page, a card, the list of
 * cards and the board take, and what a new file of all units costs.
 * `node --import tsx bench/units-scale.ts [requests=300] [FOLDER] [import]`: with a folder, the database is kept there
 * and used again; with `import`, a file that changes 10 000 of 100 000 units is read at the end, as CSV and as XLSX.
 * The real server in a process of its own, asked over HTTP, one request after the other. Cold: the first request of its
 * kind after a start of server and database whose files were dropped from the system's memory, the worst of so many
 * starts. Warm: a new target each time.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServer } from './deadline-hour/server-process.ts';
import { prng } from './prng.ts';
import { importAgain } from './units-scale/import-again.ts';
import { openClient } from './units-scale/client.ts';
import { prepare } from './units-scale/prepare.ts';
import { requestsOf } from './units-scale/requests.ts';

const words = process.argv.slice(2);
const requests = Number(words.find((word) => /^\d+$/.test(word)) ?? 300);
const folder = words.find((word) => word.includes('/'));
const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'parix-units-'));
const PORT = 4391;
const COLD_STARTS = 5;

const prepared = await prepare(dataDir, `http://127.0.0.1:${PORT}`);
const client = openClient(PORT, prepared.sessions);
const load = (): string =>
  loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
console.log(`${prepared.size}; ${cpus().length} processors; load ${load()}`);
const kinds = Object.entries(requestsOf(prng(2026), prepared.ids));
const cold = await measureCold();
const server = await startServer(dataDir, PORT);
console.log('| Request | p50 ms | p95 | p99 | slowest | cold | processor ms | answer |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
let slow = 0;
for (const [what, path] of kinds) await measure(server, what, path);
console.log(`load ${load()}; ${slow} kinds of request over 200 ms at p95`);
if (words.includes('import')) await importAgain(client, server, prepared.units);
await server.stop();
printPlans();
if (folder === undefined) rmSync(dataDir, { recursive: true, force: true });
process.exit(slow === 0 ? 0 : 1);

/** The order turns with each start, so that no kind always comes after the one that warms its tables. */
async function measureCold(): Promise<ReadonlyMap<string, number>> {
  const worst = new Map<string, number>();
  for (let start = 0; start < COLD_STARTS; start += 1) {
    execFileSync('find', `${dataDir} -type f -exec dd if={} iflag=nocache count=0 status=none ;`.split(' '));
    const started = await startServer(dataDir, PORT);
    const turn = Math.floor((kinds.length * start) / COLD_STARTS);
    for (const [what, path] of [...kinds.slice(turn), ...kinds.slice(0, turn)]) {
      const { took } = await client.get(path());
      worst.set(what, Math.max(worst.get(what) ?? 0, took));
    }
    await started.stop();
  }
  return worst;
}

async function measure(process: ServerProcess, what: string, path: () => string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  const total = (): number => process.cpuMs().server + process.cpuMs().database;
  for (let at = 0; at < 10; at += 1) await client.get(path());
  const before = total();
  for (let at = 0; at < requests; at += 1) {
    const answer = await client.get(path());
    times.push(answer.took);
    ({ bytes } = answer);
  }
  const processor = (total() - before) / requests;
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  if (at(0.95) >= 200) slow += 1;
  const shown = [at(0.5), at(0.95), at(0.99), at(1), cold.get(what) ?? 0, processor];
  console.log(
    `| ${what} | ${shown.map((ms) => ms.toFixed(1)).join(' | ')} | ${(bytes / 1024).toFixed(1)} kB |`,
  );
}

/** Plans of the statements that took 200 ms or more, from the log of the database. */
function printPlans(): void {
  const log = readFileSync(join(dataDir, 'postgres', 'server.log'), 'utf8');
  const plans = log.split(/\n(?=\d{4}-\d\d-\d\d )/).filter((entry) => entry.includes('plan:'));
  console.log(`\n${plans.length} statements took 200 ms or more.`);
  for (const plan of plans.slice(-6))
    console.log(`\n${plan.replace(/\{[^}]{200,}\}/g, '{…}').slice(0, 2500)}`);
}
