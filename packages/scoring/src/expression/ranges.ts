import { isLiteral, typeOf } from './check.ts';
import { holds } from './evaluate.ts';
import {
  FORMULA_LIMITS,
  type ArithmeticOp,
  type Expr,
  type FormulaProblem,
  type FormulaSlot,
} from './formula.ts';
import { learn, type Known } from './conditions.ts';
import { printExpr } from './print.ts';
import {
  addRatio,
  ceilDivide,
  compareRatio,
  divideRatio,
  floorDivide,
  greater,
  lesser,
  multiplyRatio,
  negateRatio,
  ratio,
  reduce,
  roundRatio,
  type Ratio,
} from './ratio.ts';

/** Closed interval that holds every value the expression can take. */
export interface Range {
  readonly low: Ratio;
  readonly high: Ratio;
}
/**
 * What is proved of one number: its interval, the largest numerator and denominator of the compiled form
 * (see compile.ts: not reduced), the denominator itself when it is the same for all figures, and the bits
 * that the BigInt form needs.
 */
export interface Proved extends Range {
  readonly num: bigint;
  readonly den: bigint;
  readonly fixed: bigint | null;
  readonly numBits: number;
  readonly denBits: number;
}
export interface Analysis {
  readonly range: Range;
  /** Absent for what no figures can reach. */
  readonly proved: ReadonlyMap<Expr, Proved>;
  readonly mayDivideByZero: boolean;
  readonly exactInDoubles: boolean;
  readonly problems: readonly FormulaProblem[];
}

/** Which outcomes a condition can have. */
interface Truth {
  readonly yes: boolean;
  readonly no: boolean;
}

interface Study {
  readonly slots: readonly FormulaSlot[];
  readonly proved: Map<Expr, Proved>;
  readonly problems: FormulaProblem[];
  mayDivideByZero: boolean;
  /** Largest integer that the compiled form meets, cross products included. */
  peak: bigint;
}

const SAFE = 2n ** 53n;
const ANY: Truth = { yes: true, no: true };

/** Interval analysis in one pass over the tree: every node is visited once, so hostile nesting costs nothing. */
export function analyse(root: Expr, slots: readonly FormulaSlot[]): Analysis {
  const study: Study = { slots, proved: new Map(), problems: [], mayDivideByZero: false, peak: 0n };
  const { low, high } = visit(root, new Map(), study);
  return {
    range: { low: reduce(low.num, low.den), high: reduce(high.num, high.den) },
    proved: study.proved,
    mayDivideByZero: study.mayDivideByZero,
    exactInDoubles: study.problems.length === 0 && study.peak < SAFE,
    problems: study.problems,
  };
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
const bitsOf = (value: bigint): number => magnitude(value).toString(2).length;
const larger = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (b > a ? b : a));

function meet(study: Study, ...values: readonly bigint[]): void {
  study.peak = larger(study.peak, ...values);
}

function visit(expr: Expr, known: Known, study: Study): Proved {
  const found = narrow(expr, prove(expr, known, study), known, study);
  meet(study, found.num, found.den);
  study.proved.set(expr, found);
  if (found.numBits > FORMULA_LIMITS.bits || found.denBits > FORMULA_LIMITS.bits) tooLarge(expr, study);
  return found;
}

function tooLarge(expr: Expr, study: Study): void {
  const detail = { limit: String(FORMULA_LIMITS.bits) };
  if (!study.problems.some((problem) => problem.code === 'values-too-large')) {
    study.problems.push({ code: 'values-too-large', offset: expr.offset, detail });
  }
}

/** Intersects with what conditions established, and lets the interval bound the numerator. */
function narrow(expr: Expr, found: Proved, known: Known, study: Study): Proved {
  const fact = known.size > 0 ? known.get(printExpr(expr, study.slots)) : undefined;
  const met = fact ? { low: greater(found.low, fact.low), high: lesser(found.high, fact.high) } : found;
  // Facts that contradict each other stand in code that nothing reaches: any bound is right there.
  const { low, high } = compareRatio(met.low, met.high) > 0 ? found : met;
  const size = greater(absolute(low), absolute(high));
  const num = ceilDivide(size.num * found.den, size.den);
  return { ...found, low, high, num: num < found.num ? num : found.num };
}

const absolute = (value: Ratio): Ratio => (value.num < 0n ? negateRatio(value) : value);

function prove(expr: Expr, known: Known, study: Study): Proved {
  switch (expr.kind) {
    case 'number':
    case 'max-points':
      return constant(expr.value);
    case 'figure':
      return figure(study.slots[expr.slot]);
    case 'negate': {
      const of = visit(expr.of, known, study);
      return { ...of, low: negateRatio(of.high), high: negateRatio(of.low) };
    }
    case 'arithmetic':
      return arithmetic(expr, visit(expr.left, known, study), visit(expr.right, known, study), study);
    case 'call':
      return call(
        expr,
        expr.args.map((arg) => visit(arg, known, study)),
        study,
      );
    case 'if':
      return branches(expr, known, study);
    default:
      return constant(ratio(0n)); // no number: the checker has refused it
  }
}

