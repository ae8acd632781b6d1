import type { Ratio, Rule } from '../criteria-set.ts';
import type { Column } from '../fact-table.ts';
import { roundFraction, roundToScale, scaledFraction, type Fraction } from '../fraction.ts';
import type { ItemPlan, Plan, SlotPlan } from '../plan.ts';
import { decimalsOf, parseDecimal, parseScaled, pow10, roundDiv } from '../points.ts';
import { roundingStep } from '../rule-kinds/kernels.ts';
import type { Chunk } from '../rule-kinds/rule-kind.ts';

/**
 * Rounded points of one item for one row, in units of the plan; UNDEFINED where the rule is. The column kernels are
 * made for thousands of rows at a time: for a single one their loops cost more than the arithmetic.
 */
export type ScalarKernel = (row: number) => number;
export const UNDEFINED = Infinity;

/** Exact points after the item's rounding, in units of the plan. */
export const inUnits = (plan: Plan, item: ItemPlan, points: Fraction): number =>
  Number(roundToScale(roundFraction(points, item.rounding), plan.decimals, 'down'));

/** null where the item has no kernel at all. What is proved for the column kernel holds for these too. */
export function scalarKernel(
  plan: Plan,
  item: ItemPlan,
  columns: readonly Column[],
  chunk: Chunk,
): ScalarKernel | null {
  if (item.kernel === null) return null;
  const { rule } = item.item;
  if (rule?.kind === 'ratio-steps')
    return stepsKernel(plan, item, rule, columns) ?? oneRow(item, columns, chunk);
  if (rule?.kind === 'ratio-linear')
    return linearKernel(plan, item, rule, columns) ?? oneRow(item, columns, chunk);
  return remembered(slotsOf(plan, item), columns, oneRow(item, columns, chunk));
}

const slotsOf = (plan: Plan, item: ItemPlan): readonly SlotPlan[] =>
  plan.slots.slice(item.firstSlot, item.firstSlot + item.figures.length);

/** The column kernel over one row. */
function oneRow(item: ItemPlan, columns: readonly Column[], chunk: Chunk): ScalarKernel {
  const { kernel, rule } = item;
  const out = new Int32Array(1);
  return (row) => {
    chunk.undefined[0] = 0;
    kernel?.(chunk, out, columns, row, 1);
    return rule.canBeUndefined && chunk.undefined[0] !== 0 ? UNDEFINED : (out[0] as number);
  };
}

/** Most combinations of figures whose points are kept once they have been computed. */
const REMEMBERED = 16_384;

/** Points by combination of figures, for items whose figures have few: yes/no, states, counts, percentages. */
function remembered(
  slots: readonly SlotPlan[],
  columns: readonly Column[],
  compute: ScalarKernel,
): ScalarKernel {
  const sizes = slots.map((slot) => Number(slot.max) - Number(slot.min) + 1);
  const size = sizes.reduce((product, own) => product * own, 1);
  if (!(size <= REMEMBERED) || slots.some((slot) => slot.figure.type === 'date' || slot.figure.optional))
    return compute;
  const lows = slots.map((slot) => Number(slot.min));
  const highs = slots.map((slot) => Number(slot.max));
  let known: Float64Array | null = null;
  return (row) => {
    let at = 0;
    for (let slot = 0; slot < lows.length; slot++) {
      const value = columns[slot]?.[row] as number;
      // A row without data holds zeros, which need not be allowed values.
      if (value < (lows[slot] as number) || value > (highs[slot] as number)) return compute(row);
      at = at * (sizes[slot] as number) + value - (lows[slot] as number);
    }
    known ??= new Float64Array(size).fill(NaN);
    const points = known[at] as number;
    return points === points ? points : (known[at] = compute(row));
  };
}

interface Term {
  readonly column: Int32Array | Float64Array;
  readonly factor: number;
}
interface ScalarRatio {
  readonly numerator: readonly Term[];
  readonly denominator: readonly Term[];
  readonly clamp: boolean;
}

