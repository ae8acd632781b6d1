import type { Row } from '../../db/schema.ts';
import type { Locale } from '../../platform/locale.ts';
import { foldForSearch } from '../../platform/search-text.ts';

/** What a row says beside its code and first day. */
export const PROCEDURE_FIELDS = [
  'name',
  'sector',
  'processingMinutes',
  'counting',
  'lateness',
  'paymentStopsClock',
  'supplementLimit',
  'nearDueDays',
  'onlineLevel',
  'hasFee',
  'endedOn',
] as const satisfies readonly (keyof Row<'procedure'>)[];
export type ProcedureField = (typeof PROCEDURE_FIELDS)[number];
export type FieldsOfProcedure = Pick<Row<'procedure'>, ProcedureField>;

const WORDS: Readonly<Record<ProcedureField, Readonly<Record<Locale, string>>>> = {
  name: { vi: 'tên', en: 'name' },
  sector: { vi: 'lĩnh vực', en: 'sector' },
  processingMinutes: { vi: 'thời hạn', en: 'processing time' },
  counting: { vi: 'cách tính hạn', en: 'way of counting' },
  lateness: { vi: 'cách xét trễ hạn', en: 'way to judge lateness' },
  paymentStopsClock: { vi: 'dừng khi chờ nộp phí', en: 'payment stops the clock' },
  supplementLimit: { vi: 'số lần bổ sung', en: 'supplements allowed' },
  nearDueDays: { vi: 'sắp đến hạn', en: 'near due' },
  onlineLevel: { vi: 'mức độ trực tuyến', en: 'online level' },
  hasFee: { vi: 'phí, lệ phí', en: 'fee' },
  endedOn: { vi: 'ngày hết hiệu lực', en: 'end' },
};
/** Deadlines and figures do not hang on these. */
const SHOWN_ONLY: ReadonlySet<ProcedureField> = new Set(['name', 'sector']);

export const fieldsOf = (row: FieldsOfProcedure): FieldsOfProcedure => ({
  name: row.name,
  sector: row.sector,
  processingMinutes: row.processingMinutes,
  counting: row.counting,
  lateness: row.lateness,
  paymentStopsClock: row.paymentStopsClock,
  supplementLimit: row.supplementLimit,
  nearDueDays: row.nearDueDays,
  onlineLevel: row.onlineLevel,
  hasFee: row.hasFee,
  endedOn: row.endedOn,
});

export const changedFields = (before: FieldsOfProcedure, after: FieldsOfProcedure): ProcedureField[] =>
  PROCEDURE_FIELDS.filter((field) => before[field] !== after[field]);

/** True when dossiers of the procedure have to be counted again. */
export const movesDossiers = (fields: readonly ProcedureField[]): boolean =>
  fields.some((field) => !SHOWN_ONLY.has(field));

/** `~ 1.000689 (01/07/2025): name, processing time`. */
export const changeInWords = (
  { code, validFrom }: Pick<Row<'procedure'>, 'code' | 'validFrom'>,
  fields: readonly ProcedureField[],
  locale: Locale,
): string => `~ ${code} (${showDay(validFrom)}): ${fields.map((field) => WORDS[field][locale]).join(', ')}`;

export const showDay = (day: string): string => day.split('-').toReversed().join('/');

export const searchTextOf = (code: string, { name, sector }: FieldsOfProcedure): string =>
  foldForSearch(`${code} ${name} ${sector}`);