function constant(value: Ratio): Proved {
  const { num, den } = reduce(value.num, value.den);
  const size = magnitude(num);
  return { low: value, high: value, num: size, den, fixed: den, numBits: bitsOf(num), denBits: bitsOf(den) };
}

function figure(slot: FormulaSlot | undefined): Proved {
  const [low, high] = [slot?.low ?? ratio(0n), slot?.high ?? ratio(0n)];
  const den = 10n ** BigInt(slot?.decimals ?? 0);
  const size = greater(absolute(low), absolute(high));
  const num = ceilDivide(size.num * den, size.den);
  return { low, high, num, den, fixed: den, numBits: bitsOf(num), denBits: bitsOf(den) };
}

export const leastCommon = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
};

/** Both over one denominator: the least common one when both are fixed, else the product. */
function common(
  a: Proved,
  b: Proved,
  study: Study,
): { a: bigint; b: bigint; den: bigint; fixed: bigint | null } {
  if (a.fixed !== null && b.fixed !== null) {
    const fixed = leastCommon(a.fixed, b.fixed);
    const scaled = { a: a.num * (fixed / a.fixed), b: b.num * (fixed / b.fixed) };
    meet(study, fixed, scaled.a, scaled.b);
    return { ...scaled, den: fixed, fixed };
  }
  const crossed = { a: a.num * b.den, b: b.num * a.den, den: a.den * b.den };
  meet(study, crossed.a, crossed.b, crossed.den);
  return { ...crossed, fixed: null };
}

type Arithmetic = Extract<Expr, { kind: 'arithmetic' }>;

function arithmetic(expr: Arithmetic, a: Proved, b: Proved, study: Study): Proved {
  switch (expr.op) {
    case '+':
    case '-': {
      const right = expr.op === '+' ? b : { ...b, low: negateRatio(b.high), high: negateRatio(b.low) };
      const over = common(a, b, study);
      const bits = Math.max(a.numBits + b.denBits, b.numBits + a.denBits) + 1;
      return {
        low: tidy(addRatio(a.low, right.low)),
        high: tidy(addRatio(a.high, right.high)),
        num: over.a + over.b,
        den: over.den,
        fixed: over.fixed,
        numBits: bits,
        denBits: a.denBits + b.denBits,
      };
    }
    case '*':
      return {
        ...corners('*', a, [b]),
        num: a.num * b.num,
        den: a.den * b.den,
        fixed: a.fixed !== null && b.fixed !== null ? a.fixed * b.fixed : null,
        numBits: a.numBits + b.numBits,
        denBits: a.denBits + b.denBits,
      };
    case '/':
      return quotient(expr, a, b, study);
  }
}

const tidy = (value: Ratio): Ratio => reduce(value.num, value.den);

function corners(op: ArithmeticOp, a: Range, parts: readonly Range[]): Range {
  const combine = op === '*' ? multiplyRatio : divideRatio;
  const all = parts.flatMap((b) =>
    [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => tidy(combine(x, y)))),
  );
  return { low: all.reduce(lesser), high: all.reduce(greater) };
}

function quotient(expr: Arithmetic, a: Proved, b: Proved, study: Study): Proved {
  const parts = withoutZero(b);
  if (b.low.num <= 0n && b.high.num >= 0n) study.mayDivideByZero = true;
  if (parts.length === 0) {
    study.problems.push({ code: 'always-division-by-zero', offset: expr.offset, detail: {} });
    return constant(ratio(0n));
  }
  const shared =
    a.fixed !== null && b.fixed !== null ? (a.fixed * b.fixed) / leastCommon(a.fixed, b.fixed) : 1n;
  const [num, den] = [(a.num * b.den) / shared, (b.num * a.den) / shared];
  return {
    ...corners('/', a, parts),
    num,
    den,
    fixed: a.fixed !== null && isLiteral(expr.right) ? den : null,
    numBits: a.numBits + b.denBits,
    denBits: a.denBits + b.numBits,
  };
}

/** The interval without zero: a value that is not zero is at least one part of its denominator. */
function withoutZero(b: Proved): readonly Range[] {
  const least = ratio(1n, b.den);
  const below = { low: b.low, high: lesser(b.high, negateRatio(least)) };
  const above = { low: greater(b.low, least), high: b.high };
  return [below, above].filter((part) => compareRatio(part.low, part.high) <= 0);
}

