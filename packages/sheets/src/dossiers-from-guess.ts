import { fold } from './cell-values.ts';
import { guessDates } from './dossiers-from-dates.ts';
import {
  DOSSIER_FIELDS,
  type DossierField,
  type DossierMapping,
  FIELD_HEADERS,
  KNOWN_WORDS,
  WORD_FIELDS,
  type WordField,
} from './dossiers-from-fields.ts';
import type { TextRow } from './dossiers-from-text.ts';

const DATES = ['received', 'due', 'firstDue', 'finished', 'returned'] as const;
const WORD_COLUMNS: Readonly<Record<WordField, readonly DossierField[]>> = {
  state: ['state'],
  channel: ['channel', 'returnChannel'],
  level: ['level'],
};

/** How a file that nobody has described yet is probably read: by its headers and first rows. `unit`: of every row. */
export function guessDossierMapping(
  header: readonly string[],
  rows: readonly TextRow[],
  unit: string | null,
): { readonly mapping: DossierMapping; readonly datesSure: boolean } {
  const columns: Partial<Record<DossierField, string>> = {};
  for (const field of DOSSIER_FIELDS) {
    const found = FIELD_HEADERS[field]
      .map((name) => header.find((each) => fold(each) === name))
      .find((each) => each !== undefined && !Object.values(columns).includes(each));
    if (found !== undefined) columns[field] = found;
  }
  const values = DATES.flatMap((field) => valuesOf(columns[field], header, rows));
  const { format, sure } = guessDates(values);
  const paused = fold(columns.paused ?? '');
  const mapping: DossierMapping = {
    columns,
    unit: columns.unit === undefined ? unit : null,
    dates: format,
    pausedIn: paused.includes('ngày') ? 'days' : paused.includes('giờ') ? 'hours' : 'minutes',
    words: { state: KNOWN_WORDS.state, channel: KNOWN_WORDS.channel, level: KNOWN_WORDS.level },
  };
  return { mapping, datesSure: values.length === 0 || sure };
}

/** Words of the rows by field that the mapping gives no value, each once, with the rows that hold it. */
export function unknownDossierWords(
  header: readonly string[],
  rows: readonly TextRow[],
  mapping: DossierMapping,
): readonly { readonly field: WordField; readonly word: string; readonly rows: number }[] {
  return WORD_FIELDS.flatMap((field) => {
    const counts = new Map<string, number>();
    for (const column of WORD_COLUMNS[field])
      for (const value of valuesOf(mapping.columns[column], header, rows)) {
        const word = fold(value);
        if (word !== '' && mapping.words[field][word] === undefined)
          counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    return [...counts].map(([word, found]) => ({ field, word, rows: found }));
  });
}

function valuesOf(
  name: string | undefined,
  header: readonly string[],
  rows: readonly TextRow[],
): readonly string[] {
  if (name === undefined) return [];
  const at = header.findIndex((each) => fold(each) === fold(name));
  return at < 0 ? [] : rows.map(({ cells }) => (cells[at] ?? '').trim()).filter((value) => value !== '');
}
