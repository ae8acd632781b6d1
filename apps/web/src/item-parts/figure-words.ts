import type { SetFigure } from '@parix/api-contract';
import { showDate } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import type { Language } from '../i18n/current-language.ts';
import type { Say } from '../i18n/use-words.ts';

/** A stored figure in words by its type; "–" for no data, which is not zero. */
export function figureWords(
  figure: Pick<SetFigure, 'type' | 'options'>,
  value: string | boolean | null | undefined,
  say: Say,
  language: Language,
): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return say(value ? 'common:yes' : 'common:no');
  switch (figure.type) {
    case 'choice':
      return figure.options.find(({ id }) => id === value)?.label ?? value;
    case 'date':
      return showDate(value);
    case 'boolean':
      return value;
    case 'integer':
    case 'decimal':
      return showNumber(value, language);
  }
}
