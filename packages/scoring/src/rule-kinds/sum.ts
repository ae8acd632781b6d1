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
import { addInt, ceilDiv, maxInt, minInt, mulInt, negInt, pow10 } from '../points.ts';
import type { ExplanationStep } from '../results.ts';
import { mostDecimals, readConstant, readFigure } from './constants.ts';
import { boundDecimals, pushBounds } from './count.ts';
import { affineLoop, isSafe, roundingStep } from './kernels.ts';
import { addScaled, largest, setScaled, weightedQuantity } from './quantity.ts';
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
      const most = sumOf(parts.map((part) => part.most));
      const low = roundToScale(scope.min, decimals, 'down');
      const high = roundToScale(scope.max, decimals, 'down');
      if (!isSafe(mulInt(3, most), mulInt(2, over), low, high) || (rounding === null && over !== 1))
        return null;
      const affine = {
        by: 1,
        add: 0,
        over: Number(over),
        step: roundingStep(rounding, decimals),
        low: Number(low),
        high: Number(high),
        needsBounds:
          sumOf(parts.map((part) => part.low)) < mulInt(low, over) ||
          sumOf(parts.map((part) => part.high)) > mulInt(high, over),
      };
      const loop = affineLoop(affine);
      return (chunk, out, columns, from, length) => {
        addParts(parts, chunk.numerator, columns, from, length);
        loop(out, chunk.numerator, length);
      };
    },
  };
}

function sumOf(values: readonly Int[]): Int {
  return values.reduce((total, value) => addInt(total, value), 0);
}

interface ColumnPart {
  readonly figure: number;
  readonly by: number;
  /** null where the figure cannot exceed it. */
  readonly cap: number | null;
  /** Proved range of the part. */
  readonly low: Int;
  readonly high: Int;
  /** Largest size before the cap. */
  readonly most: Int;
}

function columnPart(part: Part, scope: RuleScope, fine: number): ColumnPart {
  const by = roundToScale(part.points, fine - part.decimals, 'down');
  const whole = weightedQuantity([{ figure: part.figure, factor: by }], 0, scope);
  const cap = part.cap === null ? null : roundToScale(part.cap, fine, 'down');
  const most = largest(whole);
  const isCapped = cap !== null && most > cap;
  return {
    figure: part.figure,
    by: Number(by),
    cap: isCapped ? Number(cap) : null,
    low: isCapped ? maxInt(whole.low, negInt(cap)) : whole.low,
    high: isCapped ? minInt(whole.high, cap) : whole.high,
    most,
  };
}

/** The first part is written, the others are added to it. */
function addParts(
  parts: readonly ColumnPart[],
  target: Float64Array,
  columns: readonly Column[],
  from: number,
  length: number,
): void {
  parts.forEach((part, position) => {
    const column = columns[part.figure] as Column;
    if (position > 0) addPart(part, target, column, from, length);
    else if (part.cap === null) setScaled(target, column, from, length, part.by);
    else {
      target.fill(0, 0, length);
      addPart(part, target, column, from, length);
    }
  });
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
