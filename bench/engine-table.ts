import {
  allocateTable,
  compileSet,
  findColumn,
  MARK,
  marksOf,
  type FactTable,
  type Plan,
} from '@parix/scoring';
import type { ItemSpec, UnitFigures, Workload } from './workload.ts';

export function compileWorkload(workload: Workload): Plan {
  const compiled = compileSet(workload.set);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems.slice(0, 3)));
  return compiled.plan;
}

/** The same figures as the walks read, as the engine's columns. Filling is outside every clock. */
export function fillTable(plan: Plan, workload: Workload, units: readonly UnitFigures[]): FactTable {
  const table = allocateTable(plan, units.length);
  workload.specs.forEach((spec, i) => {
    const columns = keysOf(spec).map((key) => findColumn(table, spec.id, key));
    units.forEach((unit, u) => {
      const figures = unit[i];
      if (!figures) marksOf(table, i)[u] = MARK.naRemoved;
      else
        columns.forEach((column, position) => {
          if (column && !(column instanceof BigInt64Array)) column[u] = figures[position] ?? 0;
        });
    });
  });
  for (let u = 0; u < units.length; u++) table.units.codes[u] = `u${u}`;
  return table;
}

export function keysOf(spec: ItemSpec): readonly string[] {
  switch (spec.kind) {
    case 'yes-no':
      return ['ok'];
    case 'deduction':
      return ['times'];
    case 'sum':
      return spec.parts.map((_, p) => `p${p + 1}`);
    case 'mean':
      return ['mean'];
    case 'percent':
      return ['percent'];
    default:
      return ['done', 'total'];
  }
}
