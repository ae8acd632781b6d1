import { holds } from './evaluate.ts';
import type { CompareOp, CompiledFormula, Expr, Formula, FormulaSlot } from './formula.ts';
import { isLiteral } from './check.ts';
import { analyse, leastCommon, type Proved } from './ranges.ts';
import { reduce } from './ratio.ts';

type Row = ArrayLike<number>;
const OK = 0;
const DIVISION_BY_ZERO = 1;
const NO_DATA = 2;

/** What a running formula leaves behind: the denominator of the last number, and the worst failure so far. */
interface Machine {
  den: number;
  failed: number;
}
/**
 * Returns the numerator. `den` is the denominator when it is the same for all figures; when it is null the
 * closure leaves it in the machine. A failing closure returns 0 over 1 and marks the machine.
 */
interface Num {
  readonly run: (row: Row, at: number) => number;
  readonly den: number | null;
}
type Bool = (row: Row, at: number) => boolean;

interface Compiler {
  readonly machine: Machine;
  readonly slots: readonly FormulaSlot[];
  readonly proved: ReadonlyMap<Expr, Proved>;
}

/**
 * The formula as closures over doubles, or null when the ranges do not prove that every integer it meets stays
 * below 2^53 (then `evaluate` is the way). Fixed code, nothing generated: runs under a strict content policy.
 */
export function compileFormula(formula: Formula): CompiledFormula | null {
  if (!formula.exactInDoubles) return null;
  const machine: Machine = { den: 1, failed: OK };
  const { proved } = analyse(formula.root, formula.slots);
  const root = number(formula.root, { machine, slots: formula.slots, proved });
  let num = 0;
  const run: CompiledFormula['run'] = (values, at) => {
    machine.failed = OK;
    num = root.run(values, at) + 0; // + 0 turns -0 into 0
    if (root.den !== null) machine.den = root.den;
    return machine.failed === OK ? 'number' : machine.failed === NO_DATA ? 'no-data' : 'division-by-zero';
  };
  return { slots: formula.slots, run, num: () => num, den: () => machine.den };
}

/** What no figures reach: never run, needed only to fill its place. */
const UNREACHED: Num = { run: () => 0, den: 1 };

function number(expr: Expr, to: Compiler): Num {
  if (!to.proved.has(expr)) return UNREACHED;
  switch (expr.kind) {
    case 'number':
    case 'max-points': {
      const { num, den } = reduce(expr.value.num, expr.value.den);
      const value = Number(num);
      return { run: () => value, den: Number(den) };
    }
    case 'figure':
      return figure(expr.slot, to);
    case 'negate': {
      const of = number(expr.of, to);
      return { run: (row, at) => -of.run(row, at), den: of.den };
    }
    case 'arithmetic':
      return arithmetic(expr, to);
    case 'if':
      return condition(expr, to);
    case 'call':
      return call(expr, to);
    default:
      return UNREACHED;
  }
}

function figure(slot: number, { machine, slots }: Compiler): Num {
  const run = (row: Row, at: number): number => {
    const value = row[at + slot] ?? Number.NaN;
    if (value === value) return value;
    machine.failed = NO_DATA;
    return 0;
  };
  return { run, den: 10 ** (slots[slot]?.decimals ?? 0) };
}

/** The same number over a fixed denominator that is a multiple of its own. */
function scaled(of: Num, own: number, den: number): Num {
  const by = den / own;
  return by === 1 ? of : { run: (row, at) => of.run(row, at) * by, den };
}

/** The same number with its denominator left in the machine. */
function loose(of: Num, machine: Machine): Num['run'] {
  const { run, den } = of;
  if (den === null) return run;
  return (row, at) => {
    const num = run(row, at);
    machine.den = den;
    return num;
  };
}

function shared(parts: readonly Num[]): number | null {
  let den = 1n;
  for (const part of parts) {
    if (part.den === null) return null;
    den = leastCommon(den, BigInt(part.den));
  }
  return Number(den);
}

function arithmetic(expr: Extract<Expr, { kind: 'arithmetic' }>, to: Compiler): Num {
  const [left, right] = [number(expr.left, to), number(expr.right, to)];
  if (expr.op === '*') return product(left, right, to.machine);
  if (expr.op === '/') return quotient(left, right, expr.right, to.machine);
  return sum(left, right, expr.op === '+' ? 1 : -1, to.machine);
}

function sum(left: Num, right: Num, sign: number, machine: Machine): Num {
  if (left.den !== null && right.den !== null) {
    const den = shared([left, right]) ?? 1;
    const [a, b] = [scaled(left, left.den, den).run, scaled(right, right.den, den).run];
    return { run: (row, at) => a(row, at) + sign * b(row, at), den };
  }
  const [a, b] = [loose(left, machine), loose(right, machine)];
  const run = (row: Row, at: number): number => {
    const x = a(row, at);
    const xDen = machine.den;
    const y = b(row, at);
    const yDen = machine.den;
    machine.den = xDen * yDen;
    return x * yDen + sign * y * xDen;
  };
  return { run, den: null };
}

