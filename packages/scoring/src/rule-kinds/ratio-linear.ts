import type { Rule } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import {
  ZERO,
  cmpFraction,
  formatRatio,
  fraction,
  mulFraction,
  roundToScale,
  stepText,
} from '../fraction.ts';
import type { Int } from '../points.ts';
import { addInt, cmpInt, compareDecimal, mulInt } from '../points.ts';
import type { ExplanationStep } from '../results.ts';
import { mostDecimals, readConstant } from './constants.ts';
import type { Proportion } from './kernels.ts';
import { isSafe, proportionIsSafe, proportionLoop, roundingStep } from './kernels.ts';
import type { CompiledRatio } from './ratio.ts';
import {
  checkRatio,
  compareWithPercent,
  compileRatio,
  complementOf,
  effectiveRatio,
  explainRatio,
  gatherRatio,
  neverFaulty,
  percentFactor,
  percentLimit,
  ratioBounds,
} from './ratio.ts';
import type { CompiledRule, RuleExplanation, RuleKind, RuleScope, Values, WinTarget } from './rule-kind.ts';
import type { RatioWin } from './win-ratio.ts';
import { winByRatio } from './win-ratio.ts';

type RatioLinear = Extract<Rule, { kind: 'ratio-linear' }>;

interface Compiled {
  readonly rule: RatioLinear;
  readonly ratio: CompiledRatio;
  /** Percent limits on one scale; ratio >= limit is n x factor >= limit x d. */
  readonly factor: Int;
  /** 100 % where the rule states no target. */
  readonly target: Int;
  readonly floor: Int | null;
  readonly maxText: string;
  readonly targetText: string;
  readonly scope: RuleScope;
}

/** Ratio x maximum; a target saturates, a floor gives 0 below it, the complement scores what is missing to 100 %. */
export const ratioLinear: RuleKind<RatioLinear> = {
  compile(rule, scope) {
    const ratio = compileRatio(rule.ratio, scope);
    const target = rule.target === null ? undefined : readConstant(rule.target, 'target', scope);
    const floor = rule.floor === null ? undefined : readConstant(rule.floor.limit, 'floor', scope);
    if (ratio === null || target === null || floor === null || !limitsAreSound(rule, scope)) return null;
    const decimals = mostDecimals([rule.target ?? '0', rule.floor?.limit ?? '0']);
    const scaledTarget = percentLimit(rule.target ?? '100', decimals);
    return compiledRule({
      rule,
      ratio,
      factor: percentFactor(decimals),
      target: scaledTarget,
      targetText: formatRatio(fraction(scaledTarget, percentFactor(decimals))),
      maxText: formatRatio(scope.max),
      floor: rule.floor === null ? null : percentLimit(rule.floor.limit, decimals),
      scope,
    });
  },
};

function limitsAreSound(rule: RatioLinear, scope: RuleScope): boolean {
  const most = rule.ratio.outside === 'allow' ? null : '100';
  const target = rule.target ?? '100';
  if (compareDecimal(target, '0') <= 0 || (most !== null && compareDecimal(target, most) > 0)) {
    scope.problem('target-range', { target });
    return false;
  }
  if (rule.floor === null) return true;
  if (compareDecimal(rule.floor.limit, '0') < 0 || compareDecimal(rule.floor.limit, target) > 0) {
    scope.problem('floor-above-target', { floor: rule.floor.limit, target });
    return false;
  }
  return true;
}

/** The ratio that is scored: the effective one, or what it lacks to 100 %. */
function scoredNumerator(rule: Compiled, n: Int, d: Int): Int {
  return rule.rule.complement ? complementOf(n, d) : n;
}

function passesFloor(rule: Compiled, n: Int, d: Int): boolean {
  if (rule.floor === null) return true;
  const sign = compareWithPercent(n, d, rule.floor, rule.factor);
  return sign > 0 || (sign === 0 && (rule.rule.floor?.inclusive ?? true));
}

function pointsOf(rule: Compiled, n: Int, d: Int): Fraction {
  if (!passesFloor(rule, n, d) || n <= 0) return ZERO;
  if (compareWithPercent(n, d, rule.target, rule.factor) >= 0) return rule.scope.max;
  return mulFraction(fraction(mulInt(n, rule.factor), mulInt(d, rule.target)), rule.scope.max);
}

function compiledRule(rule: Compiled): CompiledRule {
  const { ratio } = rule;
  return {
    kind: 'ratio-linear',
    whenUndefined: ratio.whenZero,
    canBeUndefined: ratio.canBeUndefined,
    finiteDecimals: null,
    check: neverFaulty(ratio) ? null : (values) => checkRatio(ratio, values),
    evaluate(values) {
      const effective = effectiveRatio(ratio, values);
      return effective && pointsOf(rule, scoredNumerator(rule, effective.n, effective.d), effective.d);
    },
    explain: (values) => explain(rule, values),
    toWin: (values) => toWin(rule, values),
    kernel(rounding, decimals) {
      if (rounding === null) return null;
      const { proportion, bounds } = proportionOf(rule, decimals, rounding);
      if (!proportionIsSafe(proportion, bounds.n, bounds.d)) return null;
      const loop = proportionLoop(proportion);
      const complement = rule.rule.complement;
      return (chunk, out, columns, from, length) => {
        gatherRatio(ratio, chunk, columns, from, length);
        if (complement) complementChunk(chunk.numerator, chunk.denominator, length);
        loop(out, chunk.numerator, chunk.denominator, length);
      };
    },
  };
}

