/** Full explanation trees for every item of every unit: items per second of processor time, trees built and dropped. */
import { explainUnit, scoreTable, type UnitExplanation } from '@parix/scoring';
import { measure } from './clock.ts';
import { compileWorkload, fillTable } from './engine-table.ts';
import { makeUnits, makeWorkload } from './workload.ts';

const workload = makeWorkload();
const plan = compileWorkload(workload);
const units = makeUnits(workload, 2_000);
const table = fillTable(plan, workload, units);
const scores = scoreTable(plan, table);
let last: UnitExplanation | undefined;

const ms = measure(
  () => {
    for (let u = 0; u < units.length; u++) last = explainUnit(plan, table, scores, u);
  },
  { warm: 2, runs: 7 },
);
const items = units.length * workload.specs.length;
console.log(
  `${items} explanation trees in ${ms.toFixed(0)} ms processor time: ${Math.round((items / ms) * 1000).toLocaleString('en')} items/s`,
);
console.log(`last tree: ${last?.areas.length ?? 0} areas, index ${last?.printedIndex ?? '-'}`);
