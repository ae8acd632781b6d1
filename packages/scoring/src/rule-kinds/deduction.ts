import type { Rule } from '../criteria-set.ts';
import { formatRatio } from '../fraction.ts';
import { negInt } from '../points.ts';
import { boundDecimals, compiledCount } from './count.ts';
import { mostDecimals, readConstant, readPoints } from './constants.ts';
import { compileQuantity } from './quantity.ts';
import type { RuleKind } from './rule-kind.ts';

type Deduction = Extract<Rule, { kind: 'deduction' }>;

/** Start minus points for each occurrence, never below the item's least points: "mỗi lần vi phạm trừ 0,25". */
export const deduction: RuleKind<Deduction> = {
  compile(rule, scope) {
    const quantity = compileQuantity(rule.count, scope);
    const each = readConstant(rule.each, 'each', scope);
    const start = readPoints(rule.start, scope);
    if (quantity === null || each === null || start === null) return null;
    if (each.n <= 0) {
      scope.problem('each-negative', { each: rule.each });
      return null;
    }
    const product = quantity.decimals + mostDecimals([rule.each]);
    return compiledCount('deduction', {
      count: quantity,
      each: { n: negInt(each.n), d: each.d },
      start,
      startText: formatRatio(start),
      eachText: formatRatio(each),
      finiteDecimals: Math.max(product, mostDecimals([rule.start]), boundDecimals(scope)),
      scope,
    });
  },
};
