import { parseDate } from './calendar.ts';
import type { YearProblem, YearProblemCode } from './year-problems.ts';

export type YearReport = (
  severity: YearProblem['severity'],
  code: YearProblemCode,
  place: string,
  detail?: Readonly<Record<string, string>>,
) => void;

export type Fields = Readonly<Record<string, unknown>>;

/** Reads values of foreign JSON. What does not fit is reported once and stands in as '', 0, false or an empty list. */
export interface Reader {
  object(value: unknown, place: string, keys: readonly string[]): Fields;
  list<T>(
    value: unknown,
    place: string,
    ifEmpty: YearProblemCode | null,
    entry: (value: unknown, place: string) => T,
  ): readonly T[];
  text(value: unknown, place: string): string;
  date(value: unknown, place: string): string;
  flag(value: unknown, place: string): boolean;
  year(value: unknown, place: string): number;
  choice<T extends string>(value: unknown, place: string, options: readonly [T, ...T[]]): T;
}

export const LONGEST_LIST = 366;
export const LONGEST_TEXT = 500;
/** Of foreign text repeated in a problem, and of unknown keys named. */
const SHOWN = 40;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function createReader(report: YearReport): Reader {
  /** A key that is missing was reported with its object. */
  const wrong = (value: unknown, code: YearProblemCode, place: string, detail = {}): void => {
    if (value !== undefined) report('error', code, place, detail);
  };
  return {
    object: (value, place, keys) => {
      if (!isFields(value)) {
        report('error', 'not-an-object', place);
        return {};
      }
      keys
        .filter((key) => !Object.hasOwn(value, key) || value[key] === undefined)
        .forEach((key) => report('error', 'key-missing', place, { key }));
      Object.keys(value)
        .filter((key) => !keys.includes(key))
        .slice(0, SHOWN)
        .forEach((key) => report('error', 'key-unknown', place, { key: key.slice(0, SHOWN) }));
      return Object.fromEntries(
        keys.flatMap((key) => (Object.hasOwn(value, key) ? [[key, value[key]]] : [])),
      );
    },
    list: (value, place, ifEmpty, entry) => {
      if (!Array.isArray(value)) {
        wrong(value, 'not-a-list', place);
        return [];
      }
      const entries: readonly unknown[] = value;
      if (entries.length === 0 && ifEmpty !== null) report('error', ifEmpty, place);
      if (entries.length > LONGEST_LIST) {
        report('error', 'list-too-long', place, { limit: String(LONGEST_LIST) });
        return [];
      }
      return Array.from(entries, (one, at) => entry(one, `${place}/${at}`));
    },
    text: (value, place) => {
      if (typeof value !== 'string' || value.trim() === '') {
        wrong(value, 'not-a-text', place);
        return '';
      }
      if (value.length > LONGEST_TEXT)
        report('error', 'text-too-long', place, { limit: String(LONGEST_TEXT) });
      return value.normalize('NFC');
    },
    date: (value, place) => {
      const text = typeof value === 'string' ? value : '';
      if (parseDate(text) !== null) return text;
      wrong(value, 'not-a-date', place, { value: text.slice(0, SHOWN) });
      return '';
    },
    flag: (value, place) => {
      if (typeof value !== 'boolean') wrong(value, 'not-a-boolean', place);
      return value === true;
    },
    year: (value, place) => {
      const isYear = typeof value === 'number' && Number.isInteger(value) && value >= 1900 && value <= 2199;
      if (!isYear) wrong(value, 'year-invalid', place);
      return isYear ? value : 0;
    },
    choice: (value, place, options) => {
      const found = options.find((option) => option === value);
      if (found === undefined) wrong(value, 'kind-unknown', place, { options: options.join(', ') });
      return found ?? options[0];
    },
  };
}
