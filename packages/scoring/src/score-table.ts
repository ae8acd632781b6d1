import { applyMarks, chunkMarks, inUnits } from './apply-marks.ts';
import { classify } from './classify.ts';
import { evaluateUnit } from './evaluate-unit.ts';
import type { Column, FactTable } from './fact-table.ts';
import { roundToScale } from './fraction.ts';
import { indexKeys } from './index-keys.ts';
import { MARK } from './marks.ts';
import type { ItemPlan, Plan } from './plan.ts';
import { rankUnits } from './rank-units.ts';
import { readValues } from './read-values.ts';
import type { Chunk } from './rule-kinds/rule-kind.ts';
import type { ExactTotals, Scores } from './scores.ts';
import type { Sheet } from './sheet.ts';
import { allocateSheet } from './sheet.ts';
import { boundTotals, closeGroup, sumColumns } from './sum-groups.ts';

/** Units per pass: the scratch of one chunk and the columns it touches stay in the first cache levels. */
const CHUNK = 2048;

/**
 * Points of every item, group and unit, then index keys, classes and ranks. Never fails on a loaded table.
 * `reuse` names earlier scores of the same plan and number of units whose columns may be overwritten: a server that
 * scores again and again then allocates nothing. They must not be read afterwards.
 */
export function scoreTable(plan: Plan, table: FactTable, reuse?: Scores): Scores {
  const fits = reuse !== undefined && reuse.plan === plan && reuse.count === table.count;
  const sheet = allocateSheet(plan, table, fits ? reuse : null);
  if (plan.integral) {
    const chunk = allocateChunk();
    const columns = plan.items.map((item) =>
      table.columns.slice(item.firstSlot, item.firstSlot + item.figures.length),
    );
    for (let from = 0; from < table.count; from += CHUNK) {
      const length = Math.min(CHUNK, table.count - from);
      for (const item of plan.items) {
        scoreItem(sheet, chunk, item, columns[item.index] ?? [], from, length);
        for (const group of sheet.closing[item.index] ?? []) closeGroup(sheet, group, from, from + length);
      }
      sumColumns(sheet.totals, sheet.areas, from, from + length);
    }
    boundTotals(sheet);
  }
  const exact = scoreExactly(sheet);
  const keys = indexKeys(plan, sheet.totals, sheet.maxima, exact);
  const classes = classify(plan, table, sheet, exact, keys);
  const { ranks, openTies } = rankUnits({ plan, table, sheet, exact, keys: keys.keys });
  const { count, points, marks, groupPoints, groupRemoved, totals, maxima } = sheet;
  return {
    plan,
    count,
    points,
    marks,
    groupPoints,
    groupRemoved,
    totals,
    maxima,
    exact,
    ...keys,
    classes,
    ranks,
    openTies,
  };
}

function allocateChunk(): Chunk {
  return {
    undefined: new Uint8Array(CHUNK),
    anyUndefined: false,
    numerator: new Float64Array(CHUNK),
    denominator: new Float64Array(CHUNK),
  };
}

/** One item of one chunk: its kernel, then the marks. */
function scoreItem(
  sheet: Sheet,
  chunk: Chunk,
  item: ItemPlan,
  columns: readonly Column[],
  from: number,
  length: number,
): void {
  const out = (sheet.points[item.index] as Int32Array).subarray(from, from + length);
  if (item.kernel !== null) item.kernel(chunk, out, columns, from, length);
  else scoreScalar(sheet, chunk, out, item, from);
  const marks = chunkMarks(sheet, chunk, item, from, length);
  if (marks !== null) applyMarks(sheet, out, item, marks, from);
}

/** Items whose numbers are not proved below 2^53: exact, one unit at a time. */
function scoreScalar(sheet: Sheet, chunk: Chunk, out: Int32Array, item: ItemPlan, from: number): void {
  const { table, plan } = sheet;
  for (let i = 0; i < out.length; i++) {
    const unit = from + i;
    // Figures that are not there are not worth the slow arithmetic; the mark decides anyway.
    if ((table.marks[item.index]?.[unit] ?? MARK.scored) !== MARK.scored) continue;
    const points = item.rule.evaluate(readValues(table, item, unit));
    if (points === null) {
      chunk.undefined[i] = 1;
      chunk.anyUndefined = true;
    }
    out[i] = points === null ? 0 : inUnits(plan, item, points);
  }
}

/** Units that share maxima, or all units of a set that does not round. */
function scoreExactly(sheet: Sheet): ReadonlyMap<number, ExactTotals> {
  const { plan, table, totals, maxima } = sheet;
  const exact = new Map<number, ExactTotals>();
  const units = plan.integral ? [...sheet.shared].sort((a, b) => a - b) : table.units.kinds.keys();
  for (const unit of units) {
    const { points, maximum } = evaluateUnit(table, unit);
    exact.set(unit, { points, maximum });
    totals[unit] = Number(roundToScale(points, plan.decimals, 'down'));
    maxima[unit] = Number(roundToScale(maximum, plan.decimals, 'down'));
  }
  return exact;
}
