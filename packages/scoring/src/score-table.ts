import { classify } from './classify.ts';
import { evaluateUnit, givenPoints, olderPoints, undefinedMark } from './evaluate-unit.ts';
import type { Column, FactTable } from './fact-table.ts';
import { roundFraction, roundToScale } from './fraction.ts';
import { indexKeys } from './index-keys.ts';
import { MARK, MARK_COUNT } from './marks.ts';
import type { GroupPlan, ItemPlan, Plan } from './plan.ts';
import { pow10, roundDiv } from './points.ts';
import { rankUnits } from './rank-units.ts';
import { readValues } from './read-values.ts';
import type { Chunk } from './rule-kinds/rule-kind.ts';
import type { ExactTotals, Scores } from './scores.ts';

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

function allocateSheet(plan: Plan, table: FactTable, reuse: Scores | null): Sheet {
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

/**
 * The effective marks column, or null when every unit is scored by the rule. It is the table's own column until a rule
 * turns out to be undefined for somebody.
 */
function chunkMarks(
  sheet: Sheet,
  chunk: Chunk,
  item: ItemPlan,
  from: number,
  length: number,
): Uint8Array | null {
  const { table } = sheet;
  const given = table.marks[item.index] ?? null;
  if (!chunk.anyUndefined) return (sheet.marks[item.index] ??= given);
  chunk.anyUndefined = false;
  const known = sheet.marks[item.index] ?? given;
  const marks =
    known !== null && known !== given ? known : (given?.slice() ?? new Uint8Array(sheet.count));
  sheet.marks[item.index] = marks;
  for (let i = 0; i < length; i++) {
    if (chunk.undefined[i] === 0) continue;
    chunk.undefined[i] = 0;
    if (marks[from + i] === MARK.scored) marks[from + i] = undefinedMark(table, item, from + i);
  }
  return marks;
}

/** What each mark does to the points, as numbers: marks come as good as at random, like everything in these loops. */
interface Effects {
  /** [mark]: 1 where the rule's points stay. */
  readonly keep: Int32Array;
  /** [mark]: points that stand instead. */
  readonly points: Int32Array;
  /** [mark]: what leaves the maximum. */
  readonly removed: Int32Array;
  /** [mark]: 1 where the points of this very unit have to be looked up. */
  readonly special: Int32Array;
}

function effectsOf(item: ItemPlan): Effects {
  const max = Number(item.max);
  const byMark = (entries: readonly (readonly [number, number])[]): Int32Array => {
    const values = new Int32Array(MARK_COUNT);
    for (const [mark, value] of entries) values[mark] = value;
    return values;
  };
  return {
    keep: byMark([[MARK.scored, 1]]),
    points: byMark([
      [MARK.scoredFull, max],
      [MARK.naFull, max],
    ]),
    removed: byMark([[MARK.naRemoved, max]]),
    special: byMark([
      [MARK.awarded, 1],
      [MARK.naOlder, 1],
      [MARK.naShared, 1],
    ]),
  };
}

function applyMarks(sheet: Sheet, out: Int32Array, item: ItemPlan, marks: Uint8Array, from: number): void {
  const effects = effectsOf(item);
  const removed = sheet.groupRemoved[item.group];
  const specials =
    removed == null
      ? replacePoints(effects, out, marks, from)
      : replaceAndRemove(effects, out, removed, marks, from);
  if (specials > 0) applySpecialMarks(sheet, out, item, marks, from);
}

/** Returns how many units need their points looked up. */
function replacePoints(effects: Effects, out: Int32Array, marks: Uint8Array, from: number): number {
  const { keep, points, special } = effects;
  let specials = 0;
  for (let i = 0; i < out.length; i++) {
    const mark = marks[from + i] as number;
    out[i] = Math.imul(out[i] as number, keep[mark] as number) + (points[mark] as number);
    specials += special[mark] as number;
  }
  return specials;
}

/** The same where the item may also leave the maximum of its group. */
function replaceAndRemove(
  effects: Effects,
  out: Int32Array,
  removed: Int32Array,
  marks: Uint8Array,
  from: number,
): number {
  const { keep, points, special } = effects;
  const gone = effects.removed;
  let specials = 0;
  for (let i = 0; i < out.length; i++) {
    const mark = marks[from + i] as number;
    out[i] = Math.imul(out[i] as number, keep[mark] as number) + (points[mark] as number);
    removed[from + i] = (removed[from + i] as number) + (gone[mark] as number);
    specials += special[mark] as number;
  }
  return specials;
}

/** Points set by hand, points of an earlier period, and units that leave for the exact path. */
function applySpecialMarks(
  sheet: Sheet,
  out: Int32Array,
  item: ItemPlan,
  marks: Uint8Array,
  from: number,
): void {
  const { table, plan, shared } = sheet;
  for (let i = 0; i < out.length; i++) {
    const unit = from + i;
    if (marks[unit] === MARK.awarded) out[i] = inUnits(plan, item, givenPoints(table, item, unit));
    else if (marks[unit] === MARK.naOlder) out[i] = inUnits(plan, item, olderPoints(table, item, unit));
    else if (marks[unit] === MARK.naShared) shared.add(unit);
  }
}

function inUnits(plan: Plan, item: ItemPlan, points: Parameters<typeof roundFraction>[0]): number {
  return Number(roundToScale(roundFraction(points, item.rounding), plan.decimals, 'down'));
}

/** Right after the last item of a group, while its columns are near: sum the children, round, cap. */
function closeGroup(sheet: Sheet, group: GroupPlan, from: number, to: number): void {
  const { plan, groupPoints, groupRemoved, maxima } = sheet;
  const own = groupPoints[group.index] as Int32Array;
  sumColumns(own, sheet.children[group.index] ?? [], from, to);
  roundColumn(own, group, plan, from, to);
  const removed = groupRemoved[group.index];
  if (removed == null) return;
  const upper = groupRemoved[group.parent];
  if (upper != null) addColumn(upper, removed, from, to);
  else if (group.parent < 0 && group.role === 'ordinary') subtractColumn(maxima, removed, from, to);
}

/** target = sum of the columns: the first three at once, the others two at a time. */
function sumColumns(target: Int32Array, columns: readonly Int32Array[], from: number, to: number): void {
  const [a, b, c] = columns;
  if (a === undefined) return;
  if (b === undefined) target.set(a.subarray(from, to), from);
  else if (c === undefined) setTwo(target, a, b, from, to);
  else setThree(target, a, b, c, from, to);
  for (let at = 3; at < columns.length; at += 2) {
    const one = columns[at] as Int32Array;
    const two = columns[at + 1];
    if (two === undefined) addColumn(target, one, from, to);
    else addTwo(target, one, two, from, to);
  }
}

function setTwo(target: Int32Array, a: Int32Array, b: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = ((a[i] as number) + (b[i] as number)) | 0;
}

function setThree(
  target: Int32Array,
  a: Int32Array,
  b: Int32Array,
  c: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) target[i] = ((a[i] as number) + (b[i] as number) + (c[i] as number)) | 0;
}

