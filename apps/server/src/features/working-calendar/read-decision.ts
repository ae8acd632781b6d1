import { checkYearDecision, type YearDecision } from '@parix/working-days';
import type { ImportProblem } from '../../platform/import-report.ts';
import type { Locale } from '../../platform/locale.ts';
import { findings } from './describe-year.ts';

/** Control characters and halves of characters: no store keeps them. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;

export interface ReadDecision {
  /** null when there is an error. Texts are NFC. */
  readonly decision: YearDecision | null;
  readonly errors: ImportProblem[];
  readonly warnings: ImportProblem[];
}

/** Reads a decision from foreign JSON: the rules of the package, and texts that can be stored. */
export function readDecision(document: unknown, locale: Locale): ReadDecision {
  const { decision, problems } = checkYearDecision(document);
  const unprintable = decision === null ? [] : placesOf(decision, '').filter(isUnprintable);
  const errors = [
    ...findings(
      problems.filter(({ severity }) => severity === 'error'),
      locale,
    ),
    ...unprintable.map(([place]) => ({
      place,
      code: 'text-unprintable',
      message: WORDS[locale],
      value: null,
    })),
  ];
  const warnings = findings(
    problems.filter(({ severity }) => severity === 'warning'),
    locale,
  );
  return { decision: errors.length > 0 || decision === null ? null : composed(decision), errors, warnings };
}

const WORDS: Readonly<Record<Locale, string>> = {
  vi: 'Có ký tự điều khiển hoặc ký tự hỏng. Gõ lại chữ này.',
  en: 'It holds control characters or broken characters. Type it again.',
};

const isUnprintable = ([, text]: readonly [string, string]): boolean => UNPRINTABLE.test(text);

/** Every text by its place (JSON pointer). */
function placesOf(value: unknown, place: string): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placesOf(inner, `${place}/${key}`));
}

const composed = ({ source, daysOff, localExceptions, ...rest }: YearDecision): YearDecision => ({
  ...rest,
  source: source.map((one) => ({
    ...one,
    issuer: one.issuer.normalize('NFC'),
    number: one.number?.normalize('NFC') ?? null,
    about: one.about.normalize('NFC'),
    note: one.note?.normalize('NFC') ?? null,
  })),
  daysOff: daysOff.map((one) => ({ ...one, name: one.name.normalize('NFC') })),
  localExceptions: localExceptions.map((one) => ({ ...one, reason: one.reason.normalize('NFC') })),
});
