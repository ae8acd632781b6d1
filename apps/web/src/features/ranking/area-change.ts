import type { SetGroup, UnitResult } from '@parix/api-contract';
import { signOf } from '../../format/numbers.ts';

export type AreaRole = SetGroup['role'];

/**
 * What an area does to the total, seen from the maximum: an ordinary area takes away what it lost; bonus and
 * deduction stand outside the maximum and bring their own points, which are negative for a deduction.
 */
export function changeOf(
  area: Pick<UnitResult['groups'][number], 'points' | 'lost'>,
  role: AreaRole,
): string {
  if (role !== 'ordinary') return area.points;
  if (signOf(area.lost) === 0) return '0';
  return area.lost.startsWith('-') ? area.lost.slice(1) : `-${area.lost}`;
}
