import type { Int } from '../points.ts';
import { addInt, ceilDiv, cmpInt, mulInt, negInt, subInt } from '../points.ts';
import type { CompiledRatio, Lever } from './ratio.ts';
import { evaluateQuantity } from './quantity.ts';
import type { RuleScope, Values } from './rule-kind.ts';

/**
 * The least change of one figure with weightN x n + weightD x d >= least, for each figure worth changing.
 * n and d are linear in every figure, so one exact division tells the change.
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
  const wins: { figure: number; to: Int }[] = [];
  if (missing <= 0) return wins;
  for (const lever of ratio.levers) {
    const slope = addInt(mulInt(weightN, lever.byN), mulInt(weightD, lever.byD));
    if (slope === 0) continue;
    const by = slope > 0 ? ceilDiv(missing, slope) : negInt(ceilDiv(missing, negInt(slope)));
    const to = addInt(values[lever.figure] ?? 0, by);
    if (isAllowed(scope, lever, to) && staysRatio(ratio, lever, n, d, by))
      wins.push({ figure: lever.figure, to });
  }
  return wins;
}

function isAllowed(scope: RuleScope, { figure }: Lever, to: Int): boolean {
  const slot = scope.slots[figure];
  return slot !== undefined && cmpInt(to, slot.min) >= 0 && cmpInt(to, slot.max) <= 0;
}

/** The changed figures must still be a ratio the rule accepts. */
function staysRatio(ratio: CompiledRatio, lever: Lever, n: Int, d: Int, by: Int): boolean {
  const newN = addInt(n, mulInt(by, lever.byN));
  const newD = addInt(d, mulInt(by, lever.byD));
  return newD > 0 && (ratio.outside === 'allow' || (newN >= 0 && cmpInt(newN, newD) <= 0));
}
