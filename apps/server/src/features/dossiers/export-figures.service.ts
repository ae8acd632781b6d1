import { type DossierStatistics, type FIGURES_BY, ROW_MEASURES, type ROUTES } from '@parix/api-contract';
import { findMeasure } from '@parix/one-stop';
import { type Cell, EMPTY_CELL, writeCsv } from '@parix/sheets';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import type { Locale } from '../../platform/locale.ts';
import { dossierStatistics } from './figures.service.ts';

const WORDS = {
  vi: { code: 'Mã', unit: 'Đơn vị', procedure: 'Thủ tục', sheet: 'Hồ sơ một cửa' },
  en: { code: 'Code', unit: 'Unit', procedure: 'Procedure', sheet: 'One-stop dossiers' },
} as const;

/** The rows of the page as a file for spreadsheet programs: a column a measure, shares in percent. */
export async function exportFigures(
  context: Context,
  query: z.output<typeof ROUTES.exportDossierFigures.query>,
): Promise<FileAnswer> {
  return figuresCsv(await dossierStatistics(context, query), query.by, context.locale);
}

/** One line a row; numbers as numbers, text so that no spreadsheet program takes it for a formula. */
export function figuresCsv(
  { rows, period }: DossierStatistics,
  by: (typeof FIGURES_BY)[number],
  locale: Locale,
): FileAnswer {
  const words = WORDS[locale];
  const content = writeCsv({
    sheet: words.sheet,
    header: [words.code, words[by], ...ROW_MEASURES.map((id) => findMeasure(id)?.name[locale] ?? id)],
    rows: rows.map(({ key, name, figures }, at) => ({
      row: at + 2,
      cells: [text(key), text(name), ...ROW_MEASURES.map((id) => number(figures[id]?.value ?? null))],
    })),
  });
  const fileName = `ho-so-mot-cua-${period.from}-${period.to}.csv`;
  return { fileName, contentType: 'text/csv; charset=utf-8', content };
}

const text = (value: string | null): Cell =>
  value === null || value === '' ? EMPTY_CELL : { kind: 'text', text: value };
const number = (value: string | null): Cell =>
  value === null ? EMPTY_CELL : { kind: 'number', text: value };
