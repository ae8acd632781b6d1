import type { Rule } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import {
  cmpFraction,
  divFraction,
  formatRatio,
  fraction,
  mulFraction,
  scaledFraction,
  subFraction,
  stepText,
} from '../fraction.ts';
import { pow10 } from '../points.ts';
import { affineOf } from './affine.ts';
import { readConstant, readFigure } from './constants.ts';
import { affineIsSafe, affineLoop } from './kernels.ts';
import { gatherQuantity, largest, weightedQuantity } from './quantity.ts';
import type { CompiledRule, RuleKind, RuleScope } from './rule-kind.ts';

type SurveyMean = Extract<Rule, { kind: 'survey-mean' }>;

/** Mean of a scale turned into points: (mean - low) / (high - low) x maximum. */
export const surveyMean: RuleKind<SurveyMean> = {
  compile(rule, scope) {
    const figure = readFigure(rule.mean, ['integer', 'decimal'], scope);
    const low = readConstant(rule.low, 'low', scope);
    const high = readConstant(rule.high, 'high', scope);
    if (figure === null || low === null || high === null) return null;
    return meanFits(figure, low, high, rule, scope) ? compiled(figure, low, high, rule, scope) : null;
  },
};

/** The scale must not be empty and the figure may not leave it. */
function meanFits(
  figure: number,
  low: Fraction,
  high: Fraction,
  rule: SurveyMean,
  scope: RuleScope,
): boolean {
  const slot = scope.slots[figure];
  const ordered = cmpFraction(low, high) < 0;
  const inside =
    slot !== undefined &&
    cmpFraction(scaledFraction(slot.min, slot.decimals), low) >= 0 &&
    cmpFraction(scaledFraction(slot.max, slot.decimals), high) <= 0;
  if (!ordered || !inside)
    scope.problem('scale-range', { figure: rule.mean, low: rule.low, high: rule.high });
  return ordered && inside;
}

function compiled(
  figure: number,
  low: Fraction,
  high: Fraction,
  rule: SurveyMean,
  scope: RuleScope,
): CompiledRule {
  const decimals = scope.slots[figure]?.decimals ?? 0;
  const span = subFraction(high, low);
  const share = (mean: Fraction): Fraction => divFraction(subFraction(mean, low), span);
  const quantity = weightedQuantity([{ figure, factor: 1 }], decimals, scope);
  const perUnit = divFraction(mulFraction(scope.max, fraction(1, pow10(decimals))), span);
  const start = mulFraction(share(fraction(0, 1)), scope.max);
  const spanText = formatRatio(span);
  const maxText = formatRatio(scope.max);
  return {
    kind: 'survey-mean',
    whenUndefined: 'no-data',
    canBeUndefined: false,
    finiteDecimals: null,
    check: null,
    evaluate: (values) => mulFraction(share(scaledFraction(values[figure] ?? 0, decimals)), scope.max),
    explain(values) {
      const mean = scaledFraction(values[figure] ?? 0, decimals);
      const above = stepText(subFraction(mean, low));
      const part = stepText(share(mean));
      const points = mulFraction(share(mean), scope.max);
      return {
        steps: [
          { op: 'subtract', left: stepText(mean), right: rule.low, value: above },
          { op: 'divide', left: above, right: spanText, value: part },
          { op: 'multiply', left: part, right: maxText, value: stepText(points) },
        ],
        points,
        lostBecause:
          cmpFraction(points, scope.max) < 0 ? { code: 'survey', detail: { mean: stepText(mean) } } : null,
      };
    },
    toWin: () => [],
    kernel(rounding, planDecimals) {
      const step = mulFraction(perUnit, fraction(pow10(planDecimals), 1));
      const affine = affineOf(step, start, quantity, scope, rounding, planDecimals);
      if (affine === null || !affineIsSafe(affine, largest(quantity))) return null;
      const loop = affineLoop(affine);
      return (chunk, out, columns, from, length) => {
        gatherQuantity(quantity, chunk.numerator, columns, from, length);
        loop(out, chunk.numerator, length);
      };
    },
  };
}
