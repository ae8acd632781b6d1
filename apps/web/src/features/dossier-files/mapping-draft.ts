import { DOSSIER_FIELDS, type SentMapping, type WORD_FIELDS } from '@parix/api-contract';
import { CHANNELS, DOSSIER_STATES, ONLINE_LEVELS } from '@parix/one-stop';

export type DossierField = (typeof DOSSIER_FIELDS)[number];
export type WordField = (typeof WORD_FIELDS)[number];
/** A choice that leaves the word without a meaning, and one by which it says nothing. */
export const OPEN = '';
export const NOTHING = 'nothing';

/** Another column for a field; empty: none. A column is read for one field only, the last one chosen. */
export function withColumn(mapping: SentMapping, field: DossierField, header: string): SentMapping {
  const others = DOSSIER_FIELDS.flatMap((each) => {
    const name = mapping.columns[each];
    return each === field || name === undefined || name === header ? [] : [[each, name] as const];
  });
  const chosen = header === '' ? [] : [[field, header] as const];
  return { ...mapping, columns: Object.fromEntries([...others, ...chosen]) };
}

/** A meaning for a word of the source. */
export function withWord(mapping: SentMapping, field: WordField, word: string, value: string): SentMapping {
  const { [word]: _before, ...rest } = mapping.words[field];
  const meant = value === OPEN ? {} : { [word]: value === NOTHING ? null : value };
  return { ...mapping, words: { ...mapping.words, [field]: { ...rest, ...meant } } };
}

/** What is chosen for a word. */
export function wordChoice(mapping: SentMapping, field: WordField, word: string): string {
  const meant = mapping.words[field][word];
  return meant === undefined ? OPEN : (meant ?? NOTHING);
}

/** The file can be taken: it is known which dossier and which unit each row is about. */
export const isComplete = ({ columns, unit }: SentMapping): boolean =>
  columns.dossier !== undefined && (columns.unit !== undefined || unit !== null);

/** Keys of the words for each value that a word may have. */
export const VALUES = {
  state: DOSSIER_STATES.map((value) => ({ value, label: `dossier-files:state.${value}` as const })),
  channel: CHANNELS.map((value) => ({ value, label: `dossier-files:channel.${value}` as const })),
  level: ONLINE_LEVELS.map((value) => ({ value, label: `dossier-files:level.${value}` as const })),
};
