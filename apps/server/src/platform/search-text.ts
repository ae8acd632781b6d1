import { type RawBuilder, sql } from 'kysely';

/** Text as it is searched: lower case, without diacritics, đ as d. `Đắk Lắk` and `dak lak` are the same. */
export function foldForSearch(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').trim();
}

/** The same folding in the database. `column` is an identifier of ours, never input. */
export function foldedColumn(column: string): RawBuilder<string> {
  return sql<string>`replace(regexp_replace(lower(normalize(${sql.ref(column)}, NFD)), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`;
}

/** Pattern for LIKE that finds the text anywhere; what LIKE would read as a wildcard is escaped. */
export function containsPattern(text: string): string {
  return `%${foldForSearch(text).replace(/[\\%_]/g, '\\$&')}%`;
}