function addTwo(target: Int32Array, one: Int32Array, two: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    target[i] = ((target[i] as number) + (one[i] as number) + (two[i] as number)) | 0;
  }
}

function addColumn(target: Int32Array, source: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = (target[i] as number) + (source[i] as number);
}

function subtractColumn(target: Int32Array, source: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = (target[i] as number) - (source[i] as number);
}

function roundColumn(column: Int32Array, group: GroupPlan, plan: Plan, from: number, to: number): void {
  const { rounding, role } = group;
  if (rounding !== null && rounding.decimals < plan.decimals) {
    const unit = Number(pow10(plan.decimals - rounding.decimals));
    for (let i = from; i < to; i++) {
      column[i] = Number(roundDiv(column[i] as number, unit, rounding.mode)) * unit;
    }
  }
  if (group.cap === null) return;
  const cap = Number(group.cap);
  for (let i = from; i < to; i++) {
    const value = column[i] as number;
    column[i] = role === 'deduction' ? Math.max(value, cap) : Math.min(value, cap);
  }
}

function boundTotals({ plan, totals }: Sheet): void {
  const { floor, cap, rounding } = plan.total;
  const low = floor === null ? -Infinity : Number(floor);
  const high = cap === null ? Infinity : Number(cap);
  const coarse = rounding !== null && rounding.decimals < plan.decimals;
  if (floor === null && cap === null && !coarse) return;
  const unit = coarse ? Number(pow10(plan.decimals - rounding.decimals)) : 1;
  for (let i = 0; i < totals.length; i++) {
    const bounded = Math.min(high, Math.max(low, totals[i] as number));
    totals[i] = coarse ? Number(roundDiv(bounded, unit, rounding.mode)) * unit : bounded;
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