function call(expr: Extract<Expr, { kind: 'call' }>, args: readonly Proved[], study: Study): Proved {
  const first = args[0] ?? constant(ratio(0n));
  switch (expr.name) {
    case 'min':
    case 'max': {
      const pick = expr.name === 'min' ? lesser : greater;
      return args.reduce((a, b) => ({
        ...either(a, b, study),
        low: pick(a.low, b.low),
        high: pick(a.high, b.high),
      }));
    }
    case 'abs':
      return { ...first, ...absoluteRange(first) };
    case 'round':
      return whole(first, 10n ** BigInt(expr.decimals), (value) => roundRatio(value, expr.decimals), study);
    case 'floor':
      return whole(first, 1n, (value) => ratio(floorDivide(value.num, value.den)), study);
    case 'ceiling':
      return whole(first, 1n, (value) => ratio(ceilDivide(value.num, value.den)), study);
  }
}

function absoluteRange({ low, high }: Range): Range {
  if (low.num >= 0n) return { low, high };
  if (high.num <= 0n) return { low: negateRatio(high), high: negateRatio(low) };
  return { low: ratio(0n), high: greater(negateRatio(low), high) };
}

/** One of two numbers, decided by comparing them or by a condition. */
function either(a: Proved, b: Proved, study: Study): Proved {
  const over = common(a, b, study);
  return {
    low: lesser(a.low, b.low),
    high: greater(a.high, b.high),
    num: over.fixed === null ? larger(a.num, b.num) : larger(over.a, over.b),
    den: over.fixed ?? larger(a.den, b.den),
    fixed: over.fixed,
    numBits: Math.max(a.numBits, b.numBits),
    denBits: Math.max(a.denBits, b.denBits),
  };
}

/** A number brought to whole parts of `scale`; `to` never falls when its argument rises. */
function whole(of: Proved, scale: bigint, to: (value: Ratio) => Ratio, study: Study): Proved {
  const [low, high] = [to(of.low), to(of.high)];
  const num = larger(magnitude(low.num), magnitude(high.num));
  meet(study, 2n * of.num * scale + of.den, 2n * of.den);
  return {
    low,
    high,
    num,
    den: scale,
    fixed: scale,
    numBits: of.numBits + bitsOf(scale) + 1,
    denBits: bitsOf(scale),
  };
}

type If = Extract<Expr, { kind: 'if' }>;

function branches(expr: If, known: Known, study: Study): Proved {
  const [then, otherwise] = reachable(expr, known, study).map((facts, i) =>
    facts === undefined ? undefined : visit(i === 0 ? expr.then : expr.else, facts, study),
  );
  if (then !== undefined && otherwise !== undefined) return either(then, otherwise, study);
  return then ?? otherwise ?? constant(ratio(0n));
}

/** What is known in `then` and in `else`; undefined for a branch that no figures reach. */
function reachable(expr: If, known: Known, study: Study): readonly [Known | undefined, Known | undefined] {
  const truth = judge(expr.condition, known, study);
  return [
    truth.yes ? learn(expr.condition, true, known, study) : undefined,
    truth.no ? learn(expr.condition, false, known, study) : undefined,
  ];
}

function judge(expr: Expr, known: Known, study: Study): Truth {
  switch (expr.kind) {
    case 'boolean':
      return { yes: expr.value, no: !expr.value };
    case 'not': {
      const of = judge(expr.of, known, study);
      return { yes: of.no, no: of.yes };
    }
    case 'logic': {
      const [left, right] = [judge(expr.left, known, study), judge(expr.right, known, study)];
      return expr.op === 'and'
        ? { yes: left.yes && right.yes, no: left.no || right.no }
        : { yes: left.yes || right.yes, no: left.no && right.no };
    }
    case 'if': {
      const [yes, no] = reachable(expr, known, study);
      const then = yes ? judge(expr.then, yes, study) : { yes: false, no: false };
      const otherwise = no ? judge(expr.else, no, study) : { yes: false, no: false };
      return { yes: then.yes || otherwise.yes, no: then.no || otherwise.no };
    }
    case 'compare':
      return judgeComparison(expr, known, study);
    default:
      return ANY;
  }
}

function judgeComparison(expr: Extract<Expr, { kind: 'compare' }>, known: Known, study: Study): Truth {
  if (expr.of !== 'number') {
    for (const side of [expr.left, expr.right]) if (typeOf(side) === 'boolean') judge(side, known, study);
    return ANY;
  }
  const [a, b] = [visit(expr.left, known, study), visit(expr.right, known, study)];
  common(a, b, study);
  const signs = [-1, 0, 1].filter((sign) => canOrder(a, b, sign));
  return { yes: signs.some((sign) => holds(expr.op, sign)), no: signs.some((sign) => !holds(expr.op, sign)) };
}

/** Whether some value of `a` can be below (-1), equal to (0) or above (1) some value of `b`. */
function canOrder(a: Range, b: Range, sign: number): boolean {
  if (sign < 0) return compareRatio(a.low, b.high) < 0;
  if (sign > 0) return compareRatio(a.high, b.low) > 0;
  return compareRatio(a.low, b.high) <= 0 && compareRatio(b.low, a.high) <= 0;
}
