import type { Expr, Formula, FormulaSlot, FormulaValues } from './formula.ts';
import { KEYWORDS } from './parse.ts';
import { CALL_NAMES } from './check.ts';
import { readSlot } from './evaluate.ts';
import { printRatio } from './ratio.ts';
import { isPlainName, isWritable } from './tokens.ts';

/** How tightly each kind binds; an operand of lower rank gets parentheses. */
const IF = 0;
const RANK = { or: 1, and: 2, compare: 3, '+': 4, '-': 4, '*': 5, '/': 5, negate: 6, atom: 7 } as const;

function rankOf(expr: Expr): number {
  if (expr.kind === 'if') return IF;
  if (expr.kind === 'logic' || expr.kind === 'arithmetic') return RANK[expr.op];
  if (expr.kind === 'compare' || expr.kind === 'negate') return RANK[expr.kind];
  return RANK.atom;
}

interface Show {
  readonly figure: (expr: Extract<Expr, { kind: 'figure' }>) => string;
  readonly maxPoints: (expr: Extract<Expr, { kind: 'max-points' }>) => string;
}

/** The normal form: one space around operators, only the parentheses that are needed, names in NFC. */
export const printFormula = (formula: Formula): string => formula.text;

export function printExpr(expr: Expr, slots: readonly FormulaSlot[]): string {
  return print(expr, {
    figure: ({ slot }) => printName(slots[slot]?.key ?? ''),
    maxPoints: () => 'max_points',
  });
}

/**
 * The text with the figures put in: numbers as they were given, choices in quotes, `null` where there is no data.
 * `replayFormula` computes the same outcome from this text alone.
 */
export function explainFormula(formula: Formula, values: FormulaValues): string {
  return print(formula.root, {
    figure: ({ slot }) => showValue(formula.slots[slot], values),
    maxPoints: ({ value }) => printRatio(value),
  });
}

function showValue(slot: FormulaSlot | undefined, values: FormulaValues): string {
  const value = slot && readSlot(slot, values);
  if (slot === undefined || value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return printRatio(value);
  const id = slot.figure.type === 'choice' ? (slot.figure.options[value]?.id ?? '').normalize('NFC') : '';
  // An option that no text can hold equals none that a formula can name; neither does the empty text.
  return isWritable(id) ? `"${id}"` : '""';
}

export function printName(key: string): string {
  const name = key.normalize('NFC');
  return isPlainName(name) && !KEYWORDS.has(name) && !CALL_NAMES.includes(name) ? name : `\`${name}\``;
}

function print(expr: Expr, show: Show): string {
  const inside = (of: Expr, least: number): string => {
    const text = print(of, show);
    return rankOf(of) < least ? `(${text})` : text;
  };
  switch (expr.kind) {
    case 'number':
      return expr.text;
    case 'max-points':
      return show.maxPoints(expr);
    case 'boolean':
      return String(expr.value);
    case 'option':
      return `"${expr.text}"`;
    case 'figure':
      return show.figure(expr);
    case 'negate':
      return `-${inside(expr.of, RANK.negate)}`;
    case 'not':
      return `not(${print(expr.of, show)})`;
    case 'compare':
      return `${inside(expr.left, RANK['+'])} ${expr.op} ${inside(expr.right, RANK['+'])}`;
    case 'logic':
    case 'arithmetic':
      return `${inside(expr.left, RANK[expr.op])} ${expr.op} ${inside(expr.right, RANK[expr.op] + 1)}`;
    case 'if':
      return `if ${print(expr.condition, show)} then ${print(expr.then, show)} else ${print(expr.else, show)}`;
    case 'call': {
      const args = expr.args.map((arg) => print(arg, show));
      return `${expr.name}(${[...args, ...(expr.name === 'round' ? [String(expr.decimals)] : [])].join(', ')})`;
    }
  }
}