function proportionOf(
  rule: Compiled,
  decimals: number,
  rounding: { decimals: number; mode: Proportion['step']['mode'] },
): { proportion: Proportion; bounds: { n: Int; d: Int } } {
  const high = roundToScale(rule.scope.max, decimals, 'down');
  const by = mulInt(high, rule.factor);
  const bounds = ratioBounds(rule.ratio);
  return {
    bounds: rule.rule.complement ? { n: addInt(bounds.n, bounds.d), d: bounds.d } : bounds,
    proportion: {
      by: isSafe(by) ? Number(by) : Infinity,
      over: Number(rule.target),
      step: roundingStep(rounding, decimals),
      high: Number(high),
      // Figures that were refused outside 0..100 % pass the maximum only where a lower target saturates.
      needsBounds: rule.ratio.outside !== 'reject' || rule.rule.target !== null,
      gate:
        rule.floor === null
          ? null
          : {
              factor: Number(rule.factor),
              limit: Number(rule.floor),
              strict: rule.rule.floor?.inclusive === false ? 1 : 0,
            },
    },
  };
}

function complementChunk(numerator: Float64Array, denominator: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) numerator[i] = (denominator[i] as number) - (numerator[i] as number);
}

function explain(rule: Compiled, values: Values): RuleExplanation {
  const effective = effectiveRatio(rule.ratio, values);
  if (effective === null) return { steps: [], points: null, lostBecause: null };
  const steps: ExplanationStep[] = explainRatio(rule.ratio, values, effective);
  const n = scoredNumerator(rule, effective.n, effective.d);
  if (rule.rule.complement) steps.push({ op: 'complement', value: `${n}/${effective.d}` });
  const points = pointsOf(rule, n, effective.d);
  const passed = passesFloor(rule, n, effective.d);
  if (rule.rule.floor !== null) {
    const { limit, inclusive } = rule.rule.floor;
    steps.push({ op: 'gate', limit, inclusive, passed, value: passed ? `${n}/${effective.d}` : '0' });
  }
  if (passed) pushProduct(rule, fraction(n, effective.d), points, steps);
  if (cmpFraction(points, rule.scope.max) >= 0) return { steps, points, lostBecause: null };
  return { steps, points, lostBecause: lossOf(rule, passed) };
}

function lossOf(rule: Compiled, passed: boolean): RuleExplanation['lostBecause'] {
  if (!passed) return { code: 'below-floor', detail: { floor: rule.rule.floor?.limit ?? '' } };
  return { code: 'below-target', detail: { target: rule.rule.target ?? '100' } };
}

/** ratio / target, cut at 0 and 1, x maximum. */
function pushProduct(rule: Compiled, ratio: Fraction, points: Fraction, steps: ExplanationStep[]): void {
  let share = ratio;
  if (rule.rule.target !== null) {
    share = fraction(mulInt(ratio.n, rule.factor), mulInt(ratio.d, rule.target));
    steps.push({
      op: 'divide',
      left: `${ratio.n}/${ratio.d}`,
      right: rule.targetText,
      value: `${share.n}/${share.d}`,
    });
  }
  const isAbove = cmpInt(share.n, share.d) > 0;
  if (isAbove) steps.push({ op: 'cap', limit: '1', value: '1' });
  else if (share.n < 0) steps.push({ op: 'floor', limit: '0', value: '0' });
  const left = isAbove ? '1' : share.n < 0 ? '0' : `${share.n}/${share.d}`;
  steps.push({ op: 'multiply', left, right: rule.maxText, value: stepText(points) });
}

/** Reaching the floor (points start there) and reaching full points. */
function toWin(rule: Compiled, values: Values): readonly WinTarget[] {
  const effective = effectiveRatio(rule.ratio, values);
  if (effective === null || effective.replaced) return [];
  const n = scoredNumerator(rule, effective.n, effective.d);
  if (n > 0 && compareWithPercent(n, effective.d, rule.target, rule.factor) >= 0) return [];
  const wins: WinTarget[] = [];
  if (rule.floor !== null && !passesFloor(rule, n, effective.d)) {
    for (const win of winAtLeast(rule, values, rule.floor, rule.rule.floor?.inclusive === false)) {
      const points = pointsOf(rule, scoredNumerator(rule, win.n, win.d), win.d);
      wins.push({ figure: win.figure, to: win.to, points });
    }
  }
  for (const { figure, to } of winAtLeast(rule, values, rule.target, false)) {
    wins.push({ figure, to, points: rule.scope.max });
  }
  return wins;
}

/** Scored ratio >= limit: factor x n >= limit x d, with n replaced by d - n for the complement. */
function winAtLeast(rule: Compiled, values: Values, limit: Int, strict: boolean): readonly RatioWin[] {
  const weightN = rule.rule.complement ? mulInt(-1, rule.factor) : rule.factor;
  const weightD = rule.rule.complement ? addInt(rule.factor, mulInt(-1, limit)) : mulInt(-1, limit);
  return winByRatio(rule.ratio, rule.scope, values, weightN, weightD, strict ? 1 : 0);
}
