import type { RatioStep, Rule } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, formatRatio, roundFraction, roundToScale } from '../fraction.ts';
import type { Int } from '../points.ts';
import { compareDecimal, negInt } from '../points.ts';
import { mostDecimals, readConstant, readPoints } from './constants.ts';
import type { Thresholds } from './kernels.ts';
import { thresholdLoop, thresholdsAreSafe } from './kernels.ts';
import type { CompiledRatio } from './ratio.ts';
import {
  checkRatio,
  clampRatios,
  compareWithPercent,
  compileRatio,
  effectiveRatio,
  explainRatio,
  gatherRatio,
  neverFaulty,
  percentFactor,
  percentLimit,
  ratioBounds,
} from './ratio.ts';
import { winByRatio } from './win-ratio.ts';
import type { CompiledRule, RuleExplanation, RuleKind, RuleScope, Values, WinTarget } from './rule-kind.ts';

type RatioSteps = Extract<Rule, { kind: 'ratio-steps' }>;

interface CompiledStep {
  /** In 10^-decimals percent; null = the rest. */
  readonly limit: Int | null;
  readonly inclusive: boolean;
  readonly points: Fraction;
  readonly limitText: string | null;
  readonly pointsText: string;
}
interface Compiled {
  readonly ratio: CompiledRatio;
  readonly steps: readonly CompiledStep[];
  /** ratio >= limit is n x factor >= limit x d. */
  readonly factor: Int;
  readonly finiteDecimals: number;
  /** For each step the steps worth reaching from it. */
  readonly better: readonly (readonly number[])[];
  readonly scope: RuleScope;
}

/** Steps by a ratio: "trên 90 %: 2; 70 % - 90 %: 1; dưới 70 %: 0", each boundary on its stated side. */
export const ratioSteps: RuleKind<RatioSteps> = {
  compile(rule, scope) {
    const ratio = compileRatio(rule.ratio, scope);
    const steps = compileSteps(rule, scope);
    if (ratio === null || steps === null) return null;
    const decimals = limitDecimals(rule.steps);
    return compiledRule({
      ratio,
      steps,
      factor: percentFactor(decimals),
      finiteDecimals: mostDecimals(rule.steps.map((step) => step.points)),
      better: steps.map((_, now) => betterSteps(steps, now)),
      scope,
    });
  },
};

function limitDecimals(steps: readonly RatioStep[]): number {
  return mostDecimals(steps.flatMap((step) => ('limit' in step ? [step.limit] : [])));
}

function compileSteps(rule: RatioSteps, scope: RuleScope): readonly CompiledStep[] | null {
  const decimals = limitDecimals(rule.steps);
  const steps: CompiledStep[] = [];
  for (const step of rule.steps) {
    const points = readPoints(step.points, scope);
    if (points === null || ('limit' in step && readConstant(step.limit, 'limit', scope) === null))
      return null;
    const limit = 'limit' in step ? percentLimit(step.limit, decimals) : null;
    const inclusive = 'limit' in step && step.inclusive;
    const limitText = 'limit' in step ? step.limit : null;
    steps.push({ limit, inclusive, points, limitText, pointsText: formatRatio(points) });
  }
  return stepsAreOrdered(rule, steps, scope) ? steps : null;
}

/** Limits must fall, points must go one way only, and exactly the last step takes the rest. */
function stepsAreOrdered(rule: RatioSteps, steps: readonly CompiledStep[], scope: RuleScope): boolean {
  if (steps.length < 2) scope.problem('steps-missing');
  else if (steps.some((step, at) => (step.limit === null) !== (at === steps.length - 1))) {
    scope.problem('steps-not-complete');
  } else if (!limitsFall(steps)) scope.problem('steps-order');
  else if (!pointsAreMonotone(steps.map((step) => step.points))) scope.problem('steps-points-order');
  else if (rule.ratio.outside !== 'allow' && limitsLeavePercent(rule.steps, scope)) return false;
  else return true;
  return false;
}

function limitsFall(steps: readonly CompiledStep[]): boolean {
  return steps.every((step, at) => {
    const before = steps[at - 1];
    if (before === undefined || before.limit === null || step.limit === null) return true;
    return step.limit < before.limit || (step.limit === before.limit && step.inclusive && !before.inclusive);
  });
}

export function pointsAreMonotone(points: readonly Fraction[]): boolean {
  const signs = points.slice(1).map((value, at) => cmpFraction(value, points[at] ?? value));
  return signs.every((sign) => sign <= 0) || signs.every((sign) => sign >= 0);
}

/** A step that no ratio of 0..100 % reaches, or that every ratio reaches, is a slip of the pen. */
function limitsLeavePercent(steps: readonly RatioStep[], scope: RuleScope): boolean {
  const outside = steps.find(
    (step) =>
      'limit' in step && (compareDecimal(step.limit, '0') < 0 || compareDecimal(step.limit, '100') > 0),
  );
  const dead = steps.find(
    (step) => 'limit' in step && !step.inclusive && compareDecimal(step.limit, '100') === 0,
  );
  const bad = outside ?? dead;
  if (bad !== undefined && 'limit' in bad) scope.problem('step-limit-range', { limit: bad.limit });
  return bad !== undefined;
}

