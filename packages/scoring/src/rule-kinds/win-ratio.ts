import type { Int } from '../points.ts';
import { absInt, addInt, ceilDiv, cmpInt, mulInt, subInt } from '../points.ts';
import type { CompiledRatio } from './ratio.ts';
import { evaluateQuantity, factorOf } from './quantity.ts';
import type { RuleScope, Values } from './rule-kind.ts';

/**
 * The least change of one figure with weightN x n + weightD x d >= least, for the figures of the ratio.
 * n and d are linear in every figure, so one exact division tells the change. Figures that stand in the numerator
 * alone come first: changing them changes what was done, not how much there was to do.
 */
export function winByRatio(
  ratio: CompiledRatio,
  scope: RuleScope,
  values: Values,
  weightN: Int,
  weightD: Int,
  least: Int,
): readonly { figure: number; to: Int }[] {
  const n = evaluateQuantity(ratio.numerator, values);
  const d = evaluateQuantity(ratio.denominator, values);
  const missing = subInt(least, addInt(mulInt(weightN, n), mulInt(weightD, d)));
  if (missing <= 0) return [];
  const wins: { figure: number; to: Int }[] = [];
  for (const figure of figuresOf(ratio)) {
    const slope = addInt(
      mulInt(weightN, factorOf(ratio.numerator, figure)),
      mulInt(weightD, factorOf(ratio.denominator, figure)),
    );
    if (slope === 0) continue;
    const by = slope > 0 ? ceilDiv(missing, slope) : mulInt(-1, ceilDiv(missing, absInt(slope)));
    const to = addInt(values[figure] ?? 0, by);
    if (isAllowed(scope, figure, to) && staysRatio(ratio, values, figure, by)) wins.push({ figure, to });
  }
  return wins;
}

/** Figures worth changing: those of the numerator, the ones outside the denominator before the others. */
function figuresOf(ratio: CompiledRatio): readonly number[] {
  const figures = [...new Set(ratio.numerator.terms.map((term) => term.figure))];
  const alone = figures.filter((figure) => factorOf(ratio.denominator, figure) === 0);
  return alone.length > 0 ? alone : figures;
}

function isAllowed(scope: RuleScope, figure: number, to: Int): boolean {
  const slot = scope.slots[figure];
  return slot !== undefined && cmpInt(to, slot.min) >= 0 && cmpInt(to, slot.max) <= 0;
}

/** The changed figures must still be a ratio the rule accepts. */
function staysRatio(ratio: CompiledRatio, values: Values, figure: number, by: Int): boolean {
  const n = addInt(evaluateQuantity(ratio.numerator, values), mulInt(by, factorOf(ratio.numerator, figure)));
  const d = addInt(
    evaluateQuantity(ratio.denominator, values),
    mulInt(by, factorOf(ratio.denominator, figure)),
  );
  if (d <= 0) return false;
  return ratio.outside === 'allow' || (n >= 0 && cmpInt(n, d) <= 0);
}
