/** Processor time per unit from 30 to 106 000 units of 100 items: linear means the last column stays level. */
import { scoreTable, type FactTable } from '@parix/scoring';
import { measure } from './clock.ts';
import { compileWorkload, fillTable } from './engine-table.ts';
import { makeUnits, makeWorkload } from './workload.ts';

const workload = makeWorkload();
const plan = compileWorkload(workload);
console.log('| units | processor ms | µs per unit |');
console.log('| --- | --- | --- |');
for (const count of [30, 300, 705, 3_000, 10_598, 30_000, 106_000]) {
  const table = tableOf(count);
  let scores = scoreTable(plan, table);
  const runs = count < 1000 ? 200 : 9;
  const batch = count < 1000 ? 20 : 1;
  const ms =
    measure(
      () => {
        for (let k = 0; k < batch; k++) scores = scoreTable(plan, table, scores);
      },
      { warm: count < 1000 ? 50 : 20, runs },
    ) / batch;
  console.log(`| ${count} | ${ms.toFixed(3)} | ${((ms * 1000) / count).toFixed(2)} |`);
}

/** In a function of its own: a temporary of the module would keep a gigabyte of generated units alive meanwhile. */
function tableOf(count: number): FactTable {
  return fillTable(plan, workload, makeUnits(workload, count));
}
