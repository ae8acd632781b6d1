import { indexOf } from './evaluate-unit.ts';
import type { Fraction } from './fraction.ts';
import { cmpFraction, roundToScale, scaledFraction } from './fraction.ts';
import type { Plan } from './plan.ts';
import { addInt, mulInt, pow10, roundDiv } from './points.ts';
import type { ExactTotals, Scores } from './scores.ts';

/** The key of a unit to which nothing applies: below every index, and never ranked. */
export const NO_INDEX = -Infinity;

type Keys = Pick<Scores, 'keys' | 'keyKind'>;

/** One number per unit that orders exactly as the indices do on the basis of the ranking. */
export function indexKeys(
  plan: Plan,
  totals: Int32Array,
  maxima: Int32Array,
  exact: ReadonlyMap<number, ExactTotals>,
): Keys {
  const sources: Sources = { plan, totals, maxima, exact };
  if (plan.set.ranking.basis === 'printed') return { keys: printedKeys(sources), keyKind: 'printed' };
  const whole = [...exact.values()].every(
    (unit) => isWhole(unit.points, plan) && isWhole(unit.maximum, plan),
  );
  if (plan.keyFactor !== null && whole)
    return { keys: factorKeys(sources, plan.keyFactor), keyKind: 'factor' };
  return { keys: ordinalKeys(sources), keyKind: 'ordinal' };
}

interface Sources {
  readonly plan: Plan;
  readonly totals: Int32Array;
  readonly maxima: Int32Array;
  readonly exact: ReadonlyMap<number, ExactTotals>;
}

function isWhole(value: Fraction, plan: Plan): boolean {
  const scaled = mulInt(value.n, pow10(plan.decimals));
  return typeof scaled === 'number' && typeof value.d === 'number' && scaled % value.d === 0;
}

/** floor(points x factor / maximum), proved exact by the compiler. */
function factorKeys({ totals, maxima }: Sources, factor: number): Float64Array {
  const keys = new Float64Array(totals.length);
  for (let i = 0; i < keys.length; i++) {
    const maximum = maxima[i] as number;
    keys[i] = maximum > 0 ? Math.floor(((totals[i] as number) * factor) / maximum) : NO_INDEX;
  }
  return keys;
}

/** Printed indices as whole numbers. */
function printedKeys(sources: Sources): Float64Array {
  const { plan, totals, maxima, exact } = sources;
  const { decimals, mode } = plan.set.rounding.printedIndex;
  const scale = Number(mulInt(100, pow10(decimals)));
  const keys = new Float64Array(totals.length);
  const simple = mode === 'half-up' && exact.size === 0 && proportionFits(plan, scale);
  for (let i = 0; i < keys.length; i++) {
    const points = totals[i] as number;
    const maximum = maxima[i] as number;
    if (simple && points >= 0 && maximum > 0) {
      keys[i] = Math.floor((2 * points * scale + maximum) / (2 * maximum));
    } else {
      keys[i] = printedKey(sources, i, scale);
    }
  }
  return keys;
}

function proportionFits(plan: Plan, scale: number): boolean {
  return addInt(mulInt(2 ** 32, scale), plan.total.max) <= Number.MAX_SAFE_INTEGER;
}

function printedKey({ plan, totals, maxima, exact }: Sources, unit: number, scale: number): number {
  const { decimals, mode } = plan.set.rounding.printedIndex;
  const own = exact.get(unit);
  if (own !== undefined) {
    return own.maximum.n === 0
      ? NO_INDEX
      : Number(roundToScale(indexOf(own.points, own.maximum), decimals, mode));
  }
  const maximum = maxima[unit] as number;
  return maximum === 0 ? NO_INDEX : Number(roundDiv(mulInt(totals[unit] as number, scale), maximum, mode));
}

/** Position among the distinct indices, compared as ratios: for sets whose numbers no factor can hold. */
function ordinalKeys(sources: Sources): Float64Array {
  const { totals } = sources;
  const ratios = Array.from(totals, (_, unit) => ratioOf(sources, unit));
  const known = ratios.flatMap((ratio, unit) => (ratio === null ? [] : [{ ratio, unit }]));
  known.sort((a, b) => cmpFraction(a.ratio, b.ratio));
  const keys = new Float64Array(totals.length).fill(NO_INDEX);
  let key = 0;
  known.forEach(({ ratio, unit }, at) => {
    const before = known[at - 1];
    if (before !== undefined && cmpFraction(before.ratio, ratio) !== 0) key++;
    keys[unit] = key;
  });
  return keys;
}

function ratioOf({ plan, totals, maxima, exact }: Sources, unit: number): Fraction | null {
  const own = exact.get(unit) ?? {
    points: scaledFraction(totals[unit] as number, plan.decimals),
    maximum: scaledFraction(maxima[unit] as number, plan.decimals),
  };
  return own.maximum.n === 0 ? null : indexOf(own.points, own.maximum);
}
