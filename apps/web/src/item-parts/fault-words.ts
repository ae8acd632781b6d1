import { showDate } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import type { Language } from '../i18n/current-language.ts';
import type { Say } from '../i18n/use-words.ts';
import type { FigureFault } from './read-figure.ts';

/** A fault of a field in words: what is wrong and how to mend it. */
export function faultWords(fault: FigureFault, say: Say, language: Language): string {
  const sign = language === 'vi' ? ',' : '.';
  switch (fault.why) {
    case 'ambiguous':
      return say('common:fault.ambiguous', {
        whole: fault.whole,
        fraction: `${fault.fraction.replace('.', sign)}0`,
      });
    case 'decimals':
      return say('common:fault.decimals', { decimals: fault.decimals });
    case 'range':
      return say('common:fault.range', {
        min: limit(fault.min, language),
        max: limit(fault.max, language),
      });
    case 'not-a-number':
    case 'not-a-date':
    case 'not-whole':
    case 'reason-missing':
    case 'title-missing':
    case 'not-an-address':
      return say(`common:fault.${fault.why}`);
  }
}

function limit(value: string | null, language: Language): string {
  if (value === null) return '–';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDate(value) : showNumber(value, language);
}
