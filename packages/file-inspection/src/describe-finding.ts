import type { FindingCode, FindingDetail } from './findings.ts';
import { FINDING_WORDS_EN } from './words/finding-words-en.ts';
import { FINDING_WORDS_VI } from './words/finding-words-vi.ts';
import type { FindingWords } from './words/finding-words.ts';

export type { FindingWords };
export type Locale = 'vi' | 'en';

const WORDS = { vi: FINDING_WORDS_VI, en: FINDING_WORDS_EN };

/** What was found, why it matters and what to do next, in words for the person who uploaded the file. */
export function describeFinding(code: FindingCode, detail: FindingDetail, locale: Locale): FindingWords {
  const { what, why, next } = WORDS[locale][code];
  const number = new Intl.NumberFormat(locale);
  const fill = (text: string): string =>
    text
      .replace(/\{(\w+)\}/g, (_place, name: string) => {
        const value = detail[name] ?? '';
        return /^\d{4,15}$/.test(value) ? number.format(Number(value)) : value;
      })
      .replace(/ *\( *\)/g, '');
  return { what: fill(what), why: fill(why), next: fill(next) };
}