/** null for what only the column kernel knows: another denominator in place of zero, 64-bit columns. */
function scalarRatio(
  plan: Plan,
  item: ItemPlan,
  ratio: Ratio,
  columns: readonly Column[],
): ScalarRatio | null {
  if (ratio.zeroDenominator.then === 'use' || columns.some((column) => column instanceof BigInt64Array))
    return null;
  const slots = slotsOf(plan, item);
  const slotAt = (key: string): number => item.figureIndex.get(key) ?? -1;
  const sides = [ratio.numerator, ratio.denominator] as const;
  const keys = sides.flatMap((side) => [...side.plus, ...side.minus]);
  const decimals = Math.max(...keys.map((key) => slots[slotAt(key)]?.decimals ?? 0));
  const term = (key: string, sign: number): Term => ({
    column: columns[slotAt(key)] as Int32Array | Float64Array,
    factor: sign * Number(pow10(decimals - (slots[slotAt(key)]?.decimals ?? 0))),
  });
  const [numerator, denominator] = sides.map((side) => [
    ...side.plus.map((key) => term(key, 1)),
    ...side.minus.map((key) => term(key, -1)),
  ]);
  return { numerator: numerator ?? [], denominator: denominator ?? [], clamp: ratio.outside === 'clamp' };
}

function sum(terms: readonly Term[], row: number): number {
  let total = 0;
  for (let at = 0; at < terms.length; at++) {
    const term = terms[at] as Term;
    total += (term.column[row] as number) * term.factor;
  }
  return total;
}

const clamped = (n: number, d: number): number => (n < 0 ? 0 : n > d ? d : n);

type StepsRule = Extract<Rule, { kind: 'ratio-steps' }>;

function stepsKernel(
  plan: Plan,
  item: ItemPlan,
  rule: StepsRule,
  columns: readonly Column[],
): ScalarKernel | null {
  const ratio = scalarRatio(plan, item, rule.ratio, columns);
  if (ratio === null) return null;
  const { numerator, denominator, clamp } = ratio;
  const decimals = Math.max(
    0,
    ...rule.steps.map((step) => ('limit' in step ? (decimalsOf(step.limit) ?? 0) : 0)),
  );
  const factor = Number(pow10(decimals)) * 100;
  const limits = rule.steps.map((step) =>
    'limit' in step ? Number(parseScaled(step.limit, decimals)) : -Infinity,
  );
  const strict = rule.steps.map((step) => ('limit' in step && !step.inclusive ? 1 : 0));
  const points = rule.steps.map((step) => stepPoints(plan, item, step.points));
  const last = limits.length - 1;
  return (row) => {
    const d = sum(denominator, row);
    if (d === 0) return UNDEFINED;
    const n = sum(numerator, row);
    const x = (clamp ? clamped(n, d) : n) * factor;
    for (let at = 0; at < last; at++) {
      if (x - (limits[at] as number) * d >= (strict[at] as number)) return points[at] as number;
    }
    return points[last] as number;
  };
}

function stepPoints(plan: Plan, item: ItemPlan, text: string): number {
  const value = parseDecimal(text) ?? { digits: 0, decimals: 0 };
  return inUnits(plan, item, scaledFraction(value.digits, value.decimals));
}

type LinearRule = Extract<Rule, { kind: 'ratio-linear' }>;

function linearKernel(
  plan: Plan,
  item: ItemPlan,
  rule: LinearRule,
  columns: readonly Column[],
): ScalarKernel | null {
  const ratio = scalarRatio(plan, item, rule.ratio, columns);
  if (ratio === null || item.rounding === null) return null;
  const { numerator, denominator, clamp } = ratio;
  const { complement, floor } = rule;
  const decimals = Math.max(decimalsOf(rule.target ?? '100') ?? 0, decimalsOf(floor?.limit ?? '0') ?? 0);
  const factor = Number(pow10(decimals)) * 100;
  const target = Number(parseScaled(rule.target ?? '100', decimals));
  const gate = floor === null ? -Infinity : Number(parseScaled(floor.limit, decimals));
  const strict = floor?.inclusive === false ? 1 : 0;
  const max = Number(item.max);
  const { mode, divide } = roundingStep(item.rounding, plan.decimals);
  return (row) => {
    const d = sum(denominator, row);
    if (d === 0) return UNDEFINED;
    const raw = sum(numerator, row);
    const kept = clamp ? clamped(raw, d) : raw;
    const n = complement ? d - kept : kept;
    if (n <= 0 || (gate !== -Infinity && n * factor - gate * d < strict)) return 0;
    if (n * factor >= target * d) return max;
    const bottom = d * target * divide;
    const top = n * max * factor;
    if (mode === 'half-up') return Math.floor((2 * top + bottom) / (2 * bottom)) * divide;
    return Number(roundDiv(top, bottom, mode)) * divide;
  };
}
