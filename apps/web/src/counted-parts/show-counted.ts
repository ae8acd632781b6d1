import type { CountedFigure } from '@parix/api-contract';
import { showNumber } from '../format/numbers.ts';
import type { Language } from '../i18n/current-language.ts';
import type { Say } from '../i18n/use-words.ts';

export type Counted = Pick<CountedFigure, 'printed' | 'numerator' | 'denominator' | 'reason'>;

/** "97,91 % (1.405 / 1.435)", "1.405 hồ sơ", or why there is none: no data is never a zero. */
export function showCounted(
  { printed, numerator, denominator, reason }: Counted,
  unit: CountedFigure['measure']['unit'],
  say: Say,
  language: Language,
): string {
  if (reason !== null) return say(`counted-figures:reason.${reason}`);
  const whole = (value: number): string => showNumber(String(value), language);
  const value = printed === null ? '–' : showNumber(printed, language);
  if (unit !== 'percent') return say(`counted-figures:unit.${unit}`, { value });
  const parts = `${whole(numerator)} / ${whole(denominator)}`;
  return printed === null ? parts : say('counted-figures:unit.percent', { value, parts });
}
