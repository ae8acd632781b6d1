/**
 * A national round published the way people publish it: stored rows, the job, threads, archive, log, one transaction.
 * `node --import tsx bench/publication-scale.ts [units=10600] [OUT]` prints wall and processor time, sizes and peak
 * memory, then cancels another publication half way and times how soon it ends. With OUT the archive is kept there.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import { startTestCluster } from '../apps/server/src/db/testing/test-cluster.ts';
import {
  findBuild,
  endBuild,
  latestBuild,
} from '../apps/server/src/features/publication/publication-build.queries.ts';
import { orderPublication } from '../apps/server/src/features/publication/order-publication.service.ts';
import { latestPublication } from '../apps/server/src/features/publication/publication.queries.ts';
import { freezeResults } from '../apps/server/src/features/ranking/frozen-results.read-model.ts';
import { requireRound } from '../apps/server/src/features/rounds/rounds.read-model.ts';
import { runBuild } from '../apps/server/src/features/publication/run-build.service.ts';
import { placeOf } from '../apps/server/src/platform/files/file-store.ts';
import { storeMadeUpRound } from './publication/store-round.ts';

const units = Number(process.argv[2] ?? 10_600);
const out = process.argv[3];
const dataDir = await mkdtemp(join(tmpdir(), 'parix-publication-'));
const config = { dataDir, publicUrl: 'https://parix.example' };
const cluster = await startTestCluster();
try {
  const database = 'national';
  const admin = createDatabase({ ...cluster.owner, max: 1 });
  await admin.executeQuery((await import('kysely')).CompiledQuery.raw(`create database ${database}`));
  await admin.destroy();
  await migrateToLatest({ ...cluster.owner, database });
  const owner = createDatabase({ ...cluster.owner, database, max: 2 });
  const db = createDatabase({ ...cluster.app, database, max: 4 });
  console.log(`${await storeMadeUpRound(owner, units)} rows stored`);
  const context = {
    db,
    config,
    now: new Date('2021-03-01T01:00:00Z'),
    locale: 'vi',
    requestId: null,
  } as const;
  const decision = { number: 'MẪU 01/QĐ', date: '2021-03-01', issuer: null };
  const order = (correctionReason: string | null, number = decision.number) =>
    orderPublication(
      context,
      'ca-nuoc',
      { decision: { ...decision, number }, publicFrom: null, correctionReason },
      null,
    );

  const accountId = crypto.randomUUID();
  await sql`insert into account (id, username, display_name, password_hash)
    values (${accountId}, 'do', 'Người đo', 'không')`.execute(owner);
  const frozen = performance.now();
  const round = await requireRound(db, 'ca-nuoc', context.now);
  await freezeResults({ ...context, person: { accountId } }, round);
  console.log(
    `computed and frozen, as for the council: ${((performance.now() - frozen) / 1000).toFixed(1)} s`,
  );

  const once = { stopping: new AbortController().signal, lastTry: true };
  const id = await order(null);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const longest = watchLoop();
  const progress = setInterval(() => void tell(id), 5000);
  await runBuild(context, id, once);
  clearInterval(progress);
  const seconds = (performance.now() - wall) / 1000;
  const used = process.cpuUsage(cpu);
  const build = await findBuild(db, id);
  if (build?.state !== 'published') throw new Error(JSON.stringify(build));
  const publication = await latestPublication(db, 'ca-nuoc');
  console.log(
    `${units} units: ${seconds.toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of processor time, ` +
      `${publication?.fileCount} files, archive ${((publication?.archiveSize ?? 0) / 1e6).toFixed(0)} MB, ` +
      `peak ${(process.resourceUsage().maxRSS / 1024 / 1024).toFixed(2)} GiB; longest wait of a request for the thread ${longest().toFixed(0)} ms`,
  );
  if (out !== undefined)
    await copyFile(join(dataDir, 'files', placeOf(publication?.archiveSha256 ?? '')), out);

  const second = await order('thử hủy', 'MẪU 02/QĐ');
  const running = runBuild(context, second, once);
  while (((await latestBuild(db, 'ca-nuoc'))?.unitsDone ?? 0) < units / 4)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const cancelled = performance.now();
  await endBuild(db, second, { state: 'cancelled' }, context.now);
  await running;
  console.log(`cancelled half way: ended after ${(performance.now() - cancelled).toFixed(0)} ms`);
  await db.destroy();
  await owner.destroy();

  async function tell(build: string): Promise<void> {
    const row = await findBuild(db, build);
    console.log(
      `  ${((performance.now() - wall) / 1000).toFixed(0)} s: ${row?.unitsDone}/${row?.unitsTotal}`,
    );
  }
} finally {
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** How long the thread that answers people was busy at most, milliseconds. */
function watchLoop(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  return () => (clearInterval(timer), longest);
}
