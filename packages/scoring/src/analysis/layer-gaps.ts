import {
  addFraction,
  cmpFraction,
  type Fraction,
  formatRatio,
  requireRatio,
  subFraction,
  ZERO,
} from '../fraction.ts';
import type { Plan } from '../plan.ts';
import type { ItemResult, UnitResult } from '../results.ts';

/** How far self-scores stood above (`over`) and below (`under`) what was judged. Points exact, never negative. */
export interface Gap {
  /** Items (of a unit) or units (of an item) where both layers have points. */
  readonly compared: number;
  readonly over: number;
  readonly overPoints: string;
  readonly under: number;
  readonly underPoints: string;
  /** overPoints - underPoints. */
  readonly net: string;
}
export interface LayerGaps {
  /** In the order of the set; only items that units score themselves. */
  readonly items: readonly (Gap & { readonly id: string })[];
  /** In the order of the facts. */
  readonly units: readonly (Gap & { readonly unit: string })[];
}

/**
 * Self-scores against judged points, item by item. What is not judged yet, not self-scored, or not applicable in one
 * of the layers is not compared.
 */
export function layerGaps(plan: Plan, self: readonly UnitResult[], final: readonly UnitResult[]): LayerGaps {
  const scored = plan.items
    .filter(({ item }) => item.selfScored && item.rule !== null)
    .map(({ index }) => index);
  const gapOf = (unit: number, item: number) => gap(self[unit]?.items[item], final[unit]?.items[item]);
  return {
    items: scored.map((item) => ({
      id: plan.items[item]?.item.id ?? '',
      ...gather(final.map((_, unit) => gapOf(unit, item))),
    })),
    units: final.map(({ unit: code }, unit) => ({
      unit: code,
      ...gather(scored.map((item) => gapOf(unit, item))),
    })),
  };
}

function gap(self: ItemResult | undefined, final: ItemResult | undefined): Fraction | null {
  if (self === undefined || final === undefined) return null;
  if (self.points === null || final.points === null || final.status !== 'scored') return null;
  return subFraction(requireRatio(self.points), requireRatio(final.points));
}

function gather(gaps: readonly (Fraction | null)[]): Gap {
  const compared = gaps.filter((each) => each !== null);
  const over = compared.filter((each) => each.n > 0);
  const under = compared.filter((each) => each.n < 0).map((each) => subFraction(ZERO, each));
  const [overPoints, underPoints] = [sum(over), sum(under)];
  return {
    compared: compared.length,
    over: over.length,
    overPoints: formatRatio(overPoints),
    under: under.length,
    underPoints: formatRatio(underPoints),
    net: cmpFraction(overPoints, underPoints) === 0 ? '0' : formatRatio(subFraction(overPoints, underPoints)),
  };
}

const sum = (values: readonly Fraction[]): Fraction => values.reduce(addFraction, ZERO);
