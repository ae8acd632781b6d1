import { indexOf } from './evaluate-unit.ts';
import type { FactTable } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import { NO_INDEX } from './index-keys.ts';
import type { BandPlan, Plan } from './plan.ts';
import type { Int } from './points.ts';
import { absInt, addInt, ceilDiv, cmpInt, floorDiv, maxInt, mulInt, pow10, roundDiv } from './points.ts';
import type { Sheet } from './sheet.ts';
import type { ExactTotals, Scores } from './scores.ts';

/** Index into the unit's own bands, -1 = none; compared exactly, by cross multiplication. */
export function classify(
  plan: Plan,
  table: FactTable,
  sheet: Pick<Sheet, 'totals' | 'maxima'>,
  exact: ReadonlyMap<number, ExactTotals>,
  { keys, keyKind }: Pick<Scores, 'keys' | 'keyKind'>,
): Int16Array {
  const classes = new Int16Array(table.count).fill(-1);
  const { kinds } = table.units;
  const { totals, maxima } = sheet;
  // Printed indices are whole numbers already; unrounded ones are compared as ratios points / maximum.
  const printed = plan.set.classification.basis === 'printed';
  const simple = exact.size === 0 && (!printed || keyKind === 'printed');
  const limits = plan.bands.map((bands) => (simple ? limitsOf(plan, bands, printed) : null));
  for (let unit = 0; unit < classes.length; unit++) {
    if (keys[unit] === NO_INDEX) continue;
    const known = limits[kinds[unit] as number];
    if (known == null) classes[unit] = classOf(plan, kinds[unit] as number, sheet, exact, unit);
    else if (printed) classes[unit] = bandReached(known, keys[unit] as number, 1);
    else classes[unit] = bandReached(known, (totals[unit] as number) * known.factor, maxima[unit] as number);
  }
  return classes;
}

function classOf(
  plan: Plan,
  kind: number,
  sheet: Pick<Sheet, 'totals' | 'maxima'>,
  exact: ReadonlyMap<number, ExactTotals>,
  unit: number,
): number {
  const bands = plan.bands[kind] ?? [];
  const own = exact.get(unit);
  if (own !== undefined) return bandOf(plan, bands, indexOf(own.points, own.maximum));
  return bandOfUnits(plan, bands, sheet.totals[unit] as number, sheet.maxima[unit] as number);
}

/** Band limits for plain numbers: reached when value - limit x maximum >= strict. */
interface Limits {
  /** What points are multiplied by to be compared with limit x maximum. */
  readonly factor: number;
  readonly limits: Float64Array;
  /** 0 = the limit itself reaches the class, 1 = only more than it. */
  readonly strict: Float64Array;
}

/** null when there are no bands or their products are not proved below 2^53. */
function limitsOf(plan: Plan, bands: readonly BandPlan[], printed: boolean): Limits | null {
  const first = bands[0];
  if (first === undefined) return null;
  const limited = bands.filter((band) => band.from !== null);
  if (printed) return printedLimits(limited, plan.set.rounding.printedIndex.decimals);
  const factor = mulInt(100, pow10(first.decimals));
  const most = limited.reduce<Int>((size, band) => maxInt(size, absInt(band.from ?? 0)), 0);
  if (typeof addInt(mulInt(INT32, factor), mulInt(most, plan.total.max)) !== 'number') return null;
  return {
    factor: Number(factor),
    limits: Float64Array.from(limited, (band) => Number(band.from)),
    strict: Float64Array.from(limited, (band) => (band.band.inclusive ? 0 : 1)),
  };
}

const INT32 = 2147483647;

/** Limits finer than the printed index are moved to the next printed value that reaches them. */
function printedLimits(limited: readonly BandPlan[], scale: number): Limits {
  const reach = (band: BandPlan): Int => {
    const limit = mulInt(band.from ?? 0, pow10(scale));
    const unit = pow10(band.decimals);
    return band.band.inclusive ? ceilDiv(limit, unit) : addInt(floorDiv(limit, unit), 1);
  };
  return {
    factor: 1,
    limits: Float64Array.from(limited, (band) => Number(reach(band))),
    strict: new Float64Array(limited.length),
  };
}

/** The number of limits not reached: bands fall, so it is the index of the class. */
function bandReached({ limits, strict }: Limits, value: number, maximum: number): number {
  let at = 0;
  while (at < limits.length && value - (limits[at] as number) * maximum < (strict[at] as number)) at++;
  return at;
}

/** Points and maximum as whole units of the plan. */
export function bandOfUnits(plan: Plan, bands: readonly BandPlan[], points: number, maximum: number): number {
  if (plan.set.classification.basis === 'unrounded') return findBand(bands, mulInt(points, 100), maximum);
  const { decimals, mode } = plan.set.rounding.printedIndex;
  return findBand(
    bands,
    roundDiv(mulInt(points, mulInt(100, pow10(decimals))), maximum, mode),
    pow10(decimals),
  );
}

/** The class of an exact index (%). */
export function bandOf(plan: Plan, bands: readonly BandPlan[], index: Fraction): number {
  if (plan.set.classification.basis === 'unrounded') return findBand(bands, index.n, index.d);
  const { decimals, mode } = plan.set.rounding.printedIndex;
  return findBand(bands, roundDiv(mulInt(index.n, pow10(decimals)), index.d, mode), pow10(decimals));
}

/** The first band whose limit n / d (%) reaches. */
function findBand(bands: readonly BandPlan[], n: Int, d: Int): number {
  for (let at = 0; at < bands.length; at++) {
    const { from, decimals, band } = bands[at] as BandPlan;
    if (from === null) return at;
    const sign = cmpInt(mulInt(n, pow10(decimals)), mulInt(from, d));
    if (sign > 0 || (sign === 0 && band.inclusive)) return at;
  }
  return -1;
}
