import type { DossierFigures } from '@parix/api-contract';
import type { Language } from '../../i18n/current-language.ts';
import { showNumber } from '../../format/numbers.ts';

export type ShownFigure = DossierFigures[string];

/** A figure as it is printed; a dash where there is none, never a zero. */
export function showFigure(figure: ShownFigure | undefined, unit: string, language: Language): string {
  if (figure === undefined || figure.value === null) return '–';
  const number = showNumber(figure.value, language);
  return unit === 'percent' ? `${number}%` : number;
}

/** Unit by the name of a measure, for the few that stand in tables: shares are in percent. */
export const unitOf = (id: string): 'percent' | 'dossier' =>
  id.includes('ratio') || id.includes('share') ? 'percent' : 'dossier';
