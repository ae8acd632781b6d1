import { bandOf, bandOfUnits } from '../classify.ts';
import { indexOf } from '../evaluate-unit.ts';
import { roundToScale } from '../fraction.ts';
import { NO_INDEX } from '../index-keys.ts';
import type { Plan } from '../plan.ts';
import { mulInt, pow10, roundDiv } from '../points.ts';
import { exactOf } from './board-totals.ts';
import type { Board } from './board.ts';

/** Brings the key of a unit up to date with its totals. */
export function setKey(board: Board, unit: number): void {
  const points = board.totals[unit] as number;
  const maximum = board.maxima[unit] as number;
  if (board.now.anyExact || maximum === 0) board.keys[unit] = anyKey(board, unit);
  else if (board.factor !== 0) board.keys[unit] = Math.floor((points * board.factor) / maximum);
  else board.keys[unit] = board.ranksPrinted ? printedIndex(board, points, maximum) : NaN;
}

/** The printed index of whole units as a whole number of its last place. */
function printedIndex({ plan, printScale }: Board, points: number, maximum: number): number {
  if (printScale !== 0 && points >= 0) return Math.floor((2 * points * printScale + maximum) / (2 * maximum));
  const { decimals, mode } = plan.set.rounding.printedIndex;
  return Number(roundDiv(mulInt(points, mulInt(100, pow10(decimals))), maximum, mode));
}

/** 100 % in the last printed place, where half-up rounding of all indices is safe in doubles; else 0. */
export function printScaleOf({ set }: Plan): number {
  const { decimals, mode } = set.rounding.printedIndex;
  const scale = 100 * 10 ** decimals;
  // Totals and maxima are below 2^31.
  return mode === 'half-up' && (2 * scale + 1) * 2 ** 31 <= Number.MAX_SAFE_INTEGER ? scale : 0;
}

function anyKey(board: Board, unit: number): number {
  const own = board.exact.get(unit);
  const maximum = board.maxima[unit] as number;
  if (own === undefined ? maximum === 0 : own.maximum.n === 0) return NO_INDEX;
  const points = board.totals[unit] as number;
  if (board.ranksPrinted) {
    const { decimals, mode } = board.plan.set.rounding.printedIndex;
    if (own === undefined) return printedIndex(board, points, maximum);
    return Number(roundToScale(indexOf(own.points, own.maximum), decimals, mode));
  }
  return own !== undefined || board.factor === 0 ? NaN : Math.floor((points * board.factor) / maximum);
}

/** Index into the unit's own bands; -1 = no class. */
export function bandIndex(board: Board, unit: number): number {
  const { plan, keys, bandLimits } = board;
  if (keys[unit] === NO_INDEX) return -1;
  const kind = board.table.units.kinds[unit] as number;
  const own = exactOf(board, unit);
  if (own !== undefined) return bandOf(plan, plan.bands[kind] ?? [], indexOf(own.points, own.maximum));
  const points = board.totals[unit] as number;
  const maximum = board.maxima[unit] as number;
  const limits = bandLimits[kind];
  if (limits == null) return bandOfUnits(plan, plan.bands[kind] ?? [], points, maximum);
  if (board.classesPrinted) return bandOfProduct(limits, printedIndex(board, points, maximum), 1);
  return bandOfProduct(limits, points, maximum);
}

function bandOfProduct(limits: Float64Array, points: number, maximum: number): number {
  for (let at = 0; at < limits.length; at += 3) {
    const [by, from, more] = [limits[at] as number, limits[at + 1] as number, limits[at + 2] as number];
    if (points * by - from * maximum >= more) return at / 3;
  }
  return -1;
}

/**
 * By kind, three numbers for each class, reached where points x first - maximum x second >= third; the printed index
 * and 1 stand for points and maximum where printed indices decide. null where products are not safe.
 */
export function bandLimitsOf(plan: Plan): readonly (Float64Array | null)[] {
  const printed = plan.set.classification.basis === 'printed';
  const place = 10 ** plan.set.rounding.printedIndex.decimals;
  return plan.bands.map((bands) => {
    const limits = bands.map(({ from, decimals, band }) => {
      if (from === null) return [0, 0, 0];
      const more = band.inclusive ? 0 : 1;
      return printed
        ? [10 ** decimals, Number(from) * place, more]
        : [100 * 10 ** decimals, Number(from), more];
    });
    // Totals and maxima are below 2^31; a printed index beyond 2^40 is beyond every limit, exact or not.
    const [most, least] = printed ? [2 ** 40, 1] : [2 ** 31, 2 ** 31];
    const safe = limits.every(
      ([by = 0, from = 0]) => by * most + Math.abs(from) * least <= Number.MAX_SAFE_INTEGER,
    );
    return safe ? Float64Array.from(limits.flat()) : null;
  });
}

/** True when the unit has an index and takes part in the ranking of its block. */
export function isRanked({ plan, table, keys }: Board, unit: number): boolean {
  const { kinds, unranked } = table.units;
  return (
    unranked[unit] === 0 && keys[unit] !== NO_INDEX && plan.unrankedKinds[kinds[unit] as number] !== true
  );
}
