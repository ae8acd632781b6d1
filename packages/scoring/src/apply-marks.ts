import { givenPoints, olderPoints, undefinedMark } from './evaluate-unit.ts';
import type { Fraction } from './fraction.ts';
import { roundFraction, roundToScale } from './fraction.ts';
import { MARK, MARK_COUNT } from './marks.ts';
import type { ItemPlan, Plan } from './plan.ts';
import type { Chunk } from './rule-kinds/rule-kind.ts';
import type { Sheet } from './sheet.ts';

/**
 * The effective marks column, or null when every unit is scored by the rule. It is the table's own column until a rule
 * turns out to be undefined for somebody.
 */
export function chunkMarks(
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
  const marks = known !== null && known !== given ? known : (given?.slice() ?? new Uint8Array(sheet.count));
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

/** Puts the marks' points into `out` and what leaves the maximum into the group's column. */
export function applyMarks(
  sheet: Sheet,
  out: Int32Array,
  item: ItemPlan,
  marks: Uint8Array,
  from: number,
): void {
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

/** Rounded points in units of the plan. */
export function inUnits(plan: Plan, item: ItemPlan, points: Fraction): number {
  return Number(roundToScale(roundFraction(points, item.rounding), plan.decimals, 'down'));
}
