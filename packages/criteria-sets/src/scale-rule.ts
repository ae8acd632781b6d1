import type { Decimal, Rule } from '@parix/scoring';
import { scaleDecimal } from './decimal-text.ts';

/** How one written point value becomes another; null when it cannot be said exactly. */
export type Repoint = (points: Decimal) => Decimal | null;

export const scaling =
  (from: Decimal, to: Decimal): Repoint =>
  (points) =>
    scaleDecimal(points, from, to);

/** Hands out the listed points in the order in which the rule names its own; `spent` when none is left over. */
export function listed(points: readonly Decimal[]): {
  readonly repoint: Repoint;
  readonly spent: () => boolean;
} {
  let next = 0;
  return { repoint: () => points[next++] ?? null, spent: () => next === points.length };
}

/** The rule with every point value replaced; null when one has no exact replacement or the rule hides its points. */
export function repointRule(rule: Rule, repoint: Repoint): Rule | null {
  let exact = true;
  const p = (points: Decimal): Decimal => {
    const changed = repoint(points);
    if (changed === null) exact = false;
    return changed ?? points;
  };
  const withPoints = <T extends { readonly points: Decimal }>(parts: readonly T[]): T[] =>
    parts.map((part) => ({ ...part, points: p(part.points) }));
  const changed = ((): Rule | null => {
    switch (rule.kind) {
      case 'states':
        return { ...rule, points: withPoints(rule.points) };
      case 'all-of':
        return { ...rule, met: p(rule.met), unmet: p(rule.unmet) };
      case 'ratio-steps':
        return { ...rule, steps: withPoints(rule.steps) };
      case 'deadline':
        return { ...rule, steps: withPoints(rule.steps) };
      case 'count':
        return { ...rule, each: p(rule.each) };
      case 'sum':
        return {
          ...rule,
          parts: rule.parts.map((part) => ({
            ...part,
            points: p(part.points),
            cap: part.cap === null ? null : p(part.cap),
          })),
        };
      case 'deduction':
        return { ...rule, start: p(rule.start), each: p(rule.each) };
      // These read the maximum itself; the step of points given by others stays as declared.
      case 'ratio-linear':
      case 'survey-grades':
      case 'survey-mean':
      case 'given':
        return rule;
      case 'formula':
        return null;
    }
  })();
  return exact ? changed : null;
}
