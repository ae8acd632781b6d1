import { roundRatio, type Rounding } from '@parix/scoring';
import type { Locale } from '../text.ts';

/** A decimal as people of the language write it: comma in Vietnamese. Ratios ("7/3") stay as they are. */
export function shownNumber(text: string, locale: Locale): string {
  return locale === 'vi' ? text.replace('.', ',') : text;
}

/** An exact value (decimal or ratio) rounded for reading. */
export function shownRounded(exact: string, rounding: Rounding, locale: Locale): string {
  return shownNumber(roundRatio(exact, rounding), locale);
}

/** A maximum: whole as it is, rounded only when it has no finite decimal. */
export function shownMaximum(exact: string, rounding: Rounding, locale: Locale): string {
  return exact.includes('/') ? shownRounded(exact, rounding, locale) : shownNumber(exact, locale);
}
