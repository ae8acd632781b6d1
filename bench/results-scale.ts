/**
 * A province of 168 units: how long its results take anew and again. `node --import tsx bench/results-scale.ts`.
 * The demo's round of 2021 (104 items, self-scored, surveyed and appraised) is copied to 168 units in an embedded
 * database, each entry in three versions. Anew: rows read, every layer scored. Again: nothing has been appended.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainChange, ordinaryItems, roundLosses, scoredItems, itemStability } from '@parix/scoring';
import { sql } from 'kysely';
import { scoredRound } from '../apps/server/src/features/ranking/scored-round.read-model.ts';
import { requireRound } from '../apps/server/src/features/rounds/rounds.read-model.ts';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { openProvince, ROUND } from './province/province.ts';

const RUNS = 9;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-results-'));
const { owner, db, close } = await openProvince(dataDir, 'http://127.0.0.1');

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
await close();
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
