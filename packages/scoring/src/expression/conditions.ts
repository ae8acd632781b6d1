import { isLiteral } from './check.ts';
import type { CompareOp, Expr, FormulaSlot } from './formula.ts';
import { printExpr } from './print.ts';
import type { Proved, Range } from './ranges.ts';
import {
  ceilDivide,
  compareRatio,
  floorDivide,
  greater,
  lesser,
  ratio,
  reduce,
  type Ratio,
} from './ratio.ts';

/** Intervals that a condition has established for a subexpression, by its printed form. */
export type Known = ReadonlyMap<string, Range>;
/** What the analysis has found so far; the condition itself has been looked at. */
interface Studied {
  readonly slots: readonly FormulaSlot[];
  readonly proved: ReadonlyMap<Expr, Proved>;
}

/** What holds when the condition came out as `outcome`; undefined when it cannot. */
export function learn(expr: Expr, outcome: boolean, known: Known, study: Studied): Known | undefined {
  if (expr.kind === 'not') return learn(expr.of, !outcome, known, study);
  if (expr.kind === 'logic' && (expr.op === 'and') === outcome) {
    const first = learn(expr.left, outcome, known, study);
    return first && learn(expr.right, outcome, first, study);
  }
  if (expr.kind !== 'compare' || expr.of !== 'number') return known;
  const op = outcome ? expr.op : OPPOSITE[expr.op];
  const [a, b] = [study.proved.get(expr.left), study.proved.get(expr.right)];
  if (a === undefined || b === undefined) return known;
  const first = restrict(expr.left, a, op, b, known, study);
  return first && restrict(expr.right, b, MIRRORED[op], a, first, study);
}

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function restrict(
  expr: Expr,
  a: Proved,
  op: CompareOp,
  b: Range,
  known: Known,
  study: Studied,
): Known | undefined {
  if (isLiteral(expr)) return known;
  const key = printExpr(expr, study.slots);
  const before = known.get(key) ?? a;
  const { low, high } = bounded(
    { ...a, low: greater(a.low, before.low), high: lesser(a.high, before.high) },
    op,
    b,
  );
  return compareRatio(low, high) > 0 ? undefined : new Map(known).set(key, { low, high });
}

/** The part of `a` that can stand in relation `op` to something of `b`. */
function bounded(a: Proved, op: CompareOp, b: Range): Range {
  switch (op) {
    case '=':
      return { low: greater(a.low, b.low), high: lesser(a.high, b.high) };
    case '<=':
      return { low: a.low, high: lesser(a.high, b.high) };
    case '>=':
      return { low: greater(a.low, b.low), high: a.high };
    case '<':
      return { low: a.low, high: lesser(a.high, below(b.high, a.fixed)) };
    case '>':
      return { low: greater(a.low, above(b.low, a.fixed)), high: a.high };
    case '!=':
      return compareRatio(b.low, b.high) === 0 ? excluding(a, b.low) : a;
  }
}

/** The next value of the grid of 1/fixed below (above) a limit that is itself excluded. */
const below = (limit: Ratio, fixed: bigint | null): Ratio =>
  fixed === null ? limit : tidied(ratio(ceilDivide(limit.num * fixed, limit.den) - 1n, fixed));
const above = (limit: Ratio, fixed: bigint | null): Ratio =>
  fixed === null ? limit : tidied(ratio(floorDivide(limit.num * fixed, limit.den) + 1n, fixed));

const excluding = (a: Proved, value: Ratio): Range => ({
  low: compareRatio(a.low, value) === 0 ? above(value, a.fixed) : a.low,
  high: compareRatio(a.high, value) === 0 ? below(value, a.fixed) : a.high,
});

const tidied = (value: Ratio): Ratio => reduce(value.num, value.den);
