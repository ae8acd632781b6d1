import { canonicalJson } from '@parix/criteria-sets';
import { utf8 } from './log/bytes.ts';
import type { Column } from './results-csv.ts';

/** What a table is about, for its CSVW metadata. */
export interface TableDescription {
  /** Name of the CSV file beside the metadata. */
  readonly url: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly Column[];
  /** Day of publication, ISO. */
  readonly issued: string;
}

/**
 * Metadata of one CSV file as W3C CSVW (Metadata Vocabulary for Tabular Data) has it. The file's header row holds the
 * Vietnamese titles; `name` is what programs use.
 */
export function csvwMetadata(table: TableDescription): Uint8Array {
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'vi' }],
    url: table.url,
    'dc:title': [
      { '@value': table.titleVi, '@language': 'vi' },
      { '@value': table.titleEn, '@language': 'en' },
    ],
    'dc:issued': { '@value': table.issued, '@type': 'xsd:date' },
    dialect: { encoding: 'utf-8', lineTerminators: ['\r\n'], header: true, doubleQuote: true },
    tableSchema: {
      primaryKey: table.primaryKey,
      columns: table.columns.map((column) => ({
        name: column.name,
        titles: { vi: column.vi, en: column.en },
        datatype: column.datatype,
        required: column.required,
      })),
    },
  };
  return utf8(`${canonicalJson(metadata)}\n`);
}
