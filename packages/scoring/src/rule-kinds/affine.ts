import type { Rounding } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import { mulFraction, reduceFraction, roundToScale, wholeFraction } from '../fraction.ts';
import type { Int } from '../points.ts';
import { addInt, floorDiv, gcdInt, mulInt, pow10 } from '../points.ts';
import type { Affine } from './kernels.ts';
import { isSafe, roundingStep } from './kernels.ts';
import type { RuleScope } from './rule-kind.ts';

/**
 * points = clamp(q x step + start) on one denominator: `step` is in units of the plan for one whole number of the
 * quantity, `start` in points. null when the constants alone pass 2^53 or the result is neither whole nor rounded.
 */
export function affineOf(
  step: Fraction,
  start: Fraction,
  range: { readonly low: Int; readonly high: Int },
  scope: RuleScope,
  rounding: Rounding | null,
  decimals: number,
): Affine | null {
  const by = reduceFraction(step);
  const add = reduceFraction(mulFraction(start, wholeFraction(pow10(decimals))));
  const over = leastCommon(by.d, add.d);
  const factor = mulInt(by.n, floorDiv(over, by.d));
  const offset = mulInt(add.n, floorDiv(over, add.d));
  if (!isSafe(factor, offset, over) || (rounding === null && over !== 1)) return null;
  const low = roundToScale(scope.min, decimals, 'down');
  const high = roundToScale(scope.max, decimals, 'down');
  const ends = [range.low, range.high].map((q) => addInt(mulInt(q, factor), offset));
  return {
    by: Number(factor),
    add: Number(offset),
    over: Number(over),
    step: roundingStep(rounding, decimals),
    low: Number(low),
    high: Number(high),
    needsBounds: ends.some((end) => end < mulInt(low, over) || end > mulInt(high, over)),
  };
}

function leastCommon(a: Int, b: Int): Int {
  return mulInt(a, floorDiv(b, gcdInt(a, b)));
}
