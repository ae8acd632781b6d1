import { evaluateUnit } from './evaluate-unit.ts';
import type { FactTable } from './fact-table.ts';
import { readSlot } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import { cmpFraction, scaledFraction } from './fraction.ts';
import { NO_INDEX } from './index-keys.ts';
import type { Plan, TieBreakPlan } from './plan.ts';
import { cmpInt } from './points.ts';
import type { Sheet } from './sheet.ts';
import type { ExactTotals } from './scores.ts';

export interface Ranking {
  readonly ranks: Int32Array;
  readonly openTies: readonly (readonly number[])[];
}
export interface RankInput {
  readonly plan: Plan;
  readonly table: FactTable;
  readonly sheet: Pick<Sheet, 'points' | 'groupPoints' | 'totals'>;
  readonly exact: ReadonlyMap<number, ExactTotals>;
  readonly keys: Float64Array;
}

/** Ranks inside each block; units without an index, unranked units and unranked kinds get 0. */
export function rankUnits(input: RankInput): Ranking {
  const ranks = new Int32Array(input.table.count);
  const openTies: (readonly number[])[] = [];
  for (const units of blocksOf(input)) {
    if (units.length > 0) rankBlock(input, units, ranks, openTies);
  }
  return { ranks, openTies };
}

/** The ranked units of each block, in the order of the facts. */
function blocksOf({ plan, table, keys }: RankInput): readonly Int32Array[] {
  const { kinds, blocks, blockNames, unranked } = table.units;
  const unrankedKinds = Uint8Array.from(plan.unrankedKinds, (isUnranked) => (isUnranked ? 1 : 0));
  const lists = blockNames.map(() => new Int32Array(0));
  const sizes = new Int32Array(blockNames.length);
  for (let pass = 0; pass < 2; pass++) {
    if (pass === 1) sizes.forEach((size, block) => (lists[block] = new Int32Array(size)));
    sizes.fill(0);
    for (let unit = 0; unit < table.count; unit++) {
      if (unranked[unit] !== 0 || unrankedKinds[kinds[unit] as number] !== 0 || keys[unit] === NO_INDEX)
        continue;
      const block = blocks[unit] as number;
      const at = sizes[block] as number;
      if (pass === 1) (lists[block] as Int32Array)[at] = unit;
      sizes[block] = at + 1;
    }
  }
  return lists;
}

function rankBlock(
  input: RankInput,
  units: Int32Array,
  ranks: Int32Array,
  openTies: (readonly number[])[],
): void {
  const { ties, tieBreak } = input.plan.set.ranking;
  const runs = runsOf(input.keys, units);
  if (tieBreak.length > 0) rankOrdered(input, units, runs, ranks, openTies);
  else rankShared(units, runs, ranks, ties === 'dense');
}

/** Equal keys form a run; runs are numbered by falling key. */
interface Runs {
  /** [position in `units`]: number of its run. */
  readonly runOf: Int32Array;
  /** [run]: units in better runs; one entry more holds the number of all units. A run may be empty. */
  readonly starts: Int32Array;
}

/** Keys closer together than this many per unit are counted; others are sorted. */
const COUNTED_RANGE = 16;

function runsOf(keys: Float64Array, units: Int32Array): Runs {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < units.length; i++) {
    const key = keys[units[i] as number] as number;
    low = key < low ? key : low;
    high = key > high ? key : high;
  }
  if (high - low <= COUNTED_RANGE * units.length) return countedRuns(keys, units, high, high - low + 1);
  return sortedRuns(keys, units);
}

/** Every whole number between the keys is a run of its own. */
function countedRuns(keys: Float64Array, units: Int32Array, high: number, range: number): Runs {
  const runOf = new Int32Array(units.length);
  const starts = new Int32Array(range + 1);
  for (let i = 0; i < units.length; i++) {
    const run = high - (keys[units[i] as number] as number);
    runOf[i] = run;
    starts[run + 1] = (starts[run + 1] as number) + 1;
  }
  return addUp(runOf, starts);
}

function sortedRuns(keys: Float64Array, units: Int32Array): Runs {
  const sorted = new Float64Array(units.length);
  for (let i = 0; i < units.length; i++) sorted[i] = -(keys[units[i] as number] as number);
  sorted.sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[distinct++] = sorted[i] as number;
  }
  const runOf = new Int32Array(units.length);
  const starts = new Int32Array(distinct + 1);
  for (let i = 0; i < units.length; i++) {
    const run = findKey(sorted, distinct, -(keys[units[i] as number] as number));
    runOf[i] = run;
    starts[run + 1] = (starts[run + 1] as number) + 1;
  }
  return addUp(runOf, starts);
}

/** Sizes of the runs, shifted by one, become their starts. */
function addUp(runOf: Int32Array, starts: Int32Array): Runs {
  for (let run = 1; run < starts.length; run++) {
    starts[run] = (starts[run] as number) + (starts[run - 1] as number);
  }
  return { runOf, starts };
}