function product(left: Num, right: Num, machine: Machine): Num {
  if (left.den !== null && right.den !== null) {
    const [a, b] = [left.run, right.run];
    return { run: (row, at) => a(row, at) * b(row, at), den: left.den * right.den };
  }
  const [a, b] = [loose(left, machine), loose(right, machine)];
  const run = (row: Row, at: number): number => {
    const x = a(row, at);
    const den = machine.den;
    const y = b(row, at);
    machine.den *= den;
    return x * y;
  };
  return { run, den: null };
}

type Literal = Extract<Expr, { kind: 'number' | 'max-points' }>;

function quotient(left: Num, right: Num, divisor: Expr, machine: Machine): Num {
  if (left.den !== null && right.den !== null) {
    const den = shared([left, right]) ?? 1;
    const [up, down] = [den / left.den, den / right.den];
    if (isLiteral(divisor)) return byLiteral(left, divisor, up, down);
    const [a, b] = [left.run, right.run];
    return { run: (row, at) => divide(a(row, at) * up, b(row, at) * down, machine), den: null };
  }
  const [a, b] = [loose(left, machine), loose(right, machine)];
  const run = (row: Row, at: number): number => {
    const x = a(row, at);
    const xDen = machine.den;
    const y = b(row, at);
    return divide(x * machine.den, y * xDen, machine);
  };
  return { run, den: null };
}

function byLiteral(left: Num, divisor: Literal, up: number, down: number): Num {
  const literal = Number(reduce(divisor.value.num, divisor.value.den).num);
  const by = up * Math.sign(literal);
  return { run: (row, at) => left.run(row, at) * by, den: Math.abs(literal) * down };
}

/** x / y with the sign on the numerator; a zero divisor that is no leftover of another failure marks the machine. */
function divide(x: number, y: number, machine: Machine): number {
  if (y === 0) {
    if (machine.failed === OK) machine.failed = DIVISION_BY_ZERO;
    machine.den = 1;
    return 0;
  }
  machine.den = y < 0 ? -y : y;
  return y < 0 ? -x : x;
}

const fail = (machine: Machine, failed: number): void => {
  if (failed > machine.failed) machine.failed = failed;
};

/** The condition's own failure, apart from what failed before it; `machine.failed` is left as it was. */
function ownFailure(machine: Machine, before: number): number {
  const own = machine.failed;
  machine.failed = before;
  return own;
}

function condition(expr: Extract<Expr, { kind: 'if' }>, to: Compiler): Num {
  const { machine } = to;
  const test = truth(expr.condition, to);
  const [a, b] = [number(expr.then, to), number(expr.else, to)];
  const den = shared([a, b]);
  const then = a.den !== null && den !== null ? scaled(a, a.den, den).run : loose(a, machine);
  const otherwise = b.den !== null && den !== null ? scaled(b, b.den, den).run : loose(b, machine);
  const run = (row: Row, at: number): number => {
    const before = machine.failed;
    machine.failed = OK;
    const value = test(row, at);
    const failed = ownFailure(machine, before);
    if (failed === OK) return value ? then(row, at) : otherwise(row, at);
    fail(machine, failed);
    machine.den = 1;
    return 0;
  };
  return { run, den };
}

function call(expr: Extract<Expr, { kind: 'call' }>, to: Compiler): Num {
  const args = expr.args.map((arg) => number(arg, to));
  const first = args[0] ?? UNREACHED;
  switch (expr.name) {
    case 'min':
      return args.reduce((a, b) => pick(a, b, -1, to.machine));
    case 'max':
      return args.reduce((a, b) => pick(a, b, 1, to.machine));
    case 'abs':
      return { run: (row, at) => Math.abs(first.run(row, at)), den: first.den };
    case 'round':
      return whole(first, 10 ** expr.decimals, roundHalfUp, to.machine);
    case 'floor':
      return whole(first, 1, (num, den) => Math.floor(num / den), to.machine);
    case 'ceiling':
      return whole(first, 1, (num, den) => Math.ceil(num / den), to.machine);
  }
}

/** The quotient of two integers below 2^53 never rounds across an integer, so its floor is exact. */
function roundHalfUp(num: number, den: number): number {
  const size = Math.floor((2 * Math.abs(num) + den) / (2 * den));
  return num < 0 ? -size : size;
}

function whole(of: Num, scale: number, to: (num: number, den: number) => number, machine: Machine): Num {
  const { run, den } = of;
  if (den !== null) return { run: (row, at) => to(run(row, at) * scale, den), den: scale };
  return { run: (row, at) => to(run(row, at) * scale, machine.den), den: scale };
}

