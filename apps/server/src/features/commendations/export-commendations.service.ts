import type { Commendation, ROUTES } from '@parix/api-contract';
import { type Cell, EMPTY_CELL, writeCsv } from '@parix/sheets';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { listCommendationRows } from './commendations.queries.ts';
import { describeAll } from './commendations.service.ts';

const MOST_ROWS = 5000;
const HEADS = {
  vi: [
    ...[
      'Đợt',
      'Năm',
      'Danh hiệu',
      'Số quyết định',
      'Ngày',
      'Người ký',
      'Đơn vị',
      'Người được khen',
      'Chức vụ',
    ],
    ...['Lần công bố', 'Vị trí trong nhật ký', 'Mã băm', 'Thu hồi'],
  ],
  en: [
    ...['Round', 'Year', 'Title', 'Decision', 'Date', 'Signer', 'Unit', 'Person', 'Office'],
    ...['Publication', 'Log index', 'Hash', 'Withdrawn'],
  ],
} as const;

/** The list as a file for spreadsheet programs, a line a recipient. */
export async function exportCommendations(
  context: Context,
  filter: z.output<typeof ROUTES.exportCommendations.query>,
): Promise<FileAnswer> {
  context.permit('commendations.read');
  const slice = { after: null, limit: MOST_ROWS + 1 };
  const rows = await listCommendationRows(context.db, filter, slice, context.now);
  if (rows.length > MOST_ROWS) refuse('list-too-long');
  const lines = (await describeAll(context, rows)).flatMap(linesOf);
  const content = writeCsv({
    sheet: context.locale === 'en' ? 'Commendations' : 'Khen thưởng',
    header: [...HEADS[context.locale]],
    rows: lines.map((cells, at) => ({ row: at + 2, cells })),
  });
  return { fileName: 'khen-thuong.csv', contentType: 'text/csv; charset=utf-8', content };
}

const linesOf = (each: Commendation): Cell[][] =>
  each.recipients.map(({ unitName, personName, personTitle }) => [
    words(each.roundTitle),
    number(each.indexYear),
    ...[each.title, each.decisionNumber, each.decisionDate, each.signer].map(words),
    ...[unitName, personName, personTitle].map(words),
    number(each.publication.sequence),
    number(each.publication.logIndex),
    words(each.publication.manifestHash),
    words(each.withdrawn?.reason ?? null),
  ]);

const words = (text: string | null): Cell =>
  text === null || text === '' ? EMPTY_CELL : { kind: 'text', text };
const number = (value: number): Cell => ({ kind: 'number', text: String(value) });