function stepOf(rule: Compiled, n: Int, d: Int): number {
  const last = rule.steps.length - 1;
  for (let at = 0; at < last; at++) {
    const step = rule.steps[at] as CompiledStep;
    const sign = compareWithPercent(n, d, step.limit ?? 0, rule.factor);
    if (sign > 0 || (sign === 0 && step.inclusive)) return at;
  }
  return last;
}

function compiledRule(rule: Compiled): CompiledRule {
  const { ratio, steps } = rule;
  return {
    kind: 'ratio-steps',
    whenUndefined: ratio.whenZero,
    canBeUndefined: ratio.canBeUndefined,
    finiteDecimals: rule.finiteDecimals,
    check: neverFaulty(ratio) ? null : (values) => checkRatio(ratio, values),
    evaluate(values) {
      const effective = effectiveRatio(ratio, values);
      return effective && (steps[stepOf(rule, effective.n, effective.d)] as CompiledStep).points;
    },
    explain: (values) => explain(rule, values),
    toWin: (values) => toWin(rule, values),
    kernel(rounding, decimals) {
      const units = steps.map((step) =>
        Number(roundToScale(roundFraction(step.points, rounding), decimals, 'down')),
      );
      const limited = steps.slice(0, -1);
      const thresholds: Thresholds = {
        factor: Number(rule.factor),
        limits: limited.map((step) => Number(step.limit)),
        strict: limited.map((step) => (step.inclusive ? 0 : 1)),
        points: units.reverse(),
      };
      const bounds = ratioBounds(ratio);
      if (!thresholdsAreSafe(thresholds, bounds.n, bounds.d)) return null;
      const loop = thresholdLoop(thresholds);
      const mustClamp = ratio.outside === 'clamp' && limited.some((step) => (step.limit ?? 0) <= 0);
      return (chunk, out, columns, from, length) => {
        gatherRatio(ratio, chunk, columns, from, length);
        if (mustClamp) clampRatios(chunk.numerator, chunk.denominator, length);
        loop(out, chunk.numerator, chunk.denominator, length);
      };
    },
  };
}

function explain(rule: Compiled, values: Values): RuleExplanation {
  const effective = effectiveRatio(rule.ratio, values);
  if (effective === null) return { steps: [], points: null, lostBecause: null };
  const index = stepOf(rule, effective.n, effective.d);
  const step = rule.steps[index] as CompiledStep;
  const steps = explainRatio(rule.ratio, values, effective);
  steps.push({ op: 'step', index, limit: step.limitText, inclusive: step.inclusive, value: step.pointsText });
  if (cmpFraction(step.points, rule.scope.max) >= 0) return { steps, points: step.points, lostBecause: null };
  const missed = rule.steps.find((other) => cmpFraction(other.points, step.points) > 0);
  const detail = { limit: missed?.limitText ?? '', step: String(index + 1) };
  return { steps, points: step.points, lostBecause: { code: 'below-step', detail } };
}

/** The next better step and the best one, each by the fewest units of one figure. */
function toWin(rule: Compiled, values: Values): readonly WinTarget[] {
  const effective = effectiveRatio(rule.ratio, values);
  if (effective === null || effective.replaced) return [];
  const now = stepOf(rule, effective.n, effective.d);
  const wins: WinTarget[] = [];
  for (const at of rule.better[now] ?? []) pushWins(rule, values, at, at < now, wins);
  return wins;
}

/** Indexes of the nearest better step and of the best one, in either direction. */
function betterSteps(steps: readonly CompiledStep[], now: number): readonly number[] {
  const current = (steps[now] as CompiledStep).points;
  const up = cmpFraction((steps[0] as CompiledStep).points, (steps.at(-1) as CompiledStep).points) >= 0;
  const path = up
    ? steps.map((_, at) => now - 1 - at).filter((at) => at >= 0)
    : steps.map((_, at) => at).filter((at) => at > now);
  const better = path.filter((at) => cmpFraction((steps[at] as CompiledStep).points, current) > 0);
  const best = better.at(-1);
  const next = better[0];
  if (next === undefined || best === undefined) return [];
  // Of equal best steps the nearest is enough.
  const top = better.find(
    (at) => cmpFraction((steps[at] as CompiledStep).points, (steps[best] as CompiledStep).points) === 0,
  );
  return top === undefined || top === next ? [next] : [next, top];
}

/** Reaching a higher step means passing its own limit; a lower one, falling out of the step above it. */
function pushWins(rule: Compiled, values: Values, at: number, rising: boolean, wins: WinTarget[]): void {
  const step = rule.steps[rising ? at : at - 1] as CompiledStep;
  const least = step.inclusive === rising ? 0 : 1;
  const limit = step.limit ?? 0;
  // n x factor - limit x d >= least, with the sign turned for falling out
  const weightN = rising ? rule.factor : negInt(rule.factor);
  const weightD = rising ? negInt(limit) : limit;
  for (const { figure, to, n, d } of winByRatio(rule.ratio, rule.scope, values, weightN, weightD, least)) {
    if (wins.some((win) => win.figure === figure && win.to === to)) continue;
    // Of few dossiers the next one may pass two limits at once.
    wins.push({ figure, to, points: (rule.steps[stepOf(rule, n, d)] as CompiledStep).points });
  }
}
