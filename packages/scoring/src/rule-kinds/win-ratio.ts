import type { Int } from '../points.ts';
import { addInt, ceilDiv, cmpInt, mulInt, negInt, subInt } from '../points.ts';
import type { CompiledRatio } from './ratio.ts';
import { evaluateQuantity } from './quantity.ts';
import type { RuleScope, Values } from './rule-kind.ts';

export interface RatioWin {
  readonly figure: number;
  readonly to: Int;
  /** The ratio that the change leads to. */
  readonly n: Int;
  readonly d: Int;
}

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
): readonly RatioWin[] {
  const n = evaluateQuantity(ratio.numerator, values);
  const d = evaluateQuantity(ratio.denominator, values);
  const missing = subInt(least, addInt(mulInt(weightN, n), mulInt(weightD, d)));
  const wins: RatioWin[] = [];
  if (missing <= 0) return wins;
  for (const { figure, byN, byD } of ratio.levers) {
    const slope = addInt(mulInt(weightN, byN), mulInt(weightD, byD));
    if (slope === 0) continue;
    const by = slope > 0 ? ceilDiv(missing, slope) : negInt(ceilDiv(missing, negInt(slope)));
    const to = addInt(values[figure] ?? 0, by);
    const win = { figure, to, n: addInt(n, mulInt(by, byN)), d: addInt(d, mulInt(by, byD)) };
    if (isAllowed(scope, win) && staysRatio(ratio, win)) wins.push(win);
  }
  return wins;
}

function isAllowed(scope: RuleScope, { figure, to }: RatioWin): boolean {
  const slot = scope.slots[figure];
  return slot !== undefined && cmpInt(to, slot.min) >= 0 && cmpInt(to, slot.max) <= 0;
}

/** The changed figures must still be a ratio the rule accepts. */
function staysRatio(ratio: CompiledRatio, { n, d }: RatioWin): boolean {
  return d > 0 && (ratio.outside === 'allow' || (n >= 0 && cmpInt(n, d) <= 0));
}
