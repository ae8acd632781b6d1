import type {
  ArithmeticOp,
  CallName,
  CompareOp,
  Expr,
  ExprType,
  FormulaProblem,
  FormulaProblemCode,
} from './formula.ts';
import { FORMULA_LIMITS } from './formula.ts';
import type { Syntax } from './parse.ts';
import { parseRatio, ratio, type Ratio } from './ratio.ts';

/** What the names of a text stand for, and where faults go. */
export interface Scope {
  /** The slot and type of a name, or undefined after having reported why there is none. */
  readonly resolve: (name: string, offset: number, expected: ExprType | null) => Expr | undefined;
  /** The index of a choice's option, or undefined after having reported it. `slot` -1: compared with another text. */
  readonly option: (text: string, offset: number, slot: number) => number | undefined;
  readonly maxPoints: Ratio | null;
  readonly report: (code: FormulaProblemCode, offset: number, detail: FormulaProblem['detail']) => void;
}

const CALLS: ReadonlyMap<string, { readonly name: CallName; readonly least: number; readonly most: number }> =
  new Map(
    [
      { name: 'min', least: 1, most: Infinity },
      { name: 'max', least: 1, most: Infinity },
      { name: 'round', least: 2, most: 2 },
      { name: 'floor', least: 1, most: 1 },
      { name: 'ceiling', least: 1, most: 1 },
      { name: 'abs', least: 1, most: 1 },
    ].map((call) => [call.name, call as { name: CallName; least: number; most: number }]),
  );
export const CALL_NAMES: readonly string[] = [...CALLS.keys()];

export function typeOf(expr: Expr): ExprType {
  switch (expr.kind) {
    case 'figure':
    case 'if':
      return expr.type;
    case 'option':
      return 'choice';
    case 'boolean':
    case 'compare':
    case 'logic':
    case 'not':
      return 'boolean';
    default:
      return 'number';
  }
}

/** A number that is written out: the same for all figures. */
export const isLiteral = (expr: Expr): expr is Extract<Expr, { kind: 'number' | 'max-points' }> =>
  expr.kind === 'number' || expr.kind === 'max-points';

/** Types the tree, reporting every fault it can tell apart. undefined = reported. */
export function checkSyntax(syntax: Syntax, scope: Scope, expected: ExprType | null): Expr | undefined {
  const expr = checked(syntax, scope, expected);
  if (expr === undefined || expected === null || typeOf(expr) === expected) return expr;
  scope.report('wrong-type', syntax.offset, { expected, found: typeOf(expr) });
  return undefined;
}

function checked(syntax: Syntax, scope: Scope, expected: ExprType | null): Expr | undefined {
  const { offset } = syntax;
  switch (syntax.kind) {
    case 'number':
      return { kind: 'number', value: parseRatio(syntax.text) ?? ratio(0n), text: syntax.text, offset };
    case 'text':
      scope.report('choice-needs-literal', offset, {});
      return undefined;
    case 'name':
      return checkName(syntax, scope, expected);
    case 'negate': {
      const of = checkSyntax(syntax.of, scope, 'number');
      return of && { kind: 'negate', of, offset };
    }
    case 'not': {
      const of = checkSyntax(syntax.of, scope, 'boolean');
      return of && { kind: 'not', of, offset };
    }
    case 'binary':
      return checkBinary(syntax, scope);
    case 'if':
      return checkIf(syntax, scope, expected);
    case 'call':
      return checkCall(syntax, scope);
  }
}

function checkName(
  syntax: Extract<Syntax, { kind: 'name' }>,
  scope: Scope,
  expected: ExprType | null,
): Expr | undefined {
  const { offset, name } = syntax;
  if (!syntax.quoted && (name === 'true' || name === 'false'))
    return { kind: 'boolean', value: name === 'true', offset };
  if (!syntax.quoted && name === 'max_points' && scope.maxPoints)
    return { kind: 'max-points', value: scope.maxPoints, offset };
  return scope.resolve(name, offset, expected);
}

type Binary = Extract<Syntax, { kind: 'binary' }>;

function checkBinary(syntax: Binary, scope: Scope): Expr | undefined {
  const { op, offset } = syntax;
  if (op === 'and' || op === 'or') {
    const left = checkSyntax(syntax.left, scope, 'boolean');
    const right = checkSyntax(syntax.right, scope, 'boolean');
    return left && right && { kind: 'logic', op, left, right, offset };
  }
  if (isArithmetic(op)) {
    const left = checkSyntax(syntax.left, scope, 'number');
    const right = checkSyntax(syntax.right, scope, 'number');
    return left && right && { kind: 'arithmetic', op, left, right, offset };
  }
  return checkComparison(syntax, op, scope);
}

const isArithmetic = (op: Binary['op']): op is ArithmeticOp =>
  op === '+' || op === '-' || op === '*' || op === '/';

