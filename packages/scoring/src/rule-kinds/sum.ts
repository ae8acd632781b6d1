import type { Rule } from '../criteria-set.ts';
import type { Column } from '../fact-table.ts';
import type { Fraction } from '../fraction.ts';
import {
  ZERO,
  addFraction,
  cmpFraction,
  maxFraction,
  minFraction,
  mulFraction,
  roundToScale,
  scaledFraction,
  subFraction,
  divFraction,
  fraction,
  stepText,
} from '../fraction.ts';
import type { Int } from '../points.ts';
import { absInt, addInt, ceilDiv, maxInt, minInt, mulInt, negInt, pow10 } from '../points.ts';
import type { ExplanationStep } from '../results.ts';
import { mostDecimals, readConstant, readFigure } from './constants.ts';
import { boundDecimals, pushBounds } from './count.ts';
import { affineKernel, isSafe, roundingStep } from './kernels.ts';
import { addScaled } from './quantity.ts';
import type { CompiledRule, RuleKind, RuleScope, Values, WinTarget } from './rule-kind.ts';

type Sum = Extract<Rule, { kind: 'sum' }>;

interface Part {
  readonly figure: number;
  readonly label: string;
  /** Points for 1 of the figure (yes/no: for yes). */
  readonly points: Fraction;
  readonly cap: Fraction | null;
  /** Decimals of the figure's whole numbers. */
  readonly decimals: number;
  readonly isFlag: boolean;
}
interface Compiled {
  readonly parts: readonly Part[];
  readonly finiteDecimals: number;
  readonly scope: RuleScope;
}

/** Sum of parts, each with its own cap, at most the maximum: "bảng điện tử 0,25 + website 0,25 + truyền thống 0,5". */
export const sum: RuleKind<Sum> = {
  compile(rule, scope) {
    const parts = rule.parts.map((part) => compilePart(part, scope));
    if (parts.length === 0) scope.problem('quantity-empty');
    const known = parts.filter((part) => part !== null);
    if (known.length === 0 || known.length < parts.length) return null;
    const each = known.map((part, at) => part.decimals + mostDecimals([rule.parts[at]?.points ?? '0']));
    const caps = rule.parts.flatMap((part) => (part.cap === null ? [] : [part.cap]));
    const finiteDecimals = Math.max(...each, mostDecimals(caps), boundDecimals(scope));
    return compiledSum({ parts: known, finiteDecimals, scope });
  },
};

function compilePart(part: Sum['parts'][number], scope: RuleScope): Part | null {
  const figure = readFigure(part.figure, ['boolean', 'integer', 'decimal'], scope);
  const points = readConstant(part.points, 'points', scope);
  const cap = part.cap === null ? undefined : readConstant(part.cap, 'cap', scope);
  if (figure === null || points === null || cap === null) return null;
  if (cap !== undefined && cap.n < 0) {
    scope.problem('cap-invalid', { cap: part.cap ?? '' });
    return null;
  }
  const declared = scope.item.figures[figure];
  return {
    figure,
    label: declared?.label ?? part.figure,
    points,
    cap: cap ?? null,
    decimals: scope.slots[figure]?.decimals ?? 0,
    isFlag: declared?.type === 'boolean',
  };
}

/** value x points, at most the cap (a cap bounds the size of a negative part too). */
function partPoints(part: Part, values: Values): Fraction {
  const raw = mulFraction(scaledFraction(values[part.figure] ?? 0, part.decimals), part.points);
  if (part.cap === null) return raw;
  const least = { n: negInt(part.cap.n), d: part.cap.d };
  return maxFraction(least, minFraction(raw, part.cap));
}

function total(rule: Compiled, values: Values): Fraction {
  return rule.parts.reduce<Fraction>((points, part) => addFraction(points, partPoints(part, values)), ZERO);
}

function cut(rule: Compiled, value: Fraction): Fraction {
  return maxFraction(rule.scope.min, minFraction(value, rule.scope.max));
}

