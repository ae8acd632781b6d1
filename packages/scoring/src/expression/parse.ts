import {
  FORMULA_LIMITS,
  type ArithmeticOp,
  type CompareOp,
  type FormulaProblem,
  type FormulaProblemCode,
} from './formula.ts';
import { tokenize, type Token } from './tokens.ts';

/** The text as a tree, names not yet resolved. */
export type Syntax =
  | { readonly kind: 'number'; readonly text: string; readonly offset: number }
  | { readonly kind: 'text'; readonly text: string; readonly offset: number }
  | { readonly kind: 'name'; readonly name: string; readonly quoted: boolean; readonly offset: number }
  | { readonly kind: 'negate' | 'not'; readonly of: Syntax; readonly offset: number }
  | {
      readonly kind: 'binary';
      readonly op: ArithmeticOp | CompareOp | 'and' | 'or';
      readonly left: Syntax;
      readonly right: Syntax;
      readonly offset: number;
    }
  | {
      readonly kind: 'if';
      readonly condition: Syntax;
      readonly then: Syntax;
      readonly else: Syntax;
      readonly offset: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Syntax[];
      readonly offset: number;
    };

export type ParsedSyntax =
  { readonly ok: true; readonly syntax: Syntax } | { readonly ok: false; readonly problem: FormulaProblem };

/** Words that cannot stand for a figure unless back-quoted. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'and',
  'or',
  'not',
  'true',
  'false',
]);

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** How much one text may hold. */
export interface SyntaxLimits {
  readonly length: number;
  readonly nodes: number;
  readonly depth: number;
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly limits: SyntaxLimits;
  at: number;
  depth: number;
  nodes: number;
}

/** The only way out of the descent; caught below and never seen outside this file. */
class Stop extends Error {
  readonly problem: FormulaProblem;
  constructor(code: FormulaProblemCode, offset: number, detail: Readonly<Record<string, string>>) {
    super(code);
    this.problem = { code, offset, detail };
  }
}

/** Reads one expression; the first fault ends it. Bounded: every step takes a token, nesting and size are counted. */
export function parseSyntax(text: string, limits: SyntaxLimits = FORMULA_LIMITS): ParsedSyntax {
  const tokens = tokenize(text, limits.length);
  if (!tokens.ok) return tokens;
  const reader: Reader = { tokens: tokens.tokens, limits, at: 0, depth: 0, nodes: 0 };
  try {
    if (peek(reader).kind === 'end') throw new Stop('empty', 0, {});
    const syntax = expression(reader);
    if (peek(reader).kind !== 'end') throw unexpected(reader, 'operator');
    return { ok: true, syntax };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem };
    throw error;
  }
}

const END: Token = { kind: 'end', text: '', offset: 0, end: 0 };
const peek = (reader: Reader): Token => reader.tokens[reader.at] ?? END;
const isSign = (token: Token, text: string): boolean => token.kind === 'sign' && token.text === text;
const isWord = (token: Token, text: string): boolean => token.kind === 'name' && token.text === text;

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.at++;
  return token;
}

function expect(reader: Reader, text: string): Token {
  const token = peek(reader);
  if (!isSign(token, text) && !isWord(token, text)) throw unexpected(reader, text);
  return take(reader);
}

function unexpected(reader: Reader, expected: string): Stop {
  const token = peek(reader);
  const before = reader.tokens[reader.at - 1];
  const after = reader.tokens[reader.at + 1];
  if (isSign(token, ',') && before?.kind === 'number' && after?.kind === 'number') {
    return new Stop('decimal-comma', token.offset, { number: `${before.text}.${after.text}` });
  }
  return new Stop('unexpected-token', token.offset, { found: token.text, expected });
}

function node<T extends Syntax>(reader: Reader, made: T): T {
  reader.nodes++;
  if (reader.nodes > reader.limits.nodes) {
    throw new Stop('too-many-parts', made.offset, { limit: String(reader.limits.nodes) });
  }
  return made;
}

function nested<T>(reader: Reader, read: () => T): T {
  reader.depth++;
  if (reader.depth > reader.limits.depth) {
    throw new Stop('too-deep', peek(reader).offset, { limit: String(reader.limits.depth) });
  }
  const result = read();
  reader.depth--;
  return result;
}

