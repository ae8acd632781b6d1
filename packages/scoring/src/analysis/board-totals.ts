import { indexOf } from '../evaluate-unit.ts';
import { scaledFraction, type Fraction } from '../fraction.ts';
import { mulInt } from '../points.ts';
import type { ExactTotals } from '../scores.ts';
import type { Board } from './board.ts';

/** Exact index (%) of a unit that has one. */
export function indexFraction(
  board: Pick<Board, 'plan' | 'totals' | 'maxima' | 'exact'>,
  unit: number,
): Fraction {
  const own = board.exact.get(unit);
  if (own !== undefined) return indexOf(own.points, own.maximum);
  return { n: mulInt(board.totals[unit] as number, 100), d: board.maxima[unit] as number };
}

/** Totals of a unit that is summed exactly; undefined where the columns hold them. */
export const exactOf = ({ now, exact }: Board, unit: number): ExactTotals | undefined =>
  now.anyExact ? exact.get(unit) : undefined;

export function setExact({ now, exact }: Board, unit: number, totals: ExactTotals | undefined): void {
  if (totals !== undefined) exact.set(unit, totals);
  else if (now.anyExact) exact.delete(unit);
  if (totals !== undefined || now.anyExact) now.anyExact = exact.size > 0;
}

export function totalsOf(board: Board, unit: number): ExactTotals {
  const { plan } = board;
  return (
    board.exact.get(unit) ?? {
      points: scaledFraction(board.totals[unit] as number, plan.decimals),
      maximum: scaledFraction(board.maxima[unit] as number, plan.decimals),
    }
  );
}
