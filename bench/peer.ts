/** One peer on one work in a process of its own; prints one JSON line. Started by `bench/compare.ts`. */
import { openLiveRound, scoreTable, type ItemFacts } from '@parix/scoring';
import { measure } from './clock.ts';
import { compileWorkload, fillTable, keysOf } from './engine-table.ts';
import { bigIntRatios, decimals, fractions } from './walks/arithmetics.ts';
import { doublesWalk } from './walks/doubles-walk.ts';
import { exactWalk, prepare, type Arithmetic } from './walks/exact-walk.ts';
import {
  hundredths,
  makeUnits,
  makeWorkload,
  type ItemSpec,
  type UnitFigures,
  type Workload,
} from './workload.ts';

export const PEERS = ['parix', 'doubles', 'decimal.js', 'bigint-ratios', 'fraction.js'] as const;
export type Peer = (typeof PEERS)[number];
export const WORKS = { W1: 30, W2: 705, W3: 10_598 } as const;
export type Work = keyof typeof WORKS | 'W4' | 'W5' | 'W6';

const workload = makeWorkload();
const [peer, work] = process.argv.slice(2) as [Peer, Work];
console.log(JSON.stringify({ peer, work, ms: run() }));

function run(): number {
  if (work === 'W4') return oneChange();
  if (work === 'W5') return whatIfs();
  if (work === 'W6') return tenYears();
  return fullRecompute(makeUnits(workload, WORKS[work]));
}

function fullRecompute(units: readonly UnitFigures[]): number {
  const runs = units.length > 1000 ? 3 : 7;
  if (peer === 'parix') {
    const plan = compileWorkload(workload);
    const table = fillTable(plan, workload, units);
    // The columns of the last scores are written over, as a caller that scores again may do; the server does not.
    let scores = scoreTable(plan, table);
    return measure(() => void (scores = scoreTable(plan, table, scores)), { warm: 60, runs: 15 });
  }
  if (peer === 'doubles') return measure(() => void doublesWalk(workload, units), { warm: 20, runs: 9 });
  if (peer === 'decimal.js') return walk(decimals, workload, units, runs);
  if (peer === 'fraction.js') return walk(fractions, workload, units, runs);
  return walk(bigIntRatios, workload, units, runs);
}

function walk<N>(math: Arithmetic<N>, of: Workload, units: readonly UnitFigures[], runs: number): number {
  const ready = prepare(math, units);
  return measure(() => void exactWalk(math, of, ready), { warm: 1, runs });
}

/** Ten years of 10 598 units; the engine scores table after table. */
function tenYears(): number {
  const plan = compileWorkload(workload);
  const tables = Array.from({ length: 10 }, (_, y) =>
    fillTable(plan, workload, makeUnits(workload, WORKS.W3, y + 1)),
  );
  return measure(() => tables.forEach((table) => scoreTable(plan, table)), { warm: 1, runs: 5 });
}

function live(): { change: (k: number) => void } {
  const plan = compileWorkload(workload);
  const units = makeUnits(workload, WORKS.W3);
  const round = openLiveRound(plan, fillTable(plan, workload, units));
  const changes = Array.from({ length: 4096 }, (_, k) => {
    const item = workload.specs[(k * 37) % workload.specs.length];
    if (!item) throw new RangeError('no item');
    const from = makeUnits(workload, 1, k + 99)[0]?.[(k * 37) % workload.specs.length];
    return { unit: (k * 7919) % units.length, itemId: item.id, facts: factsOf(item, from ?? null) };
  });
  return {
    change: (k) => {
      const one = changes[k & 4095];
      if (one) round.change(one.unit, one.itemId, one.facts);
    },
  };
}

/** Milliseconds per change, its new rank included. */
function oneChange(): number {
  const { change } = live();
  const batch = 20_000;
  const all = (): void => {
    for (let k = 0; k < batch; k++) change(k);
  };
  return measure(all, { warm: 3, runs: 9 }) / batch;
}

/** 1 000 scenarios of one unit, each with three changed items and its index and rank. */
function whatIfs(): number {
  const plan = compileWorkload(workload);
  const units = makeUnits(workload, WORKS.W3);
  const round = openLiveRound(plan, fillTable(plan, workload, units));
  const scenarios = Array.from({ length: 1000 }, (_, s) => {
    const other = makeUnits(workload, 1, s + 500)[0] ?? [];
    return [s % 100, (s * 7 + 13) % 100, (s * 31 + 57) % 100].flatMap((i) => {
      const spec = workload.specs[i];
      return spec ? [{ itemId: spec.id, facts: factsOf(spec, other[i] ?? null) }] : [];
    });
  });
  const all = (): void => {
    for (const scenario of scenarios) round.whatIf(4711, scenario);
  };
  return measure(all, { warm: 20, runs: 31 });
}

function factsOf(spec: ItemSpec, figures: readonly number[] | null): ItemFacts {
  if (!figures) return { notApplicable: { reason: 'generated' } };
  const boolean = spec.kind === 'yes-no' || spec.kind === 'sum';
  const scaled = spec.kind === 'growth' || spec.kind === 'mean' || spec.kind === 'percent';
  const value = (figure: number): string | boolean =>
    boolean ? figure === 1 : scaled ? hundredths(figure) : String(figure);
  return {
    figures: Object.fromEntries(keysOf(spec).map((key, position) => [key, value(figures[position] ?? 0)])),
  };
}
