/** Exact goal seek for single units among 10 598: +2, +100 and +3 000 ranks. Milliseconds of processor time each. */
import { goalSeek, scoreTable } from '@parix/scoring';
import { measure } from './clock.ts';
import { compileWorkload, fillTable } from './engine-table.ts';
import { makeUnits, makeWorkload } from './workload.ts';

const workload = makeWorkload();
const plan = compileWorkload(workload);
const table = fillTable(plan, workload, makeUnits(workload, 10_598));
const scores = scoreTable(plan, table);
const units = [17, 1_234, 4_711, 8_888, 10_002];

for (const ranks of [2, 100, 3_000]) {
  const ms =
    measure(
      () => {
        for (const unit of units) goalSeek(plan, table, scores, unit, { ranks });
      },
      { warm: 3, runs: 9 },
    ) / units.length;
  const answer = goalSeek(plan, table, scores, 4_711, { ranks });
  const first = answer.alternatives[0];
  console.log(
    `+${ranks} ranks: ${ms.toFixed(2)} ms; unit 4711: ${answer.reachable ? `${first?.items.length ?? 0} items, to rank ${first?.reaches.rank ?? '-'}` : 'not reachable'}`,
  );
}
