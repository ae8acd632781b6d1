import type { Rule } from '../criteria-set.ts';
import type { Column } from '../fact-table.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, formatRatio, fraction, mulFraction, roundToScale, stepText } from '../fraction.ts';
import type { Int } from '../points.ts';
import { mulInt, pow10 } from '../points.ts';
import { mostDecimals, readConstant, readFigure } from './constants.ts';
import type { Proportion } from './kernels.ts';
import { isSafe, proportionIsSafe, proportionLoop, roundingStep } from './kernels.ts';
import type { CompiledQuantity, QuantityTerm } from './quantity.ts';
import { addScaled, evaluateQuantity, largest, weightedQuantity } from './quantity.ts';
import type { Chunk, CompiledRule, RuleExplanation, RuleKind, RuleScope, Values } from './rule-kind.ts';
import { percentLimit } from './ratio.ts';

type SurveyGrades = Extract<Rule, { kind: 'survey-grades' }>;

interface Compiled {
  readonly rule: SurveyGrades;
  /** sum(count x weight), weights in 10^-decimals percent. */
  readonly weighted: CompiledQuantity;
  readonly answers: CompiledQuantity;
  /** 100 % on the scale of the weights. */
  readonly all: Int;
  readonly maxText: string;
  readonly scope: RuleScope;
}

/** Answers counted per grade, each with its weight: A = 100 %, B = 60 %, C = 20 %, D = 0 %, times the maximum. */
export const surveyGrades: RuleKind<SurveyGrades> = {
  compile(rule, scope) {
    const figures = rule.grades.map((grade) => readFigure(grade.figure, ['integer'], scope));
    const weightsFit = rule.grades.map((grade) => weightFits(grade.weight, scope)).every(Boolean);
    const countsFit = figures.every((figure) => figure === null || countFits(figure, scope));
    if (figures.length === 0) scope.problem('quantity-empty');
    if (figures.length === 0 || figures.includes(null) || !weightsFit || !countsFit) return null;
    const decimals = mostDecimals(rule.grades.map((grade) => grade.weight));
    const all = mulInt(100, pow10(decimals));
    const terms = rule.grades.map((grade, at): QuantityTerm => ({
      figure: figures[at] ?? 0,
      factor: percentLimit(grade.weight, decimals),
    }));
    const answers = terms.map((term): QuantityTerm => ({ ...term, factor: 1 }));
    return compiled({
      rule,
      weighted: weightedQuantity(terms, 0, scope),
      answers: weightedQuantity(answers, 0, scope),
      all,
      maxText: formatRatio(scope.max),
      scope,
    });
  },
};

function weightFits(weight: string, scope: RuleScope): boolean {
  const value = readConstant(weight, 'weight', scope);
  if (value === null) return false;
  const fits = value.n >= 0 && cmpFraction(value, fraction(100, 1)) <= 0;
  if (!fits) scope.problem('weight-range', { weight });
  return fits;
}

function countFits(figure: number, scope: RuleScope): boolean {
  const fits = (scope.slots[figure]?.min ?? -1) >= 0;
  if (!fits) scope.problem('figure-range', { figure: scope.item.figures[figure]?.key ?? '', min: '0' });
  return fits;
}

function compiled(rule: Compiled): CompiledRule {
  const { weighted, answers, scope } = rule;
  return {
    kind: 'survey-grades',
    whenUndefined: rule.rule.none,
    canBeUndefined: answers.low <= 0,
    finiteDecimals: null,
    check: null,
    evaluate: (values) => pointsOf(rule, values),
    explain: (values) => explain(rule, values),
    toWin: () => [],
    kernel(rounding, decimals) {
      const high = roundToScale(scope.max, decimals, 'down');
      if (rounding === null || !isSafe(high, rule.all)) return null;
      const proportion: Proportion = {
        by: Number(high),
        over: Number(rule.all),
        step: roundingStep(rounding, decimals),
        high: Number(high),
        needsBounds: false,
        gate: null,
      };
      if (!proportionIsSafe(proportion, largest(weighted), largest(answers))) return null;
      const loop = proportionLoop(proportion);
      return (chunk, out, columns, from, length) => {
        chunk.numerator.fill(0, 0, length);
        chunk.denominator.fill(0, 0, length);
        for (const { figure, factor } of weighted.terms) {
          addGrade(chunk, columns[figure] as Column, Number(factor), from, length);
        }
        flagEmpty(chunk, length);
        loop(out, chunk.numerator, chunk.denominator, length);
      };
    },
  };
}

/** Counts are whole numbers from 0 that fit 32 bits almost always; wider ones take the second loop. */
function addGrade(chunk: Chunk, column: Column, weight: number, from: number, length: number): void {
  const { numerator, denominator } = chunk;
  if (!(column instanceof Int32Array)) {
    addScaled(numerator, column, from, length, weight);
    addScaled(denominator, column, from, length, 1);
    return;
  }
  for (let i = 0; i < length; i++) {
    const count = column[from + i] as number;
    numerator[i] = (numerator[i] as number) + count * weight;
    denominator[i] = (denominator[i] as number) + count;
  }
}

function flagEmpty(chunk: Chunk, length: number): void {
  const { denominator, undefined: flags } = chunk;
  for (let i = 0; i < length; i++) {
    if (denominator[i] !== 0) continue;
    flags[i] = 1;
    chunk.anyUndefined = true;
    denominator[i] = 1;
  }
}

function pointsOf(rule: Compiled, values: Values): Fraction | null {
  const d = mulInt(evaluateQuantity(rule.answers, values), rule.all);
  if (d === 0) return null;
  return mulFraction(fraction(evaluateQuantity(rule.weighted, values), d), rule.scope.max);
}

function explain(rule: Compiled, values: Values): RuleExplanation {
  const points = pointsOf(rule, values);
  if (points === null) return { steps: [], points: null, lostBecause: null };
  const n = evaluateQuantity(rule.weighted, values);
  const d = mulInt(evaluateQuantity(rule.answers, values), rule.all);
  const ratio = `${n}/${d}`;
  return {
    steps: [
      { op: 'ratio', numerator: String(n), denominator: String(d), value: ratio },
      { op: 'multiply', left: ratio, right: rule.maxText, value: stepText(points) },
    ],
    points,
    lostBecause: cmpFraction(points, rule.scope.max) < 0 ? { code: 'survey', detail: {} } : null,
  };
}
