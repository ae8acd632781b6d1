import type { Rule } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import {
  cmpFraction,
  divFraction,
  formatRatio,
  fraction,
  maxFraction,
  minFraction,
  mulFraction,
  scaledFraction,
  subFraction,
  stepText,
} from '../fraction.ts';
import { addInt, ceilDiv, mulInt, negInt, pow10 } from '../points.ts';
import type { ExplanationStep } from '../results.ts';
import { affineOf } from './affine.ts';
import { mostDecimals, readConstant } from './constants.ts';
import type { CompiledQuantity } from './quantity.ts';
import {
  compileQuantity,
  evaluateQuantity,
  factorOf,
  gatherQuantity,
  largest,
  quantityText,
} from './quantity.ts';
import { affineIsSafe, affineLoop } from './kernels.ts';
import type { CompiledRule, RuleExplanation, RuleKind, RuleScope, Values, WinTarget } from './rule-kind.ts';

type Count = Extract<Rule, { kind: 'count' }>;

interface Compiled {
  readonly count: CompiledQuantity;
  readonly each: Fraction;
  /** Points before the first one counted: 0 for a count, `start` for a deduction. */
  readonly start: Fraction;
  readonly startText: string | null;
  readonly eachText: string;
  readonly finiteDecimals: number;
  readonly scope: RuleScope;
}

/** Count x points each, at most the maximum: "mỗi nội quy, quy chế đạt 0,5, tối đa 2". */
export const count: RuleKind<Count> = {
  compile(rule, scope) {
    const quantity = compileQuantity(rule.count, scope);
    const each = readConstant(rule.each, 'each', scope);
    if (quantity === null || each === null) return null;
    if (each.n <= 0) {
      scope.problem('each-negative', { each: rule.each });
      return null;
    }
    const finiteDecimals = Math.max(quantity.decimals + mostDecimals([rule.each]), boundDecimals(scope));
    return compiledCount('count', {
      count: quantity,
      each,
      start: fraction(0, 1),
      startText: null,
      eachText: formatRatio(each),
      finiteDecimals,
      scope,
    });
  },
};

/** Decimals of the item's own bounds, which a result may take when it is cut. */
export function boundDecimals(scope: RuleScope): number {
  return mostDecimals([scope.item.max ?? '0', scope.item.min]);
}

/** A count or a deduction: start + count x each, cut at the item's bounds. */
export function compiledCount(kind: 'count' | 'deduction', rule: Compiled): CompiledRule {
  const { count: quantity, scope } = rule;
  return {
    kind,
    whenUndefined: 'no-data',
    canBeUndefined: false,
    finiteDecimals: rule.finiteDecimals,
    check: null,
    evaluate: (values) => cut(rule, rawPoints(rule, values)),
    explain: (values) => explain(rule, kind, values),
    toWin: (values) => toWin(rule, values),
    kernel(rounding, decimals) {
      // q / 10^k x each + start, in units of the plan
      const step = mulFraction(rule.each, fraction(pow10(decimals), pow10(quantity.decimals)));
      const affine = affineOf(step, rule.start, quantity, scope, rounding, decimals);
      if (affine === null || !affineIsSafe(affine, largest(quantity))) return null;
      const loop = affineLoop(affine);
      return (chunk, out, columns, from, length) => {
        gatherQuantity(quantity, chunk.numerator, columns, from, length);
        loop(out, chunk.numerator, length);
      };
    },
  };
}

function rawPoints(rule: Compiled, values: Values): Fraction {
  const counted = scaledFraction(evaluateQuantity(rule.count, values), rule.count.decimals);
  return subFraction(mulFraction(counted, rule.each), fraction(negInt(rule.start.n), rule.start.d));
}

function cut(rule: Compiled, value: Fraction): Fraction {
  return maxFraction(rule.scope.min, minFraction(value, rule.scope.max));
}

function explain(rule: Compiled, kind: 'count' | 'deduction', values: Values): RuleExplanation {
  const raw = rawPoints(rule, values);
  const points = cut(rule, raw);
  const counted = evaluateQuantity(rule.count, values);
  const left = quantityText(rule.count, counted);
  const steps: ExplanationStep[] = [];
  if (kind === 'count') {
    steps.push({ op: 'multiply', left, right: rule.eachText, value: stepText(raw) });
  } else {
    // `each` is kept negative for a deduction; officials write "3 - 2 x 0,5".
    const taken = stepText(subFraction(rule.start, raw));
    steps.push({
      op: 'multiply',
      left,
      right: rule.eachText,
      value: taken,
    });
    steps.push({ op: 'subtract', left: rule.startText ?? '0', right: taken, value: stepText(raw) });
  }
  pushBounds(rule.scope, raw, steps);
  if (cmpFraction(points, rule.scope.max) >= 0) return { steps, points, lostBecause: null };
  const code = kind === 'count' ? 'too-few' : 'occurrences';
  return { steps, points, lostBecause: { code, detail: { count: left } } };
}

/** The cut at the item's bounds, when it cut anything. */
export function pushBounds(scope: RuleScope, raw: Fraction, steps: ExplanationStep[]): void {
  const high = formatRatio(scope.max);
  const low = formatRatio(scope.min);
  if (cmpFraction(raw, scope.max) > 0) steps.push({ op: 'cap', limit: high, value: high });
  else if (cmpFraction(raw, scope.min) < 0) steps.push({ op: 'floor', limit: low, value: low });
}

/** One more counted (or one fewer occurrence), and as many as full points need. */
function toWin(rule: Compiled, values: Values): readonly WinTarget[] {
  const now = cut(rule, rawPoints(rule, values));
  if (cmpFraction(now, rule.scope.max) >= 0) return [];
  const wins: WinTarget[] = [];
  for (const figure of rule.count.terms.map((term) => term.figure)) {
    for (const goal of [nextGoal(rule, now), rule.scope.max]) {
      const win = reach(rule, values, figure, goal);
      if (win !== null && !wins.some((other) => other.figure === win.figure && other.to === win.to))
        wins.push(win);
    }
  }
  return wins;
}

function nextGoal(rule: Compiled, now: Fraction): Fraction {
  const one = { n: rule.each.n < 0 ? negInt(rule.each.n) : rule.each.n, d: rule.each.d };
  return minFraction(subFraction(now, { n: negInt(one.n), d: one.d }), rule.scope.max);
}

/** Least change of one figure that brings start + count x each to `goal`. */
function reach(rule: Compiled, values: Values, figure: number, goal: Fraction): WinTarget | null {
  const slope = mulFraction(rule.each, scaledFraction(factorOf(rule.count, figure), rule.count.decimals));
  const missing = subFraction(goal, rawPoints(rule, values));
  if (slope.n === 0 || missing.n <= 0) return null;
  const size = divFraction(missing, slope.n < 0 ? { n: negInt(slope.n), d: slope.d } : slope);
  const by = mulInt(slope.n < 0 ? -1 : 1, ceilDiv(size.n, size.d));
  const to = addInt(values[figure] ?? 0, by);
  const slot = rule.scope.slots[figure];
  if (slot === undefined || to < slot.min || to > slot.max) return null;
  const changed = values.map((value, at) => (at === figure ? to : value));
  return { figure, to, points: cut(rule, rawPoints(rule, changed)) };
}
