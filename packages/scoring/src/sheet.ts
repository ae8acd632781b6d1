import type { FactTable } from './fact-table.ts';
import type { GroupPlan, Plan } from './plan.ts';
import type { Scores } from './scores.ts';

/** The columns being filled. */
export interface Sheet {
  readonly plan: Plan;
  readonly table: FactTable;
  readonly count: number;
  readonly points: readonly Int32Array[];
  readonly marks: (Uint8Array | null)[];
  readonly groupPoints: readonly Int32Array[];
  readonly groupRemoved: readonly (Int32Array | null)[];
  /** [group]: the point columns of its items and inner groups. */
  readonly children: readonly (readonly Int32Array[])[];
  readonly areas: readonly Int32Array[];
  /** [item]: the groups that end with it, inner ones first. */
  readonly closing: readonly (readonly GroupPlan[])[];
  readonly totals: Int32Array;
  readonly maxima: Int32Array;
  /** Units that share a maximum and so take the exact path. */
  readonly shared: Set<number>;
}

/** Fresh columns, or those of earlier scores of the same plan and number of units. */
export function allocateSheet(plan: Plan, table: FactTable, reuse: Scores | null): Sheet {
  const { count } = table;
  const size = plan.integral ? count : 0;
  const points = reuse?.points ?? allocateColumns(plan.items.length, size);
  const groupPoints = reuse?.groupPoints ?? allocateColumns(plan.groups.length, size);
  const children = plan.groups.map((group) =>
    group.children.map(({ node, index }) => (node === 'item' ? points : groupPoints)[index] as Int32Array),
  );
  return {
    plan,
    table,
    count,
    points,
    marks: plan.items.map(() => null),
    groupPoints,
    groupRemoved: plan.groups.map((group, at) =>
      group.maximumVaries ? (reuse?.groupRemoved[at]?.fill(0) ?? new Int32Array(size)) : null,
    ),
    children,
    areas: plan.groups.flatMap((group) => (group.parent < 0 ? [groupPoints[group.index] as Int32Array] : [])),
    closing: closingGroups(plan),
    totals: reuse?.totals ?? new Int32Array(count),
    maxima: (reuse?.maxima ?? new Int32Array(count)).fill(Number(plan.total.max)),
    shared: new Set(),
  };
}

function closingGroups(plan: Plan): readonly (readonly GroupPlan[])[] {
  const closing = plan.items.map((): GroupPlan[] => []);
  for (let at = plan.groups.length - 1; at >= 0; at--) {
    const group = plan.groups[at] as GroupPlan;
    closing[group.to - 1]?.push(group);
  }
  return closing;
}

/** One buffer for all columns: one allocation instead of hundreds. */
function allocateColumns(columns: number, size: number): readonly Int32Array[] {
  const buffer = new Int32Array(columns * size);
  return Array.from({ length: columns }, (_, at) => buffer.subarray(at * size, (at + 1) * size));
}
