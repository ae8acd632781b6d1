import { fold } from './cell-values.ts';
import { unescapeFormula } from './formula-injection.ts';
import { type DateProblem, instantReader, readWait } from './dossiers-from-dates.ts';
import {
  DOSSIER_FIELDS,
  type DossierField,
  type DossierMapping,
  RATING_WORDS,
} from './dossiers-from-fields.ts';
import type { DossierProblemCode } from './dossiers-from-problems.ts';
import type { TextRow } from './dossiers-from-text.ts';

/** One dossier as the source holds it; null: the row does not say. Instants in epoch milliseconds. */
export interface ReadDossier {
  readonly row: number;
  readonly dossier: string;
  /** As written: a code, or a name. */
  readonly unit: string;
  readonly procedure: string | null;
  readonly state: string | null;
  readonly received: number | null;
  readonly due: number | null;
  readonly firstDue: number | null;
  readonly finished: number | null;
  readonly returned: number | null;
  readonly channel: string | null;
  readonly returnChannel: string | null;
  readonly level: string | null;
  readonly pausedMinutes: number | null;
  readonly supplementRequests: number | null;
  readonly digitised: boolean | null;
  readonly fee: boolean | null;
  readonly paidOnline: boolean | null;
  readonly rating: string | null;
}

/** Why a row is not taken. `column` is the header; empty: the row as a whole. */
export interface DossierProblem {
  readonly row: number;
  readonly column: string;
  readonly code: DossierProblemCode;
  readonly value: string;
}

export interface DossierRowReader {
  /** Headers that the mapping names and the file has not. */
  readonly missing: readonly string[];
  /** The dossier; what is wrong with the row is told to `report`, and then it is null. */
  readonly read: (row: TextRow, report: (problem: DossierProblem) => void) => ReadDossier | null;
}

export interface Bounds {
  /** Nothing has happened after this instant, epoch milliseconds. */
  readonly latest: number;
}

const EARLIEST = Date.parse('1990-01-01T00:00:00Z');
const LAST_APPOINTMENT = Date.parse('2099-12-31T00:00:00Z');
const UNPRINTABLE = /[\u0000-\u001f\u007f]|\p{Cs}/u;
const YES = new Set(['có', 'x', '1', 'true', 'yes', 'đã', 'rồi', 'đúng']);
const NO = new Set(['không', '0', 'false', 'no', 'chưa', 'sai']);

/** What a cell means; null: nothing, undefined: that is not known. */
type Remembered<T> = (cell: string) => T | null | undefined;

/** Cells whose meaning is kept. */
const KEPT_WORDS = 500;

/** Columns of words say the same few again and again: each is understood once. `meaningOf`: of its folded text. */
function remembered<T>(meaningOf: (text: string) => T | null | undefined): Remembered<T> {
  const known = new Map<string, T | null>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const text = clean(cell);
    const meant = text === '' ? null : meaningOf(fold(text));
    // A copy: a part of a longer text keeps the whole of it.
    if (meant !== undefined && known.size < KEPT_WORDS) known.set(Buffer.from(cell).toString(), meant);
    return meant;
  };
}

/** Only what the mapping itself says: every object has a `constructor`. */
const wordsOf = (words: Readonly<Record<string, string | null>>): Remembered<string> =>
  remembered((text) => (Object.hasOwn(words, text) ? words[text] : undefined));

const RATINGS = wordsOf(RATING_WORDS);
const FLAGS = remembered((text) => (YES.has(text) ? true : NO.has(text) ? false : undefined));

