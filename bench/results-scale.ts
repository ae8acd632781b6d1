/**
 * A province of 168 units: how long its results take anew and again. `node --import tsx bench/results-scale.ts`.
 * The demo's round of 2021 (104 items, self-scored, surveyed and appraised) is copied to 168 units in an embedded
 * database, each entry in three versions. Anew: rows read, every layer scored. Again: nothing has been appended.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { explainChange, ordinaryItems, roundLosses, scoredItems, itemStability } from '@parix/scoring';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from '../apps/server/src/db/database.ts';
import { migrateToLatest } from '../apps/server/src/db/migrate.ts';
import type { Database } from '../apps/server/src/db/schema.ts';
import { seedDemo } from '../apps/server/src/demo/seed-demo.service.ts';
import { scoredRound } from '../apps/server/src/features/ranking/scored-round.read-model.ts';
import { requireRound } from '../apps/server/src/features/rounds/rounds.read-model.ts';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { openDatabase } from '../apps/server/src/platform/postgres/open-database.ts';

const ROUND = 'demo-2021';
const UNITS = 168;
const RUNS = 9;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-results-'));
const publicUrl = 'http://127.0.0.1';
const database = await openDatabase({
  databaseUrl: undefined,
  databaseAppUrl: undefined,
  dataDir,
  publicUrl,
});
await migrateToLatest(database.owner);
const owner = createDatabase({ ...database.owner, max: 1 });
const db = createDatabase({ ...database.app, max: 2 });
await seedDemo({
  db,
  clock: systemClock,
  config: { dataDir, publicUrl },
  root: resolve(import.meta.dirname, '..'),
});
await copyUnits(owner);

const round = await requireRound(db, ROUND, systemClock.now());
const read = async () => {
  const scored = await scoredRound(db, round);
  return { scored, self: scored.layer('self'), final: scored.layer('final') };
};
await read();
const anew = await median(async () => {
  await sql`update round set version = version + 1 where id = ${ROUND}`.execute(owner);
  Object.assign(round, await requireRound(db, ROUND, systemClock.now()));
  await read();
});
const again = await median(read);
const { scored, self, final } = await read();
const { plan, set } = scored.stored;
const mapping = scoredItems(set).map(({ id }) => ({
  kind: 'same' as const,
  from: [id],
  to: [id],
  reason: null,
}));
const losses = await median(() => roundLosses(plan, final.table, final.scores));
const firm = await median(() => itemStability(plan, final.table, final.scores, '0.25'));
const change = await median(() =>
  final.result.units.map((result, at) => {
    const before = self.result.units[at];
    return (
      before &&
      explainChange([{ share: '1', result: before, carried: before }], result, mapping, ordinaryItems(set))
    );
  }),
);
const rows = await sql<{
  count: number;
}>`select count(*)::int as count from item_entry where round_id = ${ROUND}`.execute(db);
console.log(
  `${scored.units.length} units, ${scored.stored.items.size} items, ${rows.rows[0]?.count} entries, load ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`,
);
for (const [what, ms] of Object.entries({ anew, again, losses, firm, change }))
  console.log(`${what}: ${ms.toFixed(1)} ms`);
const plans = await sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers, summary off)
  select distinct on (item_id, unit_id) unit_id, item_id, version, figures from item_entry
  where round_id = ${ROUND} order by item_id, unit_id, version desc`.execute(owner);
console.log(plans.rows.map((row) => row['QUERY PLAN']).join('\n'));
await db.destroy();
await owner.destroy();
await database.close();
rmSync(dataDir, { recursive: true, force: true });

async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

/** More units with the figures of the thirty, and older versions under every entry. */
async function copyUnits(to: Kysely<Database>): Promise<void> {
  await sql`
    create temporary table twin as
      select gen_random_uuid() as id, ru.unit_id as of, n from generate_series(31, ${sql.lit(UNITS)}) n
      join (select unit_id, row_number() over (order by unit_id) as at from round_unit where round_id = ${ROUND}) ru
        on ru.at = 1 + n % 30`.execute(to);
  await sql`insert into unit (id, code, name, kind, valid_from)
    select t.id, 'them-' || n, 'Đơn vị thêm ' || n, u.kind, '2000-01-01' from twin t join unit u on u.id = t.of`.execute(
    to,
  );
  await sql`insert into round_unit (round_id, unit_id, unit_name, unit_kind)
    select ${ROUND}, t.id, 'Đơn vị thêm ' || n, ru.unit_kind from twin t
    join round_unit ru on ru.unit_id = t.of and ru.round_id = ${ROUND}`.execute(to);
  await sql`insert into item_entry (unit_id, round_id, item_id, version, figures, not_applicable_reason, older_points, explanation, evidence, origin, recorded_at)
    select t.id, e.round_id, e.item_id, e.version, e.figures, e.not_applicable_reason, e.older_points, e.explanation, e.evidence, e.origin, e.recorded_at
    from twin t join item_entry e on e.unit_id = t.of and e.round_id = ${ROUND}`.execute(to);
  await sql`insert into item_appraisal (unit_id, round_id, item_id, version, decision, points, reason, recorded_at, entry_version)
    select t.id, a.round_id, a.item_id, a.version, a.decision, a.points, a.reason, a.recorded_at, a.entry_version
    from twin t join item_appraisal a on a.unit_id = t.of and a.round_id = ${ROUND}`.execute(to);
  await sql`insert into item_entry (unit_id, round_id, item_id, version, figures, evidence, origin, recorded_at)
    select unit_id, round_id, item_id, version + older, figures, evidence, origin, recorded_at
    from item_entry, generate_series(1, 2) older where round_id = ${ROUND}`.execute(to);
  await sql`update item_appraisal set entry_version = entry_version + 2 where round_id = ${ROUND}`.execute(
    to,
  );
  await sql`analyze`.execute(to);
}
