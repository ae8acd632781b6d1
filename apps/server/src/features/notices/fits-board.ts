import type { CardState, Forecast } from '@parix/workflow';
import { foldForSearch } from '../../platform/search-text.ts';
import type { UnitProgress } from './progress.read-model.ts';

/** What units are looked for; what is left out fits everything. */
export interface BoardFilter {
  /** Part of the name or the code, diacritics or not. */
  readonly q?: string | undefined;
  readonly state?: CardState | undefined;
  readonly forecasts?: readonly Forecast[] | undefined;
}

export function fitsBoard(row: UnitProgress, { q, state, forecasts }: BoardFilter): boolean {
  if (state !== undefined && row.state !== state) return false;
  if (forecasts !== undefined && !forecasts.includes(row.forecast)) return false;
  const wanted = foldForSearch(q ?? '');
  return wanted === '' || [row.unitName, row.unitCode].some((text) => foldForSearch(text).includes(wanted));
}
