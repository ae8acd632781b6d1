/**
 * Answers to a survey through HTTP, on one machine that runs database, server and load generator at once, while the server,
 * or server and database together, are killed (-9) at random and respondents send again. Afterwards every answer is looked for in
 * the database by its content, which is different for each.
 * `node --import tsx bench/survey-answers/run.ts [answers=100000] [atOnce=48] [calm]`; `calm`: nothing is killed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { killAtRandom } from '../deadline-hour/kill-at-random.ts';
import { startServer } from '../deadline-hour/server-process.ts';
import { numberOf, seed } from './seed.ts';
import { drive } from './traffic.ts';

const [answers = 100_000, atOnce = 48] = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0);
const calm = process.argv.includes('calm');
const port = 4391;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-survey-'));
const publicUrl = `http://127.0.0.1:${port}`;
// Respondents come from everywhere; the generator says from where in place of a proxy.
process.env['TRUSTED_PROXIES'] = '127.0.0.1';

const codes = await seed(dataDir, publicUrl, answers);
const server = await startServer(dataDir, port);
const killer = calm ? null : killAtRandom(server, publicUrl, [4, 12]);
const cpuBefore = server.cpuMs();
const began = performance.now();
const traffic = await drive(port, codes, { atOnce, seed: 7 });
const seconds = (performance.now() - began) / 1000;
const cpuAfter = server.cpuMs();
const killed = (await killer?.stop()) ?? 0;
await server.stop();
const check = await verify();
report();
rmSync(dataDir, { recursive: true, force: true });
process.exit(check.lost + check.doubled + check.strange + traffic.toldOtherwise === 0 ? 0 : 1);

interface Check {
  readonly stored: number;
  readonly used: number;
  readonly lost: number;
  readonly doubled: number;
  /** Answers that nobody sent. */
  readonly strange: number;
}

async function verify(): Promise<Check> {
  const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };
  const database = await openDatabase(settings);
  const owner = createDatabase({ ...database.owner, max: 1 });
  const rows = await owner.selectFrom('surveyAnswerReceived').select('choices').execute();
  const used = await sql<{
    n: number;
  }>`select count(*)::int as n from survey_code where used_date is not null`.execute(owner);
  await owner.destroy();
  await database.close();
  const times = new Map<number, number>();
  for (const { choices } of rows) {
    const number = numberOf(choices);
    times.set(number, (times.get(number) ?? 0) + 1);
  }
  return {
    stored: rows.length,
    used: used.rows[0]?.n ?? 0,
    lost: codes.filter((_, number) => !times.has(number)).length,
    doubled: [...times.values()].filter((count) => count > 1).length,
    strange: [...times.keys()].filter((number) => number >= codes.length).length,
  };
}

function report(): void {
  const sorted = [...traffic.latencies].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(0);
  const refused = [...traffic.refused].map(([status, n]) => `${status || 'no answer'}: ${n}`).join(', ');
  const cpu = (part: 'server' | 'database'): string =>
    ((cpuAfter[part] - cpuBefore[part]) / traffic.sendings).toFixed(2);
  const lines = [
    `${answers} answers, ${atOnce} respondents at once, ${cpus().length} cores (${cpus()[0]?.model ?? '?'}), Node ${process.version}`,
    `${seconds.toFixed(0)} s, ${(answers / seconds).toFixed(0)} answers/s; from first sending to receipt p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)} ms`,
    `${traffic.sendings} sendings: ${traffic.doubleTaps} sent twice at once, ${traffic.repeated} sent again after the receipt (${traffic.toldOtherwise} of them told otherwise); not taken at first: ${refused || 'none'}`,
    calm
      ? `processor time per sending: server ${cpu('server')} ms, database ${cpu('database')} ms`
      : `killed ${killed} times (the server, or server and database, -9), server started again ${server.restarts()} times`,
    `${traffic.acknowledged} acknowledged, ${check.used} codes used, ${check.stored} answers stored: ${check.lost} lost, ${check.doubled} doubled, ${check.strange} that nobody sent`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
