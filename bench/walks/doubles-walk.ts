/** The plain walk that most programmes do: objects, doubles, Math.round. Written by hand so that it is as fast as it can be. */
import { BANDS, type ItemSpec, type UnitFigures, type Workload } from '../workload.ts';
import { competitionRanks, groupColumns, type WalkResult } from './result.ts';

const round2 = (value: number): number => Math.round(value * 100) / 100;

export function doublesWalk(workload: Workload, units: readonly UnitFigures[]): WalkResult {
  const { specs } = workload;
  const size = specs.length;
  const items = new Int32Array(units.length * size);
  const index = new Int32Array(units.length);
  const classes = new Uint8Array(units.length);
  const groups = groupColumns(units.length, workload.criteria.length + workload.areas.length);
  for (let u = 0; u < units.length; u++) {
    const unit = units[u] ?? [];
    let total = 0;
    let maximum = 0;
    for (let a = 0; a < workload.areas.length; a++) {
      let areaPoints = 0;
      let areaMaximum = 0;
      for (const c of workload.areas[a] ?? []) {
        let points = 0;
        let most = 0;
        for (const i of workload.criteria[c] ?? []) {
          const spec = specs[i];
          const figures = unit[i];
          if (!spec || !figures) {
            items[u * size + i] = -1;
            continue;
          }
          const score = round2(scoreInDoubles(spec, figures));
          items[u * size + i] = Math.round(score * 100);
          points += score;
          most += spec.max / 100;
        }
        groups.points[u * groups.count + c] = Math.round(points * 100);
        groups.maxima[u * groups.count + c] = Math.round(most * 100);
        areaPoints += points;
        areaMaximum += most;
      }
      const position = u * groups.count + workload.criteria.length + a;
      groups.points[position] = Math.round(areaPoints * 100);
      groups.maxima[position] = Math.round(areaMaximum * 100);
      total += areaPoints;
      maximum += areaMaximum;
    }
    const value = round2((total / maximum) * 100);
    index[u] = Math.round(value * 100);
    const found = BANDS.findIndex(([, from]) => value >= from / 100);
    classes[u] = found < 0 ? BANDS.length : found;
  }
  return { items, groups, index, classes, ranks: competitionRanks(index) };
}

function scoreInDoubles(spec: ItemSpec, figures: readonly number[]): number {
  const max = spec.max / 100;
  const first = figures[0] ?? 0;
  const second = figures[1] ?? 0;
  switch (spec.kind) {
    case 'yes-no':
      return first ? max : 0;
    case 'tiers':
      return stepped((first / second) * 100, spec.steps);
    case 'growth': {
      const last = second / 100;
      const growth = ((first / 100 - last) / last) * 100;
      for (const [limit, points] of spec.steps) if (growth >= limit - 100) return points / 100;
      return 0;
    }
    case 'linear': {
      const ratio = first / second;
      return ratio * 100 >= spec.floor ? ratio * max : 0;
    }
    case 'deduction':
      return Math.max(0, max - (first * spec.each) / 100);
    case 'sum': {
      let sum = 0;
      for (let p = 0; p < spec.parts.length; p++) if (figures[p]) sum += (spec.parts[p] ?? 0) / 100;
      return sum;
    }
    case 'mean':
      return ((first / 100 - 1) / 4) * max;
    case 'percent':
      return (first / 100 / 100) * max;
  }
}

function stepped(percent: number, steps: readonly (readonly [number, number])[]): number {
  for (const [limit, points] of steps) if (percent >= limit) return points / 100;
  return 0;
}
