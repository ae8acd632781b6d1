import { evaluateUnit } from './evaluate-unit.ts';
import type { FactTable } from './fact-table.ts';
import { readSlot } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import { cmpFraction, scaledFraction } from './fraction.ts';
import { NO_INDEX } from './index-keys.ts';
import type { Plan, TieBreakPlan } from './plan.ts';
import { cmpInt } from './points.ts';
import type { Sheet } from './score-table.ts';
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
  for (const units of blocksOf(input)) rankBlock(input, units, ranks, openTies);
  return { ranks, openTies };
}

/** The ranked units of each block, in the order of the facts. */
function blocksOf({ plan, table, keys }: RankInput): readonly Int32Array[] {
  const { kinds, blocks, blockNames, unranked } = table.units;
  const sizes = new Int32Array(blockNames.length);
  const isRanked = (unit: number): boolean =>
    unranked[unit] === 0 && keys[unit] !== NO_INDEX && plan.unrankedKinds[kinds[unit] as number] !== true;
  for (let unit = 0; unit < table.count; unit++) {
    if (isRanked(unit)) sizes[blocks[unit] as number] = (sizes[blocks[unit] as number] as number) + 1;
  }
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(blockNames.length);
  for (let unit = 0; unit < table.count; unit++) {
    if (!isRanked(unit)) continue;
    const block = blocks[unit] as number;
    const at = filled[block] as number;
    (lists[block] as Int32Array)[at] = unit;
    filled[block] = at + 1;
  }
  return lists;
}

function rankBlock(
  input: RankInput,
  units: Int32Array,
  ranks: Int32Array,
  openTies: (readonly number[])[],
): void {
  const { keys, plan } = input;
  const { ties, tieBreak } = plan.set.ranking;
  const { order, starts } = orderByKey(keys, units);
  const compare = tieBreak.length === 0 ? null : tieComparator(input);
  let dense = 0;
  for (let run = 0; run + 1 < starts.length; run++) {
    const from = starts[run] as number;
    const to = starts[run + 1] as number;
    const tied = order.subarray(from, to);
    if (compare !== null && tied.length > 1) tied.sort(compare);
    let first = from;
    for (let at = from; at < to; at++) {
      const fresh =
        at === from || (compare !== null && compare(order[at - 1] as number, order[at] as number) !== 0);
      if (fresh) {
        first = at;
        dense++;
      }
      ranks[order[at] as number] = ties === 'dense' ? dense : first + 1;
    }
    if (ties === 'ordered' && tied.length > 1) collectOpenTies(tied, ranks, openTies);
  }
}

/**
 * Units by falling key, as a counting sort over the distinct keys: `starts` holds where each run of equal keys begins,
 * and the end. Inside a run the order of the facts stands.
 */
function orderByKey(keys: Float64Array, units: Int32Array): { order: Int32Array; starts: Int32Array } {
  const size = units.length;
  const sorted = new Float64Array(size);
  for (let i = 0; i < size; i++) sorted[i] = -(keys[units[i] as number] as number);
  sorted.sort();
  let distinct = 0;
  for (let i = 0; i < size; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[distinct++] = sorted[i] as number;
  }
  const runs = new Int32Array(size);
  const starts = new Int32Array(distinct + 1);
  for (let i = 0; i < size; i++) {
    const run = findKey(sorted, distinct, -(keys[units[i] as number] as number));
    runs[i] = run;
    starts[run + 1] = (starts[run + 1] as number) + 1;
  }
  for (let run = 0; run < distinct; run++)
    starts[run + 1] = (starts[run + 1] as number) + (starts[run] as number);
  const next = starts.slice();
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const run = runs[i] as number;
    const at = next[run] as number;
    order[at] = units[i] as number;
    next[run] = at + 1;
  }
  return { order, starts };
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

/** Negative when `a` ranks before `b`. */
export function tieComparator(input: RankInput): (a: number, b: number) => number {
  const rules = input.plan.tieBreaks.map((rule) => tieBreaker(input, rule));
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

function partPoints({ table, plan, sheet, exact }: RankInput, rule: TieBreakPlan, unit: number): Fraction {
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
