import { showNumber } from '../../format/numbers.ts';
import type { Language } from '../../i18n/current-language.ts';
import type { Say } from '../../i18n/use-words.ts';
import type { FigureFault } from './card-draft.ts';

/** A fault of a field in words: what is wrong and how to mend it. */
export function faultWords(fault: FigureFault, say: Say, language: Language): string {
  const sign = language === 'vi' ? ',' : '.';
  switch (fault.why) {
    case 'ambiguous':
      return say('self-scoring:fault.ambiguous', {
        whole: fault.whole,
        fraction: `${fault.fraction.replace('.', sign)}0`,
      });
    case 'decimals':
      return say('self-scoring:fault.decimals', { decimals: fault.decimals });
    case 'range':
      return say('self-scoring:fault.range', {
        min: fault.min === null ? '–' : showNumber(fault.min, language),
        max: fault.max === null ? '–' : showNumber(fault.max, language),
      });
    case 'not-a-number':
    case 'not-whole':
    case 'reason-missing':
    case 'title-missing':
    case 'not-an-address':
      return say(`self-scoring:fault.${fault.why}`);
  }
}
