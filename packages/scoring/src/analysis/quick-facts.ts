import type { FigureValue } from '../criteria-set.ts';
import { policyMark } from '../compile/compile-policies.ts';
import { marksOf, type Column } from '../fact-table.ts';
import { ZERO } from '../fraction.ts';
import type { ItemFacts } from '../facts.ts';
import type { ItemPlan, SlotPlan } from '../plan.ts';
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

function writeFigures(board: Board, unit: number, item: ItemPlan, facts: ItemFacts): boolean {
  const { figures } = facts;
  if (figures === undefined || !isPlain(facts) || item.rule.kind === 'none') return false;
  const { table } = board;
  if (item.exempt[table.units.kinds[unit] as number] === true) return false;
  const columns = board.columns[item.index] as readonly Column[];
  let written = 0;
  for (const key in figures) {
    const at = item.figureIndex.get(key);
    if (at === undefined) return false;
    const slot = item.firstSlot + at;
    const plan = table.plan.slots[slot] as SlotPlan;
    const value = readQuickly(plan, figures[key]);
    const column = columns[at] as Column;
    // NaN fails both comparisons.
    if (!(value >= plan.min && value <= plan.max) || column instanceof BigInt64Array) return false;
    column[unit] = value;
    const absent = table.absent[slot];
    if (absent != null) absent[unit] = 0;
    written++;
  }
  if (written !== columns.length) return false;
  if (item.rule.check !== null && item.rule.check(readValues(table, item, unit)) !== null) return false;
  const marks = table.marks[item.index];
  if (marks != null) marks[unit] = MARK.scored;
  table.given[item.index]?.delete(unit);
  table.older[item.index]?.delete(unit);
  return true;
}

const isPlain = (facts: ItemFacts): boolean =>
  facts.pending !== true && facts.awarded === undefined && facts.older === undefined;

/** The figure as a whole number of its slot; NaN for dates and for whatever needs a closer look. */
function readQuickly({ figure, decimals, options }: SlotPlan, value: FigureValue | null | undefined): number {
  if (typeof value === 'boolean') return figure.type === 'boolean' ? Number(value) : NaN;
  if (typeof value !== 'string') return NaN;
  if (figure.type === 'integer' || figure.type === 'decimal') return digitsOf(value, decimals);
  return figure.type === 'choice' ? (options?.get(value) ?? NaN) : NaN;
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
