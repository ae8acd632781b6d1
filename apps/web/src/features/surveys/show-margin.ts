import { showNumber } from '../../format/numbers.ts';
import type { Language } from '../../i18n/current-language.ts';

/** A margin of error with three decimals: more would say more than it knows. */
export const showMargin = (margin: string, language: Language): string =>
  showNumber(Number(margin).toFixed(3), language);
