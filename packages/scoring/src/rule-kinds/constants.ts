import type { Decimal } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, formatRatio, scaledFraction } from '../fraction.ts';
import { decimalsOf, parseDecimal } from '../points.ts';
import type { RuleScope } from './rule-kind.ts';

/** Decimals a set may write in any number; more would only make the proofs of range fail. */
export const MOST_DECIMALS = 9;

/** A number of the rule, exact; null after reporting that it is none. */
export function readConstant(text: Decimal, field: string, scope: RuleScope): Fraction | null {
  const value = parseDecimal(text);
  if (value === null || value.decimals > MOST_DECIMALS || text.length > 24) {
    scope.problem('not-a-decimal', { field, value: text.slice(0, 40) });
    return null;
  }
  return scaledFraction(value.digits, value.decimals);
}

/** Points of the rule; null after reporting that they leave the item's bounds. */
export function readPoints(text: Decimal, scope: RuleScope): Fraction | null {
  const value = readConstant(text, 'points', scope);
  if (value === null) return null;
  if (cmpFraction(value, scope.max) <= 0 && cmpFraction(value, scope.min) >= 0) return value;
  scope.problem('points-out-of-range', {
    value: text,
    min: formatRatio(scope.min),
    max: formatRatio(scope.max),
  });
  return null;
}

/** Decimals needed to write every one of the constants exactly. */
export function mostDecimals(texts: readonly Decimal[]): number {
  return texts.reduce((most, text) => Math.max(most, decimalsOf(text) ?? 0), 0);
}

/** Local index of a figure of the expected type; null after reporting why not. */
export function readFigure(key: string, types: readonly string[], scope: RuleScope): number | null {
  scope.use(key);
  const index = scope.figureIndex.get(key);
  const figure = index === undefined ? undefined : scope.item.figures[index];
  if (index === undefined || figure === undefined) {
    scope.problem('figure-unknown', { figure: key });
    return null;
  }
  if (types.includes(figure.type)) return index;
  scope.problem('figure-type', { figure: key, type: figure.type, expected: types.join(', ') });
  return null;
}
