import type { RatioStep, Rounding, Rule } from '../criteria-set.ts';
import { replayFormula } from '../expression/index.ts';
import type { Fraction } from '../fraction.ts';
import {
  ONE,
  ZERO,
  addFraction,
  cmpFraction,
  divFraction,
  formatRatio,
  fraction,
  maxFraction,
  minFraction,
  mulFraction,
  parseRatio,
  roundFraction,
  subFraction,
} from '../fraction.ts';
import { intOf } from '../points.ts';
import type { ExplanationStep, ItemExplanation } from '../results.ts';

/**
 * The points computed again from the explanation alone, step by step: the stated values of the steps are not read
 * where they can be computed. null when the item left the sum, or when the explanation does not hold together.
 */
export function replay(explanation: ItemExplanation): string | null {
  if (explanation.points === null) return null;
  let current: Fraction | null = ZERO;
  for (const step of explanation.steps) {
    current = replayStep(step, current, explanation);
    if (current === null) return null;
  }
  return formatRatio(current);
}

function replayStep(step: ExplanationStep, current: Fraction, explanation: ItemExplanation): Fraction | null {
  switch (step.op) {
    case 'ratio':
      return quotient(parseRatio(step.numerator), parseRatio(step.denominator));
    case 'complement':
      return subFraction(ONE, current);
    case 'gate':
      return reaches(current, step.limit, step.inclusive) === step.passed
        ? step.passed
          ? current
          : ZERO
        : null;
    case 'step':
      return stepPoints(explanation.rule, current, step.index, step.limit);
    case 'state':
      return statePoints(explanation.rule, step.option);
    case 'requirement':
      return requirementPoints(explanation.rule, step.unmet.length === 0);
    case 'multiply':
      return product(parseRatio(step.left), parseRatio(step.right));
    case 'divide':
      return quotient(parseRatio(step.left), parseRatio(step.right));
    case 'subtract':
      return difference(parseRatio(step.left), parseRatio(step.right));
    case 'sum':
      return sumOf(step.parts.map((part) => parseRatio(part.value)));
    case 'cap':
      return bound(current, step.limit, minFraction);
    case 'floor':
      return bound(current, step.limit, maxFraction);
    case 'working-days':
      return fraction(step.late, 1);
    case 'scale':
      return rescale(current, parseRatio(step.from), parseRatio(step.to));
    case 'formula':
      return formulaValue(step.expression);
    case 'round':
      return roundFraction(current, { decimals: step.decimals, mode: step.mode as Rounding['mode'] });
    case 'policy':
      return step.policy === 'full-points' ? parseRatio(explanation.maximum) : parseRatio(step.value);
    case 'replace-denominator':
    case 'given':
    case 'awarded':
      return parseRatio(step.value);
  }
}

function quotient(a: Fraction | null, b: Fraction | null): Fraction | null {
  return a === null || b === null || b.n === 0 ? null : divFraction(a, b);
}

function product(a: Fraction | null, b: Fraction | null): Fraction | null {
  return a === null || b === null ? null : mulFraction(a, b);
}

function difference(a: Fraction | null, b: Fraction | null): Fraction | null {
  return a === null || b === null ? null : subFraction(a, b);
}

function sumOf(parts: readonly (Fraction | null)[]): Fraction | null {
  return parts.reduce<Fraction | null>(
    (sum, part) => (sum === null || part === null ? null : addFraction(sum, part)),
    ZERO,
  );
}

function bound(
  current: Fraction,
  limit: string,
  choose: (a: Fraction, b: Fraction) => Fraction,
): Fraction | null {
  const value = parseRatio(limit);
  return value && choose(current, value);
}

function rescale(current: Fraction, from: Fraction | null, to: Fraction | null): Fraction | null {
  return from === null || to === null || from.n === 0 ? null : divFraction(mulFraction(current, to), from);
}

function reaches(ratio: Fraction, percent: string, inclusive: boolean): boolean | null {
  const limit = parseRatio(percent);
  if (limit === null) return null;
  const sign = cmpFraction(mulFraction(ratio, fraction(100, 1)), limit);
  return sign > 0 || (sign === 0 && inclusive);
}

/** The first step that the value reaches, by the rule that the explanation carries. */
function stepPoints(
  rule: Rule | null,
  current: Fraction,
  index: number,
  limit: string | null,
): Fraction | null {
  if (rule?.kind === 'ratio-steps') {
    const found = rule.steps.find(
      (step: RatioStep) => !('limit' in step) || reaches(current, step.limit, step.inclusive) === true,
    );
    return found === undefined ? null : parseRatio(found.points);
  }
  if (rule?.kind !== 'deadline') return null;
  const isRest = limit === null;
  const found = isRest
    ? rule.steps.at(-1)
    : rule.steps.find((step) => 'lateUpTo' in step && cmpFraction(current, fraction(step.lateUpTo, 1)) <= 0);
  return found === undefined || rule.steps[index] !== found ? null : parseRatio(found.points);
}

function statePoints(rule: Rule | null, option: string): Fraction | null {
  const state = rule?.kind === 'states' ? rule.points.find((entry) => entry.option === option) : undefined;
  return state === undefined ? null : parseRatio(state.points);
}

function requirementPoints(rule: Rule | null, met: boolean): Fraction | null {
  return rule?.kind === 'all-of' ? parseRatio(met ? rule.met : rule.unmet) : null;
}

function formulaValue(expression: string): Fraction | null {
  const outcome = replayFormula(expression);
  return outcome === null || typeof outcome === 'string'
    ? null
    : fraction(intOf(outcome.num), intOf(outcome.den));
}
