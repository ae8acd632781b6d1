import type { FigureValue, Rounding, Rule } from '../criteria-set.ts';
import type { CompiledFormula, Formula, FormulaValues } from '../expression/index.ts';
import {
  compileFormula,
  describeFormulaProblem,
  evaluate,
  explainFormula,
  parseFormula,
} from '../expression/index.ts';
import type { Column } from '../fact-table.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, fraction, stepText } from '../fraction.ts';
import { formatScaled, intOf, isSafeProduct, pow10, roundDiv } from '../points.ts';
import type { SlotPlan } from '../plan.ts';
import { roundingStep } from './kernels.ts';
import type { Chunk, CompiledRule, Kernel, RuleKind, RuleScope, Values } from './rule-kind.ts';

type FormulaRule = Extract<Rule, { kind: 'formula' }>;

interface Compiled {
  readonly formula: Formula;
  /** null when only the bigint evaluator is proved exact. */
  readonly fast: CompiledFormula | null;
  /** For each slot of the formula the index among the item's figures. */
  readonly figures: readonly number[];
  readonly row: number[];
  readonly scope: RuleScope;
}

/** The escape hatch: an expression of the small total language over the declared figures. */
export const formula: RuleKind<FormulaRule> = {
  compile(rule, scope) {
    const parsed = parseFormula(rule.expression, scope.item.figures, {
      min: scope.item.min,
      max: scope.item.max ?? '0',
    });
    if (!parsed.ok) {
      for (const problem of parsed.problems) {
        scope.problem('formula-invalid', {
          at: String(problem.offset + 1),
          vi: describeFormulaProblem(problem, 'vi'),
          en: describeFormulaProblem(problem, 'en'),
        });
      }
      return null;
    }
    return readsOnlyRequired(parsed.formula, scope) ? compiledRule(rule, parsed.formula, scope) : null;
  },
};

/** The language cannot ask whether a figure is there, so every figure it reads must be. */
function readsOnlyRequired(formula: Formula, scope: RuleScope): boolean {
  let sound = true;
  for (const slot of formula.slots) {
    scope.use(slot.key);
    if (!slot.figure.optional) continue;
    scope.problem('figure-optional', { figure: slot.key });
    sound = false;
  }
  return sound;
}

function compiledRule(rule: FormulaRule, parsed: Formula, scope: RuleScope): CompiledRule {
  const compiled: Compiled = {
    formula: parsed,
    fast: compileFormula(parsed),
    figures: parsed.slots.map((slot) => scope.figureIndex.get(slot.key) ?? 0),
    row: parsed.slots.map(() => 0),
    scope,
  };
  return {
    kind: 'formula',
    whenUndefined: rule.divisionByZero,
    canBeUndefined: parsed.mayDivideByZero,
    finiteDecimals: null,
    check: null,
    evaluate: (values) => pointsOf(compiled, values),
    explain(values) {
      const points = pointsOf(compiled, values);
      if (points === null) return { steps: [], points: null, lostBecause: null };
      const expression = explainFormula(parsed, textsOf(compiled, values));
      return {
        steps: [{ op: 'formula', expression, value: stepText(points) }],
        points,
        lostBecause: cmpFraction(points, scope.max) < 0 ? { code: 'formula', detail: {} } : null,
      };
    },
    toWin: () => [],
    kernel: (rounding, decimals) => kernelOf(compiled, rounding, decimals),
  };
}

function pointsOf(rule: Compiled, values: Values): Fraction | null {
  const { fast } = rule;
  if (fast !== null) {
    rule.figures.forEach((figure, at) => (rule.row[at] = Number(values[figure])));
    return fast.run(rule.row, 0) === 'number' ? fraction(fast.num(), fast.den()) : null;
  }
  const outcome = evaluate(rule.formula, textsOf(rule, values));
  return typeof outcome === 'string' ? null : { n: intOf(outcome.num), d: intOf(outcome.den) };
}

function textsOf(rule: Compiled, values: Values): FormulaValues {
  return Object.fromEntries(
    rule.formula.slots.map((slot, at) => {
      const figure = rule.figures[at] ?? 0;
      return [slot.key, figureText(rule.scope.slots[figure], values, figure)];
    }),
  );
}

function figureText(slot: SlotPlan | undefined, values: Values, figure: number): FigureValue | null {
  const value = values[figure];
  if (slot === undefined || value === undefined) return null;
  if (slot.figure.type === 'boolean') return value === 1;
  if (slot.figure.type === 'choice') return slot.figure.options[Number(value)]?.id ?? null;
  return formatScaled(value, slot.decimals);
}

function kernelOf(rule: Compiled, rounding: Rounding | null, decimals: number): Kernel | null {
  const { fast, row } = rule;
  if (fast === null || rounding === null) return null;
  const step = roundingStep(rounding, decimals);
  const units = Number(pow10(decimals));
  return (chunk: Chunk, out: Int32Array, columns: readonly Column[], from, length) => {
    for (let i = 0; i < length; i++) {
      for (let at = 0; at < row.length; at++)
        row[at] = Number(columns[rule.figures[at] as number]?.[from + i]);
      const defined = fast.run(row, 0) === 'number';
      if (!defined) {
        chunk.undefined[i] = 1;
        chunk.anyUndefined = true;
      }
      out[i] = defined ? inUnits(fast.num(), fast.den(), units, step) : 0;
    }
  };
}

/** The scaled numerator may pass 2^53 although the formula itself does not: then the exact division is taken. */
function inUnits(n: number, d: number, units: number, step: ReturnType<typeof roundingStep>): number {
  if (isSafeProduct(n, units) && isSafeProduct(d, step.divide)) {
    return Number(roundDiv(n * units, d * step.divide, step.mode)) * step.divide;
  }
  return (
    Number(roundDiv(BigInt(n) * BigInt(units), BigInt(d) * BigInt(step.divide), step.mode)) * step.divide
  );
}
