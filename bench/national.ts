/**
 * The size of a national index abroad: 260 000 units x 566 items in one process. Prints processor time of scoring,
 * classing and ranking, and the process's peak memory. `node --import tsx bench/national.ts [units] [items]`
 */
import { allocateTable, findColumn, MARK, marksOf, scoreTable } from '@parix/scoring';
import { processorMs } from './clock.ts';
import { compileWorkload, keysOf } from './engine-table.ts';
import { prng } from './prng.ts';
import { figuresOf, makeWorkload } from './workload.ts';

const count = Number(process.argv[2] ?? 260_000);
const workload = makeWorkload(Number(process.argv[3] ?? 566));
const plan = compileWorkload(workload);
const table = allocateTable(plan, count);
const random = prng(11);

workload.specs.forEach((spec, i) => {
  const columns = keysOf(spec).map((key) => findColumn(table, spec.id, key));
  const marks = spec.mayBeNotApplicable ? marksOf(table, i) : null;
  for (let u = 0; u < count; u++) {
    if (marks && random.chance(0.2)) marks[u] = MARK.naRemoved;
    const figures = figuresOf(spec, random);
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c];
      if (column && !(column instanceof BigInt64Array)) column[u] = figures[c] ?? 0;
    }
  }
});
for (let u = 0; u < count; u++) table.units.codes[u] = `u${u}`;

const times = [1, 2, 3].map(() => processorMs(() => void scoreTable(plan, table)));
const gigabytes = process.resourceUsage().maxRSS / 1024 / 1024;
console.log(`${count} units x ${workload.specs.length} items`);
console.log(`score, class and rank: ${times.map((ms) => `${ms.toFixed(0)} ms`).join(', ')} processor time`);
console.log(`peak memory of the process: ${gigabytes.toFixed(2)} GiB`);
