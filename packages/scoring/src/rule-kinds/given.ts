import type { Rule } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import {
  cmpFraction,
  divFraction,
  formatRatio,
  fraction,
  reduceFraction,
  scaledFraction,
  stepText,
} from '../fraction.ts';
import { pow10 } from '../points.ts';
import { affineOf } from './affine.ts';
import { readConstant, readFigure } from './constants.ts';
import { affineIsSafe, affineLoop } from './kernels.ts';
import { gatherQuantity, largest, weightedQuantity } from './quantity.ts';
import type { CompiledRule, RuleKind, RuleScope } from './rule-kind.ts';

type Given = Extract<Rule, { kind: 'given' }>;

/** Points given by another body (survey points already converted, "điểm của Chủ tịch"), in steps where declared. */
export const given: RuleKind<Given> = {
  compile(rule, scope) {
    const figure = readFigure(rule.figure, ['integer', 'decimal'], scope);
    const step = rule.step === null ? undefined : readConstant(rule.step, 'step', scope);
    if (figure === null || step === null || !pointsFit(figure, rule, scope)) return null;
    if (step !== undefined && step.n <= 0) {
      scope.problem('step-invalid', { step: rule.step ?? '' });
      return null;
    }
    return compiled(figure, step ?? null, scope);
  },
};

/** The figure's own range may not leave the item's points, or a result would. */
function pointsFit(figure: number, rule: Given, scope: RuleScope): boolean {
  const slot = scope.slots[figure];
  if (slot === undefined) return false;
  const low = scaledFraction(slot.min, slot.decimals);
  const high = scaledFraction(slot.max, slot.decimals);
  if (cmpFraction(low, scope.min) >= 0 && cmpFraction(high, scope.max) <= 0) return true;
  scope.problem('points-out-of-range', {
    value: `${rule.figure}: ${formatRatio(low)}..${formatRatio(high)}`,
    min: formatRatio(scope.min),
    max: formatRatio(scope.max),
  });
  return false;
}

function compiled(figure: number, step: Fraction | null, scope: RuleScope): CompiledRule {
  const decimals = scope.slots[figure]?.decimals ?? 0;
  const quantity = weightedQuantity([{ figure, factor: 1 }], decimals, scope);
  return {
    kind: 'given',
    whenUndefined: 'no-data',
    canBeUndefined: false,
    finiteDecimals: decimals,
    check:
      step === null
        ? null
        : (values) =>
            reduceFraction(divFraction(scaledFraction(values[figure] ?? 0, decimals), step)).d === 1
              ? null
              : 'points-not-in-step',
    evaluate: (values) => scaledFraction(values[figure] ?? 0, decimals),
    explain(values) {
      const points = scaledFraction(values[figure] ?? 0, decimals);
      const lost = cmpFraction(points, scope.max) < 0;
      return {
        steps: [{ op: 'given', value: stepText(points) }],
        points,
        lostBecause: lost
          ? { code: scope.item.pointsFrom === 'survey' ? 'survey' : 'given', detail: {} }
          : null,
      };
    },
    toWin: () => [],
    kernel(rounding, planDecimals) {
      const perUnit = fraction(pow10(planDecimals), pow10(decimals));
      const affine = affineOf(perUnit, fraction(0, 1), quantity, scope, rounding, planDecimals);
      if (affine === null || !affineIsSafe(affine, largest(quantity))) return null;
      const loop = affineLoop(affine);
      return (chunk, out, columns, from, length) => {
        gatherQuantity(quantity, chunk.numerator, columns, from, length);
        loop(out, chunk.numerator, length);
      };
    },
  };
}
