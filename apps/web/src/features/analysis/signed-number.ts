import { showNumber, signOf } from '../../format/numbers.ts';
import type { Language } from '../../i18n/current-language.ts';

/** A difference with two decimals (≈ where it has more): with its sign, so that up and down are told without colour. */
export function signedNumber(value: string, language: Language): string {
  const shown = showNumber(value, language, 2);
  return signOf(value) > 0 ? (shown.startsWith('≈') ? shown.replace('≈ ', '≈ +') : `+${shown}`) : shown;
}
