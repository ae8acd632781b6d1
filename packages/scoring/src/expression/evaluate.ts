import type { CompareOp, Expr, Formula, FormulaOutcome, FormulaSlot, FormulaValues } from './formula.ts';
import {
  addRatio,
  compareRatio,
  divideRatio,
  floorDivide,
  greater,
  lesser,
  multiplyRatio,
  negateRatio,
  parseRatio,
  ratio,
  reduce,
  roundRatio,
  type Ratio,
} from './ratio.ts';

type Failure = 'division-by-zero' | 'no-data';
/** A slot's value: a number, yes/no, or the index of an option. undefined = no data. */
export type SlotValue = Ratio | boolean | number | undefined;
type Row = readonly SlotValue[];

/**
 * Exact outcome over the figures as given; a ratio in lowest terms.
 * Only what the taken branches read counts. `and`, `or` are the same from both sides: one false (true) side decides,
 * whatever the other lacks; where both kinds of failure meet, missing data outweighs division by zero.
 * A value that does not fit its declared figure is no data (loading the facts has refused it before).
 */
export function evaluate(formula: Formula, values: FormulaValues): FormulaOutcome {
  return evaluateExpr(
    formula.root,
    formula.slots.map((slot) => readSlot(slot, values)),
  );
}

export function evaluateExpr(root: Expr, row: Row): FormulaOutcome {
  const value = number(root, row);
  return typeof value === 'string' ? value : reduce(value.num, value.den);
}

/** Longest text that a value inside a declared range can have. */
const LONGEST = 64;

export function readSlot(slot: FormulaSlot, values: FormulaValues): SlotValue {
  const value = Object.hasOwn(values, slot.key) ? values[slot.key] : undefined;
  if (value === undefined || value === null) return undefined;
  if (slot.type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (slot.figure.type === 'choice') {
    const index = slot.figure.options.findIndex((option) => option.id === value);
    return index < 0 ? undefined : index;
  }
  const read = value.length <= LONGEST ? parseRatio(value) : undefined;
  return read && fits(read, slot) ? read : undefined;
}

const fits = (value: Ratio, slot: FormulaSlot): boolean =>
  compareRatio(value, slot.low) >= 0 &&
  compareRatio(value, slot.high) <= 0 &&
  (value.num * 10n ** BigInt(slot.decimals)) % value.den === 0n;

const worse = (a: Failure, b: Failure): Failure => (a === 'no-data' ? a : b);

function number(expr: Expr, row: Row): Ratio | Failure {
  switch (expr.kind) {
    case 'number':
    case 'max-points':
      return expr.value;
    case 'figure': {
      const value = row[expr.slot];
      return typeof value === 'object' ? value : 'no-data';
    }
    case 'negate': {
      const value = number(expr.of, row);
      return typeof value === 'string' ? value : negateRatio(value);
    }
    case 'arithmetic':
      return arithmetic(expr, row);
    case 'if': {
      const condition = truth(expr.condition, row);
      return typeof condition === 'string' ? condition : number(condition ? expr.then : expr.else, row);
    }
    case 'call':
      return call(expr, row);
    default:
      return 'no-data'; // no number: the checker has refused it
  }
}

function arithmetic(expr: Extract<Expr, { kind: 'arithmetic' }>, row: Row): Ratio | Failure {
  const left = number(expr.left, row);
  const right = number(expr.right, row);
  if (typeof right === 'string') return typeof left === 'string' ? worse(left, right) : right;
  if (expr.op === '/' && right.num === 0n) return typeof left === 'string' ? left : 'division-by-zero';
  if (typeof left === 'string') return left;
  switch (expr.op) {
    case '+':
      return addRatio(left, right);
    case '-':
      return addRatio(left, negateRatio(right));
    case '*':
      return multiplyRatio(left, right);
    case '/':
      return divideRatio(left, right);
  }
}

function call(expr: Extract<Expr, { kind: 'call' }>, row: Row): Ratio | Failure {
  const args: Ratio[] = [];
  let failed: Failure | undefined;
  for (const arg of expr.args) {
    const value = number(arg, row);
    if (typeof value === 'string') failed = failed === undefined ? value : worse(failed, value);
    else args.push(value);
  }
  if (failed !== undefined) return failed;
  const first = args[0] ?? ratio(0n);
  switch (expr.name) {
    case 'min':
      return args.reduce(lesser);
    case 'max':
      return args.reduce(greater);
    case 'round':
      return roundRatio(first, expr.decimals);
    case 'floor':
      return ratio(floorDivide(first.num, first.den));
    case 'ceiling':
      return ratio(-floorDivide(-first.num, first.den));
    case 'abs':
      return first.num < 0n ? negateRatio(first) : first;
  }
}

function truth(expr: Expr, row: Row): boolean | Failure {
  switch (expr.kind) {
    case 'boolean':
      return expr.value;
    case 'figure': {
      const value = row[expr.slot];
      return typeof value === 'boolean' ? value : 'no-data';
    }
    case 'not': {
      const value = truth(expr.of, row);
      return typeof value === 'string' ? value : !value;
    }
    case 'logic':
      return logic(expr, row);
    case 'compare':
      return compare(expr, row);
    case 'if': {
      const condition = truth(expr.condition, row);
      return typeof condition === 'string' ? condition : truth(condition ? expr.then : expr.else, row);
    }
    default:
      return 'no-data'; // no truth value: the checker has refused it
  }
}

function logic(expr: Extract<Expr, { kind: 'logic' }>, row: Row): boolean | Failure {
  const [left, right] = [truth(expr.left, row), truth(expr.right, row)];
  const deciding = expr.op === 'or';
  if (left === deciding || right === deciding) return deciding;
  if (typeof left === 'string') return typeof right === 'string' ? worse(left, right) : left;
  return right;
}

function compare(expr: Extract<Expr, { kind: 'compare' }>, row: Row): boolean | Failure {
  if (expr.of === 'number') return order(expr.op, number(expr.left, row), number(expr.right, row));
  const of = expr.of === 'boolean' ? truth : option;
  const [left, right] = [of(expr.left, row), of(expr.right, row)];
  if (typeof left === 'string') return typeof right === 'string' ? worse(left, right) : left;
  if (typeof right === 'string') return right;
  return expr.op === '=' ? left === right : left !== right;
}

function option(expr: Expr, row: Row): number | Failure {
  const value = expr.kind === 'option' ? expr.index : expr.kind === 'figure' ? row[expr.slot] : undefined;
  return typeof value === 'number' ? value : 'no-data';
}

function order(op: CompareOp, left: Ratio | Failure, right: Ratio | Failure): boolean | Failure {
  if (typeof left === 'string') return typeof right === 'string' ? worse(left, right) : left;
  if (typeof right === 'string') return right;
  return holds(op, compareRatio(left, right));
}

/** Whether `op` holds between two things of which `sign` tells the order (-1, 0, 1). */
export function holds(op: CompareOp, sign: number): boolean {
  switch (op) {
    case '=':
      return sign === 0;
    case '!=':
      return sign !== 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}
