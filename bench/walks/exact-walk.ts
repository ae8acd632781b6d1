/**
 * A plain walk over units and items with pluggable exact (or would-be exact) arithmetic, written in the order
 * in which a regulation states its rules: ratio first, then times the maximum. Serves as oracle with BigInt
 * ratios and with fraction.js, and as the decimal.js peer.
 */
import { BANDS, type ItemSpec, type UnitFigures, type Workload } from '../workload.ts';
import { competitionRanks, groupColumns, type WalkResult } from './result.ts';

export interface Arithmetic<N> {
  readonly of: (integer: number) => N;
  readonly add: (a: N, b: N) => N;
  readonly subtract: (a: N, b: N) => N;
  readonly multiply: (a: N, b: N) => N;
  readonly divide: (a: N, b: N) => N;
  readonly atLeast: (a: N, b: N) => boolean;
  /** Half-up to whole hundredths, given a value in points. */
  readonly toHundredths: (a: N) => number;
}

/** Figures made ready outside the clock: one number object per figure. */
export type Prepared<N> = readonly (readonly (readonly N[] | null)[])[];
export function prepare<N>(math: Arithmetic<N>, units: readonly UnitFigures[]): Prepared<N> {
  return units.map((unit) => unit.map((figures) => figures?.map(math.of) ?? null));
}

export function exactWalk<N>(math: Arithmetic<N>, workload: Workload, units: Prepared<N>): WalkResult {
  const size = workload.specs.length;
  const items = new Int32Array(units.length * size);
  const index = new Int32Array(units.length);
  const groups = groupColumns(units.length, workload.criteria.length + workload.areas.length);
  const score = makeScorer(math, workload);
  const points = workload.specs.map((spec) => math.divide(math.of(spec.max), math.of(100)));
  const hundred = math.of(100);
  units.forEach((unit, u) => {
    let total = math.of(0);
    let maximum = math.of(0);
    workload.areas.forEach((area, a) => {
      let areaPoints = math.of(0);
      let areaMaximum = math.of(0);
      for (const c of area) {
        let sum = math.of(0);
        let most = math.of(0);
        for (const i of workload.criteria[c] ?? []) {
          const figures = unit[i];
          const max = points[i];
          if (!figures || max === undefined) {
            items[u * size + i] = -1;
            continue;
          }
          const hundredths = math.toHundredths(score(i, figures));
          items[u * size + i] = hundredths;
          sum = math.add(sum, math.divide(math.of(hundredths), hundred));
          most = math.add(most, max);
        }
        groups.points[u * groups.count + c] = math.toHundredths(sum);
        groups.maxima[u * groups.count + c] = math.toHundredths(most);
        areaPoints = math.add(areaPoints, sum);
        areaMaximum = math.add(areaMaximum, most);
      }
      const position = u * groups.count + workload.criteria.length + a;
      groups.points[position] = math.toHundredths(areaPoints);
      groups.maxima[position] = math.toHundredths(areaMaximum);
      total = math.add(total, areaPoints);
      maximum = math.add(maximum, areaMaximum);
    });
    index[u] = math.toHundredths(math.multiply(math.divide(total, maximum), hundred));
  });
  return { items, groups, index, classes: classesOf(math, index), ranks: competitionRanks(index) };
}

function classesOf<N>(math: Arithmetic<N>, index: Int32Array): Uint8Array {
  const limits = BANDS.map(([, from]) => math.of(from));
  return Uint8Array.from(index, (value) => {
    const found = limits.findIndex((limit) => math.atLeast(math.of(value), limit));
    return found < 0 ? BANDS.length : found;
  });
}

function makeScorer<N>(math: Arithmetic<N>, workload: Workload): (item: number, figures: readonly N[]) => N {
  const constants = new Map<number, N>();
  const constant = (hundredths: number): N => {
    const known = constants.get(hundredths);
    if (known !== undefined) return known;
    const made = math.divide(math.of(hundredths), math.of(100));
    constants.set(hundredths, made);
    return made;
  };
  const zero = math.of(0);
  const hundred = math.of(100);
  const one = math.of(1);
  const stepped = (percent: N, steps: readonly (readonly [number, number])[]): N => {
    for (const [limit, points] of steps) if (math.atLeast(percent, math.of(limit))) return constant(points);
    return zero;
  };
  const at = (figures: readonly N[], position: number): N => figures[position] ?? zero;
  const scoreSpec = (spec: ItemSpec, figures: readonly N[]): N => {
    const first = at(figures, 0);
    switch (spec.kind) {
      case 'yes-no':
        return math.atLeast(first, one) ? constant(spec.max) : zero;
      case 'tiers':
        return stepped(math.multiply(math.divide(first, at(figures, 1)), hundred), spec.steps);
      case 'growth': {
        const last = at(figures, 1);
        const growth = math.multiply(math.divide(math.subtract(first, last), last), hundred);
        return stepped(
          growth,
          spec.steps.map(([limit, points]) => [limit - 100, points] as const),
        );
      }
      case 'linear': {
        const ratio = math.divide(first, at(figures, 1));
        return math.atLeast(math.multiply(ratio, hundred), math.of(spec.floor))
          ? math.multiply(ratio, constant(spec.max))
          : zero;
      }
      case 'deduction': {
        const left = math.subtract(constant(spec.max), math.multiply(first, constant(spec.each)));
        return math.atLeast(left, zero) ? left : zero;
      }
      case 'sum':
        return spec.parts.reduce(
          (sum, part, p) => (math.atLeast(at(figures, p), one) ? math.add(sum, constant(part)) : sum),
          zero,
        );
      case 'mean': {
        const mean = math.divide(first, hundred);
        return math.multiply(math.divide(math.subtract(mean, one), math.of(4)), constant(spec.max));
      }
      case 'percent':
        return math.multiply(math.divide(math.divide(first, hundred), hundred), constant(spec.max));
    }
  };
  return (item, figures) => {
    const spec = workload.specs[item];
    if (!spec) throw new RangeError(`no item ${item}`);
    return scoreSpec(spec, figures);
  };
}
