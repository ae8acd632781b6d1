import type { Figure } from '../criteria-set.ts';
import { checkSyntax, type Scope } from './check.ts';
import {
  FORMULA_LIMITS,
  type Expr,
  type ExprType,
  type Formula,
  type FormulaBounds,
  type FormulaProblem,
  type FormulaSlot,
  type ParsedFormula,
} from './formula.ts';
import { parseSyntax, type Syntax } from './parse.ts';
import { printExpr } from './print.ts';
import { analyse, type Analysis } from './ranges.ts';
import { compareRatio, parseRatio, printRatio, ratio, type Ratio } from './ratio.ts';

/**
 * Reads, types and proves one formula over the declared figures of an item.
 * Accepted = total: every value of the figures inside their ranges gives an exact number within `bounds`,
 * 'division-by-zero' or 'no-data'. Nothing is evaluated before all of it is checked; never throws.
 */
export function parseFormula(text: string, figures: readonly Figure[], bounds: FormulaBounds): ParsedFormula {
  const parsed = parseSyntax(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const problems: FormulaProblem[] = [];
  const limits = readBounds(bounds);
  if (limits === undefined)
    return refuse('figure-range', 0, { figure: 'max_points', range: `${bounds.min}..${bounds.max}` });
  const { slots, scope } = openScope(parsed.syntax, figures, limits.max, problems);
  const root = checkSyntax(parsed.syntax, scope, 'number');
  if (root === undefined || problems.length > 0) return { ok: false, problems };
  return prove(root, slots, limits);
}

function refuse(
  code: FormulaProblem['code'],
  offset: number,
  detail: FormulaProblem['detail'],
): ParsedFormula {
  return { ok: false, problems: [{ code, offset, detail }] };
}

interface Limits {
  readonly min: Ratio;
  readonly max: Ratio;
}
function readBounds(bounds: FormulaBounds): Limits | undefined {
  const [min, max] = [readEnd(bounds.min), readEnd(bounds.max)];
  return min && max && compareRatio(min, max) <= 0 ? { min, max } : undefined;
}

/** One end of a declared range; undefined when it is no number of at most 30 digits. */
function readEnd(text: string): Ratio | undefined {
  const short =
    text.length <= FORMULA_LIMITS.digits + 2 && text.replace(/\D/g, '').length <= FORMULA_LIMITS.digits;
  return short ? parseRatio(text) : undefined;
}

function prove(root: Expr, slots: readonly FormulaSlot[], limits: Limits): ParsedFormula {
  const analysis = analyse(root, slots);
  const problems = [...analysis.problems, ...outside(analysis, limits)];
  if (problems.length > 0) return { ok: false, problems };
  const formula: Formula = {
    text: printExpr(root, slots),
    root,
    slots,
    lowest: analysis.range.low,
    highest: analysis.range.high,
    mayDivideByZero: analysis.mayDivideByZero,
    exactInDoubles: analysis.exactInDoubles,
  };
  return { ok: true, formula };
}

function outside(analysis: Analysis, limits: Limits): readonly FormulaProblem[] {
  const { low, high } = analysis.range;
  if (compareRatio(low, limits.min) >= 0 && compareRatio(high, limits.max) <= 0) return [];
  const detail = {
    lowest: printRatio(low),
    highest: printRatio(high),
    min: printRatio(limits.min),
    max: printRatio(limits.max),
  };
  return [{ code: 'out-of-range', offset: 0, detail }];
}

/** Names in the text, back-quoted or not; call names are no figures. */
function namesIn(syntax: Syntax, found: Set<string> = new Set()): Set<string> {
  if (syntax.kind === 'name') found.add(syntax.name);
  else if (syntax.kind === 'negate' || syntax.kind === 'not') namesIn(syntax.of, found);
  else if (syntax.kind === 'call') for (const arg of syntax.args) namesIn(arg, found);
  else if (syntax.kind === 'binary') for (const side of [syntax.left, syntax.right]) namesIn(side, found);
  else if (syntax.kind === 'if')
    for (const part of [syntax.condition, syntax.then, syntax.else]) namesIn(part, found);
  return found;
}

function openScope(
  syntax: Syntax,
  figures: readonly Figure[],
  maxPoints: Ratio,
  problems: FormulaProblem[],
): { slots: readonly FormulaSlot[]; scope: Scope } {
  const report: Scope['report'] = (code, offset, detail) => void problems.push({ code, offset, detail });
  const used = namesIn(syntax);
  const named = figures.filter((figure) => used.has(figure.key.normalize('NFC')));
  const slots = named.flatMap((figure) => slotOf(figure, report) ?? []);
  for (const name of duplicates(named)) report('figure-name', 0, { figure: name });
  const byName = new Map(slots.map((slot, index) => [slot.key.normalize('NFC'), index]));
  const known = figures.map((figure) => figure.key).join(', ');
  const resolve: Scope['resolve'] = (name, offset) => {
    const index = byName.get(name);
    const slot = index === undefined ? undefined : slots[index];
    if (slot === undefined || index === undefined) {
      const declared = named.find((figure) => figure.key.normalize('NFC') === name);
      if (declared === undefined) report('unknown-name', offset, { name, known });
      else if (declared.type === 'date') report('date-figure', offset, { figure: name });
      return undefined;
    }
    return { kind: 'figure', slot: index, type: slot.type, offset };
  };
  return { slots, scope: { resolve, option: optionsOf(slots, report), maxPoints, report } };
}

function optionsOf(slots: readonly FormulaSlot[], report: Scope['report']): Scope['option'] {
  return (text, offset, slot) => {
    const figure = slots[slot]?.figure;
    if (figure?.type !== 'choice') {
      report('choice-needs-literal', offset, {});
      return undefined;
    }
    const index = figure.options.findIndex((option) => option.id.normalize('NFC') === text);
    if (index >= 0 && text !== '') return index;
    report('unknown-option', offset, {
      option: text,
      figure: figure.key,
      known: figure.options.map((option) => option.id).join(', '),
    });
    return undefined;
  };
}

/** Two figures whose names look the same, or one that hides `max_points`. */
function duplicates(figures: readonly Figure[]): readonly string[] {
  const names = figures.map((figure) => figure.key.normalize('NFC'));
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i || name === 'max_points'))];
}

const SLOT_TYPES: Readonly<Record<Exclude<Figure['type'], 'date'>, ExprType>> = {
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  choice: 'choice',
};

function slotOf(figure: Figure, report: Scope['report']): FormulaSlot | undefined {
  if (figure.type === 'date') return undefined;
  const [type, key] = [SLOT_TYPES[figure.type], figure.key];
  if (figure.type === 'boolean') return { key, figure, type, decimals: 0, low: ratio(0n), high: ratio(1n) };
  if (figure.type === 'choice') {
    return {
      key,
      figure,
      type,
      decimals: 0,
      low: ratio(0n),
      high: ratio(BigInt(Math.max(0, figure.options.length - 1))),
    };
  }
  const [low, high, decimals] = [
    readEnd(figure.min),
    readEnd(figure.max),
    figure.type === 'integer' ? 0 : figure.decimals,
  ];
  const usable = Number.isInteger(decimals) && decimals >= 0 && decimals <= FORMULA_LIMITS.decimals;
  if (usable && low && high && compareRatio(low, high) <= 0)
    return { key, figure, type, decimals, low, high };
  report('figure-range', 0, { figure: key, range: `${figure.min}..${figure.max}` });
  return undefined;
}
