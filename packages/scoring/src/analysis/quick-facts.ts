import type { Figure, FigureValue } from '../criteria-set.ts';
import { policyMark } from '../compile/compile-policies.ts';
import { marksOf, type Column } from '../fact-table.ts';
import { ZERO } from '../fraction.ts';
import type { ItemFacts } from '../facts.ts';
import type { ItemPlan, Plan } from '../plan.ts';
import { MARK } from '../marks.ts';
import { readValues } from '../read-values.ts';
import type { Board } from './board.ts';

/**
 * The common cases of `setItemFacts`, without its reports: figures only, all there, all allowed; or a claim that the
 * item does not apply. False = neither; the caller then takes the thorough way, which writes everything anew.
 */
export function writeQuickly(board: Board, unit: number, item: ItemPlan, facts: ItemFacts): boolean {
  return facts.notApplicable === undefined
    ? writeFigures(board, unit, item, facts)
    : writeClaim(board, unit, item, facts, facts.notApplicable.reason);
}

function writeClaim(board: Board, unit: number, item: ItemPlan, facts: ItemFacts, reason: string): boolean {
  const { table } = board;
  const kind = table.units.kinds[unit] as number;
  const policy = item.policies[kind];
  if (policy == null || item.exempt[kind] === true || facts.figures !== undefined) return false;
  if (facts.pending === true || facts.awarded !== undefined || facts.older !== undefined) return false;
  const columns = board.columns[item.index] as readonly Column[];
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as Column;
    const absent = table.absent[item.firstSlot + at];
    if (absent == null || column instanceof BigInt64Array || item.figures[at]?.type === 'date') return false;
    column[unit] = 0;
    absent[unit] = 1;
  }
  table.older[item.index]?.delete(unit);
  marksOf(table, item.index)[unit] = policyMark(policy, false);
  (table.given[item.index] ??= new Map()).set(unit, { points: ZERO, reason });
  return true;
}

/** What writing the figures of one item needs, side by side. */
export interface QuickItem {
  readonly keys: readonly string[];
  readonly columns: readonly (Int32Array | Float64Array)[];
  readonly types: readonly Figure['type'][];
  readonly decimals: readonly number[];
  readonly lows: readonly number[];
  readonly highs: readonly number[];
  readonly options: readonly (ReadonlyMap<string, number> | null)[];
}

/** null for items that always take the thorough way: without a rule, or with figures of 64 bits. */
export function quickItem(plan: Plan, item: ItemPlan, columns: readonly Column[]): QuickItem | null {
  const narrow = columns.filter((column) => !(column instanceof BigInt64Array));
  if (item.rule.kind === 'none' || narrow.length < columns.length) return null;
  const slots = plan.slots.slice(item.firstSlot, item.firstSlot + item.figures.length);
  return {
    keys: slots.map((slot) => slot.figure.key),
    columns: narrow,
    types: slots.map((slot) => slot.figure.type),
    decimals: slots.map((slot) => slot.decimals),
    lows: slots.map((slot) => Number(slot.min)),
    highs: slots.map((slot) => Number(slot.max)),
    options: slots.map((slot) => slot.options),
  };
}

function writeFigures(board: Board, unit: number, item: ItemPlan, facts: ItemFacts): boolean {
  const { figures } = facts;
  const quick = board.quick[item.index];
  if (figures === undefined || quick == null || !isPlain(facts)) return false;
  const { table } = board;
  if (item.exempt[table.units.kinds[unit] as number] === true) return false;
  let written = 0;
  for (const key in figures) {
    const at = key === quick.keys[written] ? written : (item.figureIndex.get(key) ?? -1);
    if (at < 0) return false;
    const value = readQuickly(quick, at, figures[key]);
    // NaN fails both comparisons.
    if (!(value >= (quick.lows[at] as number) && value <= (quick.highs[at] as number))) return false;
    (quick.columns[at] as Int32Array | Float64Array)[unit] = value;
    const absent = table.absent[item.firstSlot + at];
    if (absent != null) absent[unit] = 0;
    written++;
  }
  if (written !== quick.keys.length) return false;
  if (item.rule.check !== null && item.rule.check(readValues(table, item, unit)) !== null) return false;
  const marks = table.marks[item.index];
  if (marks != null && marks[unit] !== MARK.scored) {
    marks[unit] = MARK.scored;
    table.given[item.index]?.delete(unit);
  }
  table.older[item.index]?.delete(unit);
  return true;
}

const isPlain = (facts: ItemFacts): boolean =>
  facts.pending !== true && facts.awarded === undefined && facts.older === undefined;

/** The figure as a whole number of its slot; NaN for dates and for whatever needs a closer look. */
function readQuickly(quick: QuickItem, at: number, value: FigureValue | null | undefined): number {
  const type = quick.types[at];
  if (typeof value === 'boolean') return type === 'boolean' ? Number(value) : NaN;
  if (typeof value !== 'string') return NaN;
  if (type === 'integer' || type === 'decimal') return digitsOf(value, quick.decimals[at] as number);
  return type === 'choice' ? (quick.options[at]?.get(value) ?? NaN) : NaN;
}

/** Digits that surely make a safe integer. */
const SHORT = 15;

function digitsOf(text: string, decimals: number): number {
  const { length } = text;
  if (length === 0 || length + decimals > SHORT) return NaN;
  let digits = 0;
  let point = length;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at) - 48;
    if (code >= 0 && code <= 9) digits = digits * 10 + code;
    else if (code === -2 && point === length && at > 0 && at < length - 1) point = at;
    else return NaN;
  }
  let missing = decimals - Math.max(0, length - 1 - point);
  for (; missing > 0; missing--) digits *= 10;
  return missing < 0 ? NaN : digits;
}