function expression(reader: Reader): Syntax {
  if (!isWord(peek(reader), 'if')) return disjunction(reader);
  return nested(reader, () => {
    const { offset } = take(reader);
    const condition = expression(reader);
    expect(reader, 'then');
    const then = expression(reader);
    expect(reader, 'else');
    return node(reader, { kind: 'if', condition, then, else: expression(reader), offset });
  });
}

function chain(
  reader: Reader,
  operand: (reader: Reader) => Syntax,
  operator: (token: Token) => ArithmeticOp | 'and' | 'or' | undefined,
): Syntax {
  let left = operand(reader);
  for (let op = operator(peek(reader)); op !== undefined; op = operator(peek(reader))) {
    const { offset } = take(reader);
    left = node(reader, { kind: 'binary', op, left, right: operand(reader), offset });
  }
  return left;
}

const disjunction = (reader: Reader): Syntax =>
  chain(reader, conjunction, (token) => (isWord(token, 'or') ? 'or' : undefined));
const conjunction = (reader: Reader): Syntax =>
  chain(reader, comparison, (token) => (isWord(token, 'and') ? 'and' : undefined));
const sum = (reader: Reader): Syntax =>
  chain(reader, product, (token) => (isSign(token, '+') ? '+' : isSign(token, '-') ? '-' : undefined));
const product = (reader: Reader): Syntax =>
  chain(reader, signed, (token) => (isSign(token, '*') ? '*' : isSign(token, '/') ? '/' : undefined));

const comparisonOf = (token: Token): CompareOp | undefined =>
  token.kind === 'sign' && COMPARISONS.has(token.text) ? (token.text as CompareOp) : undefined;

function comparison(reader: Reader): Syntax {
  const left = sum(reader);
  const op = comparisonOf(peek(reader));
  if (op === undefined) return left;
  const { offset } = take(reader);
  const compared = node(reader, { kind: 'binary', op, left, right: sum(reader), offset });
  const next = peek(reader);
  if (comparisonOf(next) !== undefined)
    throw new Stop('chained-comparison', next.offset, { found: next.text });
  return compared;
}

function signed(reader: Reader): Syntax {
  if (!isSign(peek(reader), '-')) return primary(reader);
  const { offset } = take(reader);
  return nested(reader, () => node(reader, { kind: 'negate', of: signed(reader), offset }));
}

function primary(reader: Reader): Syntax {
  const token = peek(reader);
  if (isSign(token, '(')) return parenthesis(reader);
  if (token.kind === 'number' || token.kind === 'text') {
    take(reader);
    return node(reader, { kind: token.kind, text: token.text, offset: token.offset });
  }
  if (token.kind === 'quoted-name') return name(reader, true);
  if (token.kind !== 'name') throw unexpected(reader, 'value');
  if (isWord(token, 'not')) return negation(reader);
  if (KEYWORDS.has(token.text) && token.text !== 'true' && token.text !== 'false')
    throw unexpected(reader, 'value');
  return isSign(reader.tokens[reader.at + 1] ?? END, '(') ? call(reader) : name(reader, false);
}

function name(reader: Reader, quoted: boolean): Syntax {
  const token = take(reader);
  return node(reader, { kind: 'name', name: token.text, quoted, offset: token.offset });
}

function parenthesis(reader: Reader): Syntax {
  take(reader);
  const inner = nested(reader, () => expression(reader));
  expect(reader, ')');
  return inner;
}

function negation(reader: Reader): Syntax {
  const { offset } = take(reader);
  if (!isSign(peek(reader), '(')) throw unexpected(reader, '(');
  return node(reader, { kind: 'not', of: parenthesis(reader), offset });
}

function call(reader: Reader): Syntax {
  const token = take(reader);
  take(reader);
  const args: Syntax[] = [];
  if (!isSign(peek(reader), ')')) {
    nested(reader, () => {
      args.push(expression(reader));
      while (isSign(peek(reader), ',')) {
        take(reader);
        args.push(expression(reader));
      }
    });
  }
  expect(reader, ')');
  return node(reader, { kind: 'call', name: token.text, args, offset: token.offset });
}
