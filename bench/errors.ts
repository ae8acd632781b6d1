/** How many scores, indices, classes and ranks the plain walks get wrong on W3, against BigInt ratios. */
import { bigIntRatios, decimals } from './walks/arithmetics.ts';
import { doublesWalk } from './walks/doubles-walk.ts';
import { exactWalk, prepare } from './walks/exact-walk.ts';
import type { WalkResult } from './walks/result.ts';
import { makeUnits, makeWorkload } from './workload.ts';

const workload = makeWorkload();
const units = makeUnits(workload, 10_598);
const truth = exactWalk(bigIntRatios, workload, prepare(bigIntRatios, units));
const columns = ['items', 'index', 'classes', 'ranks'] as const;

function wrong(walk: WalkResult): string {
  const differ = (column: (typeof columns)[number]): number =>
    Array.from(truth[column]).filter((value, at) => value !== walk[column][at]).length;
  return columns.map(differ).join(' | ');
}

console.log('| walk | wrong scores | wrong indices | wrong classes | wrong ranks |');
console.log('| --- | --- | --- | --- | --- |');
console.log(`| doubles | ${wrong(doublesWalk(workload, units))} |`);
console.log(`| decimal.js | ${wrong(exactWalk(decimals, workload, prepare(decimals, units)))} |`);