/** Reads rows below `header` by the mapping. */
export function dossierRowReader(
  header: readonly string[],
  mapping: DossierMapping,
  { latest }: Bounds,
): DossierRowReader {
  const places = new Map(header.map((name, at) => [fold(name), at] as const).toReversed());
  const at: Partial<Record<DossierField, number>> = {};
  const missing: string[] = [];
  for (const field of DOSSIER_FIELDS) {
    const name = mapping.columns[field];
    if (name === undefined) continue;
    const place = places.get(fold(name));
    if (place === undefined) missing.push(name);
    else at[field] = place;
  }
  const toInstant = instantReader(mapping.dates);
  let cells: readonly string[] = [];
  let row = 0;
  let sound = true;
  let report: (problem: DossierProblem) => void = () => undefined;

  const cellOf = (field: DossierField): string => {
    const place = at[field];
    return place === undefined ? '' : (cells[place] ?? '');
  };
  const textOf = (field: DossierField): string => clean(cellOf(field));
  const fail = (field: DossierField, code: DossierProblemCode, value: string): null => {
    sound = false;
    report({ row, column: mapping.columns[field] ?? '', code, value: value.slice(0, 200) });
    return null;
  };
  const name = (field: 'dossier' | 'unit' | 'procedure', most: number): string => {
    const text = textOf(field);
    if (text.length > most) fail(field, 'text-too-long', text);
    else if (UNPRINTABLE.test(text)) fail(field, 'unprintable', text);
    return text;
  };
  const instant = (field: 'received' | 'due' | 'firstDue' | 'finished' | 'returned', last: number) => {
    const text = textOf(field);
    if (text === '') return null;
    const read: number | DateProblem = toInstant(text);
    if (typeof read === 'string') return fail(field, read, text);
    return read < EARLIEST || read > last ? fail(field, 'instant-outside', text) : read;
  };
  const meaning = <T>(field: DossierField, meaningOf: Remembered<T>, code: DossierProblemCode): T | null => {
    const cell = cellOf(field);
    if (cell === '') return null;
    const meant = meaningOf(cell);
    return meant === undefined ? fail(field, code, clean(cell)) : meant;
  };
  const states = wordsOf(mapping.words.state);
  const channels = wordsOf(mapping.words.channel);
  const levels = wordsOf(mapping.words.level);
  const word = (field: DossierField, words: Remembered<string>): string | null =>
    meaning(field, words, 'unknown-word');
  const flag = (field: 'digitised' | 'fee' | 'paidOnline'): boolean | null =>
    meaning(field, FLAGS, 'not-yes-or-no');
  const wait = (): number | null => {
    const text = textOf('paused');
    if (text === '') return null;
    const read = readWait(text, mapping.pausedIn);
    return typeof read === 'string' ? fail('paused', read, text) : read;
  };
  const times = (): number | null => {
    const text = textOf('supplementRequests');
    if (text === '') return null;
    if (/^-\d+$/.test(text)) return fail('supplementRequests', 'negative', text);
    return /^\d{1,3}(\.0+)?$/.test(text) ? Number(text) : fail('supplementRequests', 'not-a-count', text);
  };

  return {
    missing,
    read: (textRow, tell) => {
      ({ cells, row } = textRow);
      report = tell;
      sound = true;
      if (textRow.fault !== undefined) {
        tell({ row, column: '', code: textRow.fault, value: '' });
        return null;
      }
      const dossier = name('dossier', 200);
      if (dossier === '') fail('dossier', 'missing-dossier', '');
      const unit = at.unit === undefined ? (mapping.unit ?? '') : name('unit', 500);
      if (unit === '') fail('unit', 'missing-unit', '');
      const read: ReadDossier = {
        row,
        dossier,
        unit,
        procedure: name('procedure', 100) || null,
        state: word('state', states),
        received: instant('received', latest),
        due: instant('due', LAST_APPOINTMENT),
        firstDue: instant('firstDue', LAST_APPOINTMENT),
        finished: instant('finished', latest),
        returned: instant('returned', latest),
        channel: word('channel', channels),
        returnChannel: word('returnChannel', channels),
        level: word('level', levels),
        pausedMinutes: wait(),
        supplementRequests: times(),
        digitised: flag('digitised'),
        fee: flag('fee'),
        paidOnline: flag('paidOnline'),
        rating: word('rating', RATINGS),
      };
      return sound ? read : null;
    },
  };
}

/** Most cells are plain ASCII or composed already: those cost nothing. */
function clean(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const whole = unescapeFormula(trimmed);
  return /^[ -~]*$/.test(whole) ? whole : whole.normalize('NFC');
}