/** Without a tie-break equal keys share their rank. */
function rankShared(units: Int32Array, { runOf, starts }: Runs, ranks: Int32Array, dense: boolean): void {
  const rankOf = dense ? denseRanks(starts) : starts;
  for (let i = 0; i < units.length; i++) {
    ranks[units[i] as number] = (rankOf[runOf[i] as number] as number) + 1;
  }
}

function denseRanks(starts: Int32Array): Int32Array {
  const ranks = new Int32Array(starts.length);
  for (let run = 1; run < starts.length; run++) {
    ranks[run] = (ranks[run - 1] as number) + (starts[run] === starts[run - 1] ? 0 : 1);
  }
  return ranks;
}

/** With a tie-break the units of each run are put in order and ranked one by one where it parts them. */
function rankOrdered(
  input: RankInput,
  units: Int32Array,
  runs: Runs,
  ranks: Int32Array,
  openTies: (readonly number[])[],
): void {
  const { ties } = input.plan.set.ranking;
  const order = orderByRun(units, runs);
  const compare = tieComparator(input);
  let dense = 0;
  for (let run = 0; run + 1 < runs.starts.length; run++) {
    const from = runs.starts[run] as number;
    const tied = order.subarray(from, runs.starts[run + 1]);
    if (tied.length > 1) tied.sort(compare);
    let first = 0;
    for (let at = 0; at < tied.length; at++) {
      if (at === 0 || compare(tied[at - 1] as number, tied[at] as number) !== 0) {
        first = at;
        dense++;
      }
      ranks[tied[at] as number] = ties === 'dense' ? dense : from + first + 1;
    }
    if (ties === 'ordered' && tied.length > 1) collectOpenTies(tied, ranks, openTies);
  }
}

/** The units by falling key; inside a run the order of the facts stands. */
function orderByRun(units: Int32Array, { runOf, starts }: Runs): Int32Array {
  const next = starts.slice();
  const order = new Int32Array(units.length);
  for (let i = 0; i < units.length; i++) {
    const run = runOf[i] as number;
    const at = next[run] as number;
    order[at] = units[i] as number;
    next[run] = at + 1;
  }
  return order;
}

function findKey(sorted: Float64Array, length: number, key: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs of one rank that are longer than one unit: an `ordered` ranking promised that there are none. */
function collectOpenTies(tied: Int32Array, ranks: Int32Array, openTies: (readonly number[])[]): void {
  for (let from = 0; from < tied.length;) {
    let to = from + 1;
    while (to < tied.length && ranks[tied[to] as number] === ranks[tied[from] as number]) to++;
    if (to - from > 1) openTies.push([...tied.subarray(from, to)]);
    from = to;
  }
}

/** One for each tie-break of the set, in turn: negative when it puts `a` before `b`. */
export const tieComparators = (input: RankInput): readonly ((a: number, b: number) => number)[] =>
  input.plan.tieBreaks.map((rule) => tieBreaker(input, rule));

/** Negative when `a` ranks before `b`. */
export function tieComparator(input: RankInput): (a: number, b: number) => number {
  const rules = tieComparators(input);
  return (a, b) => {
    for (const rule of rules) {
      const sign = rule(a, b);
      if (sign !== 0) return sign;
    }
    return 0;
  };
}

function tieBreaker(input: RankInput, rule: TieBreakPlan): (a: number, b: number) => number {
  const { table, plan, sheet, exact } = input;
  switch (rule.by) {
    case 'unit-code':
      return (a, b) => compareCodes(table.units.codes[a] ?? '', table.units.codes[b] ?? '');
    case 'slot':
      return (a, b) => -rule.sign * cmpInt(readSlot(table, rule.index, a), readSlot(table, rule.index, b));
    case 'points': {
      const points = (unit: number): Fraction =>
        exact.get(unit)?.points ?? scaledFraction(sheet.totals[unit] as number, plan.decimals);
      return (a, b) => -cmpFraction(points(a), points(b));
    }
    case 'item':
    case 'group': {
      const points = (unit: number): Fraction => partPoints(input, rule, unit);
      return (a, b) => -rule.sign * cmpFraction(points(a), points(b));
    }
  }
}

/** Points of the group or item that a tie-break compares. */
export function partPoints(
  { table, plan, sheet, exact }: RankInput,
  rule: TieBreakPlan,
  unit: number,
): Fraction {
  if (rule.by !== 'item' && rule.by !== 'group') return { n: 0, d: 1 };
  if (exact.has(unit)) {
    const outcome = evaluateUnit(table, unit);
    const part = rule.by === 'item' ? outcome.items[rule.index] : outcome.groups[rule.index];
    return part?.points ?? { n: 0, d: 1 };
  }
  const columns = rule.by === 'item' ? sheet.points : sheet.groupPoints;
  return scaledFraction(columns[rule.index]?.[unit] ?? 0, plan.decimals);
}

/** By code units, so that the order is the same on every machine and in every locale. */
function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