function checkComparison(syntax: Binary, op: CompareOp, scope: Scope): Expr | undefined {
  if (syntax.left.kind === 'text' || syntax.right.kind === 'text') return checkChoice(syntax, op, scope);
  const ordered = op !== '=' && op !== '!=';
  const expected = ordered ? 'number' : (evidentType(syntax.left) ?? evidentType(syntax.right));
  const left = checkSyntax(syntax.left, scope, expected);
  const right = checkSyntax(syntax.right, scope, expected ?? (left ? typeOf(left) : null));
  if (left === undefined || right === undefined) return undefined;
  const of = typeOf(left);
  if (of !== 'choice') return { kind: 'compare', op, of, left, right, offset: syntax.offset };
  scope.report('choice-needs-literal', syntax.offset, {});
  return undefined;
}

/** The type that the form alone shows; null when it hangs on a figure. */
function evidentType(syntax: Syntax): ExprType | null {
  switch (syntax.kind) {
    case 'name':
      return !syntax.quoted && (syntax.name === 'true' || syntax.name === 'false') ? 'boolean' : null;
    case 'text':
      return 'choice';
    case 'not':
      return 'boolean';
    case 'binary':
      return isArithmetic(syntax.op) ? 'number' : 'boolean';
    case 'if':
      return evidentType(syntax.then) ?? evidentType(syntax.else);
    default:
      return 'number';
  }
}

/** A choice figure against one of its options, in either order. */
function checkChoice(syntax: Binary, op: CompareOp, scope: Scope): Expr | undefined {
  const { offset } = syntax;
  if (op !== '=' && op !== '!=') {
    scope.report('wrong-type', offset, { expected: 'number', found: 'choice' });
    return undefined;
  }
  const textFirst = syntax.left.kind === 'text';
  const [one, other] = textFirst ? [syntax.right, syntax.left] : [syntax.left, syntax.right];
  const figure = one.kind === 'text' ? optionOf(one, -1, scope) : checkSyntax(one, scope, 'choice');
  if (figure === undefined || other.kind !== 'text') return undefined;
  const literal = optionOf(other, figure.kind === 'figure' ? figure.slot : -1, scope);
  if (literal === undefined) return undefined;
  const [left, right] = textFirst ? [literal, figure] : [figure, literal];
  return { kind: 'compare', op, of: 'choice', left, right, offset };
}

function optionOf(syntax: Extract<Syntax, { kind: 'text' }>, slot: number, scope: Scope): Expr | undefined {
  const index = scope.option(syntax.text, syntax.offset, slot);
  return index === undefined
    ? undefined
    : { kind: 'option', text: syntax.text, index, offset: syntax.offset };
}

function checkIf(
  syntax: Extract<Syntax, { kind: 'if' }>,
  scope: Scope,
  expected: ExprType | null,
): Expr | undefined {
  const condition = checkSyntax(syntax.condition, scope, 'boolean');
  const then = checkSyntax(syntax.then, scope, expected);
  const otherwise = checkSyntax(syntax.else, scope, expected ?? (then ? typeOf(then) : null));
  if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
  const type = typeOf(then);
  if (type !== 'choice') return { kind: 'if', type, condition, then, else: otherwise, offset: syntax.offset };
  scope.report('choice-needs-literal', syntax.then.offset, {});
  return undefined;
}

function checkCall(syntax: Extract<Syntax, { kind: 'call' }>, scope: Scope): Expr | undefined {
  const { offset } = syntax;
  const call = CALLS.get(syntax.name);
  if (call === undefined) {
    scope.report('unknown-function', offset, { name: syntax.name, known: CALL_NAMES.join(', ') });
    return undefined;
  }
  if (syntax.args.length < call.least || syntax.args.length > call.most) {
    const expected = call.most === call.least ? String(call.least) : `${call.least}+`;
    scope.report('wrong-argument-count', offset, {
      name: call.name,
      expected,
      found: String(syntax.args.length),
    });
    return undefined;
  }
  const decimals = call.name === 'round' ? literalDecimals(syntax.args[1], scope) : 0;
  const values = call.name === 'round' ? syntax.args.slice(0, 1) : syntax.args;
  const args = values.map((arg) => checkSyntax(arg, scope, 'number'));
  if (decimals === undefined || !args.every((arg) => arg !== undefined)) return undefined;
  return { kind: 'call', name: call.name, args, decimals, offset };
}

function literalDecimals(syntax: Syntax | undefined, scope: Scope): number | undefined {
  const value = syntax?.kind === 'number' && /^\d{1,2}$/.test(syntax.text) ? Number(syntax.text) : Infinity;
  if (value <= FORMULA_LIMITS.decimals) return value;
  scope.report('decimals-not-literal', syntax?.offset ?? 0, { most: String(FORMULA_LIMITS.decimals) });
  return undefined;
}
