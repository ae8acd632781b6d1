import { indexOf } from './evaluate-unit.ts';
import type { FactTable } from './fact-table.ts';
import type { Fraction } from './fraction.ts';
import { NO_INDEX } from './index-keys.ts';
import type { BandPlan, Plan } from './plan.ts';
import type { Int } from './points.ts';
import { cmpInt, mulInt, pow10, roundDiv } from './points.ts';
import type { Sheet } from './score-table.ts';
import type { ExactTotals, Scores } from './scores.ts';

/** Index into the unit's own bands, -1 = none; compared exactly, by cross multiplication. */
export function classify(
  plan: Plan,
  table: FactTable,
  sheet: Pick<Sheet, 'totals' | 'maxima'>,
  exact: ReadonlyMap<number, ExactTotals>,
  keys: Pick<Scores, 'keys'>,
): Int16Array {
  const classes = new Int16Array(table.count).fill(-1);
  for (let unit = 0; unit < classes.length; unit++) {
    if (keys.keys[unit] === NO_INDEX) continue;
    const bands = plan.bands[table.units.kinds[unit] ?? 0] ?? [];
    const own = exact.get(unit);
    classes[unit] =
      own === undefined
        ? bandOfUnits(plan, bands, sheet.totals[unit] as number, sheet.maxima[unit] as number)
        : bandOf(plan, bands, indexOf(own.points, own.maximum));
  }
  return classes;
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