function compiledSum(rule: Compiled): CompiledRule {
  const { scope } = rule;
  return {
    kind: 'sum',
    whenUndefined: 'no-data',
    canBeUndefined: false,
    finiteDecimals: rule.finiteDecimals,
    check: null,
    evaluate: (values) => cut(rule, total(rule, values)),
    explain(values) {
      const raw = total(rule, values);
      const parts = rule.parts.map((part) => ({
        label: part.label,
        value: stepText(partPoints(part, values)),
      }));
      const steps: ExplanationStep[] = [{ op: 'sum', parts, value: stepText(raw) }];
      pushBounds(scope, raw, steps);
      const points = cut(rule, raw);
      if (cmpFraction(points, scope.max) >= 0) return { steps, points, lostBecause: null };
      return { steps, points, lostBecause: { code: 'too-few', detail: { points: stepText(raw) } } };
    },
    toWin: (values) => toWin(rule, values),
    kernel(rounding, decimals) {
      // All parts on one scale fine enough to be whole, then one rounding to the plan's units.
      const fine = Math.max(rule.finiteDecimals, decimals);
      const parts = rule.parts.map((part) => columnPart(part, scope, fine));
      const over = pow10(fine - decimals);
      const most = parts.reduce<Int>((size, part) => addInt(size, part.most), 0);
      const bounds = [scope.min, scope.max].map((bound) => roundToScale(bound, decimals, 'down'));
      if (!isSafe(mulInt(3, most), mulInt(2, over), ...bounds) || (rounding === null && over !== 1))
        return null;
      const affine = {
        by: 1,
        add: 0,
        over: Number(over),
        step: roundingStep(rounding, decimals),
        low: Number(bounds[0]),
        high: Number(bounds[1]),
      };
      return (chunk, out, columns, from, length) => {
        chunk.numerator.fill(0, 0, length);
        for (const part of parts)
          addPart(part, chunk.numerator, columns[part.figure] as Column, from, length);
        affineKernel(affine, out, chunk.numerator, length);
      };
    },
  };
}

interface ColumnPart {
  readonly figure: number;
  readonly by: number;
  /** null where the figure cannot exceed it. */
  readonly cap: number | null;
  readonly most: Int;
}

function columnPart(part: Part, scope: RuleScope, fine: number): ColumnPart {
  const by = roundToScale(part.points, fine - part.decimals, 'down');
  const slot = scope.slots[part.figure];
  const range = maxInt(absInt(minInt(slot?.min ?? 0, 0)), absInt(slot?.max ?? 0));
  const cap = part.cap === null ? null : roundToScale(part.cap, fine, 'down');
  return {
    figure: part.figure,
    by: Number(by),
    cap: cap === null || mulInt(absInt(by), range) <= cap ? null : Number(cap),
    most: maxInt(mulInt(absInt(by), range), cap ?? 0),
  };
}

function addPart(part: ColumnPart, target: Float64Array, column: Column, from: number, length: number): void {
  const { by, cap } = part;
  if (cap === null) addScaled(target, column, from, length, by);
  else if (column instanceof Int32Array) addInt32Capped(by, cap, target, column, from, length);
  else if (column instanceof Float64Array) addFloat64Capped(by, cap, target, column, from, length);
}

function addInt32Capped(
  by: number,
  cap: number,
  target: Float64Array,
  column: Int32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const points = (column[from + i] as number) * by;
    const lowered = points - Number(points > cap) * (points - cap);
    target[i] = (target[i] as number) + lowered + Number(points < -cap) * (-cap - points);
  }
}

function addFloat64Capped(
  by: number,
  cap: number,
  target: Float64Array,
  column: Float64Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const points = (column[from + i] as number) * by;
    const lowered = points - Number(points > cap) * (points - cap);
    target[i] = (target[i] as number) + lowered + Number(points < -cap) * (-cap - points);
  }
}

/** For each part still short of its best: all that this part can add. */
function toWin(rule: Compiled, values: Values): readonly WinTarget[] {
  const raw = total(rule, values);
  const now = cut(rule, raw);
  if (cmpFraction(now, rule.scope.max) >= 0) return [];
  return rule.parts.flatMap((part): WinTarget[] => {
    const to = part.isFlag
      ? part.points.n > 0
        ? 1
        : 0
      : bestValue(rule, part, values, subFraction(rule.scope.max, raw));
    if (to === null || to === values[part.figure]) return [];
    const changed = values.map((value, at) => (at === part.figure ? to : value));
    const points = cut(rule, total(rule, changed));
    return cmpFraction(points, now) > 0 ? [{ figure: part.figure, to, points }] : [];
  });
}

/** The least value of the figure that reaches the part's cap, or fills what the whole item still lacks. */
function bestValue(rule: Compiled, part: Part, values: Values, missing: Fraction): Int | null {
  const slot = rule.scope.slots[part.figure];
  if (slot === undefined || part.points.n === 0) return null;
  if (part.points.n < 0) return maxInt(slot.min, 0);
  const wanted = addFraction(partPoints(part, values), missing);
  const goal = part.cap === null ? wanted : minFraction(wanted, part.cap);
  const need = divFraction(goal, mulFraction(part.points, fraction(1, pow10(part.decimals))));
  return minInt(slot.max, ceilDiv(need.n, need.d));
}