/** The greater (sign 1) or lesser (sign -1) of two. */
function pick(left: Num, right: Num, sign: number, machine: Machine): Num {
  const den = shared([left, right]);
  if (left.den !== null && right.den !== null && den !== null) {
    const [a, b] = [scaled(left, left.den, den).run, scaled(right, right.den, den).run];
    const choose = sign > 0 ? Math.max : Math.min;
    return { run: (row, at) => choose(a(row, at), b(row, at)), den };
  }
  const [a, b] = [loose(left, machine), loose(right, machine)];
  const run = (row: Row, at: number): number => {
    const x = a(row, at);
    const xDen = machine.den;
    const y = b(row, at);
    if ((y * xDen - x * machine.den) * sign > 0) return y;
    machine.den = xDen;
    return x;
  };
  return { run, den: null };
}

function truth(expr: Expr, to: Compiler): Bool {
  switch (expr.kind) {
    case 'boolean':
      return () => expr.value;
    case 'figure': {
      const { run } = figure(expr.slot, to);
      return (row, at) => run(row, at) === 1;
    }
    case 'not': {
      const of = truth(expr.of, to);
      return (row, at) => !of(row, at);
    }
    case 'logic':
      return logic(expr, to);
    case 'compare':
      return compare(expr, to);
    case 'if':
      return truthCondition(expr, to);
    default:
      return () => false; // no truth value: the checker has refused it
  }
}

function truthCondition(expr: Extract<Expr, { kind: 'if' }>, to: Compiler): Bool {
  const { machine } = to;
  const [test, then, otherwise] = [truth(expr.condition, to), truth(expr.then, to), truth(expr.else, to)];
  return (row, at) => {
    const before = machine.failed;
    machine.failed = OK;
    const value = test(row, at);
    const failed = ownFailure(machine, before);
    if (failed === OK) return value ? then(row, at) : otherwise(row, at);
    fail(machine, failed);
    return false;
  };
}

/** One deciding side settles it, whatever the other lacks: the order of writing never matters. */
function logic(expr: Extract<Expr, { kind: 'logic' }>, to: Compiler): Bool {
  const { machine } = to;
  const [left, right] = [truth(expr.left, to), truth(expr.right, to)];
  const deciding = expr.op === 'or';
  return (row, at) => {
    const before = machine.failed;
    machine.failed = OK;
    const a = left(row, at);
    const aFailed = machine.failed;
    if (aFailed === OK && a === deciding) {
      machine.failed = before;
      return deciding;
    }
    machine.failed = OK;
    const b = right(row, at);
    const bFailed = ownFailure(machine, before);
    if (bFailed === OK && b === deciding) return deciding;
    fail(machine, Math.max(aFailed, bFailed));
    return !deciding;
  };
}

function compare(expr: Extract<Expr, { kind: 'compare' }>, to: Compiler): Bool {
  if (expr.of === 'number')
    return compareNumbers(expr.op, number(expr.left, to), number(expr.right, to), to.machine);
  const equal = expr.op === '=';
  if (expr.of === 'boolean') {
    const [a, b] = [truth(expr.left, to), truth(expr.right, to)];
    return (row, at) => (a(row, at) === b(row, at)) === equal;
  }
  const [a, b] = [option(expr.left, to), option(expr.right, to)];
  return (row, at) => (a(row, at) === b(row, at)) === equal;
}

function option(expr: Expr, to: Compiler): Num['run'] {
  if (expr.kind === 'figure') return figure(expr.slot, to).run;
  const index = expr.kind === 'option' ? expr.index : -1;
  return () => index;
}

function compareNumbers(op: CompareOp, left: Num, right: Num, machine: Machine): Bool {
  const den = shared([left, right]);
  if (left.den !== null && right.den !== null && den !== null) {
    const [a, b] = [scaled(left, left.den, den).run, scaled(right, right.den, den).run];
    return byOrder(op, a, b);
  }
  const [a, b] = [loose(left, machine), loose(right, machine)];
  return (row, at) => {
    const x = a(row, at);
    const xDen = machine.den;
    const y = b(row, at);
    return holds(op, x * machine.den - y * xDen);
  };
}

function byOrder(op: CompareOp, a: Num['run'], b: Num['run']): Bool {
  switch (op) {
    case '=':
      return (row, at) => a(row, at) === b(row, at);
    case '!=':
      return (row, at) => a(row, at) !== b(row, at);
    case '<':
      return (row, at) => a(row, at) < b(row, at);
    case '<=':
      return (row, at) => a(row, at) <= b(row, at);
    case '>':
      return (row, at) => a(row, at) > b(row, at);
    case '>=':
      return (row, at) => a(row, at) >= b(row, at);
  }
}
