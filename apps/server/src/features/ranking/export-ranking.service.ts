import type { Ranking } from '@parix/api-contract';
import { type Cell, EMPTY_CELL, type WritableTable, writeCsv, writeXlsx } from '@parix/sheets';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import type { Locale } from '../../platform/locale.ts';
import { getRanking } from './ranking.service.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The final ranking as a file for spreadsheet programs. */
export async function exportRanking(
  context: Context,
  roundId: string,
  format: 'xlsx' | 'csv',
): Promise<FileAnswer> {
  const ranking = await getRanking(context, roundId, 'final');
  const table = rankingTable(ranking, context.locale);
  const content = format === 'csv' ? writeCsv(table) : await writeXlsx(table);
  return { fileName: `xep-hang-${roundId}.${format}`, contentType: TYPES[format], content };
}

export function rankingTable(ranking: Ranking, locale: Locale): WritableTable {
  const en = locale === 'en';
  const fixed = en
    ? ['Rank', 'Code', 'Unit', 'Kind', 'Points', 'Maximum', 'Index (%)', 'Class', 'Provisional']
    : ['Hạng', 'Mã đơn vị', 'Đơn vị', 'Loại', 'Điểm', 'Điểm tối đa', 'Chỉ số (%)', 'Xếp loại', 'Tạm tính'];
  return {
    sheet: en ? 'Ranking' : 'Xếp hạng',
    header: [...fixed, ...ranking.areas.map(({ code, name }) => `${code} ${name}`)],
    rows: ranking.rows.map((row, index) => ({
      row: index + 2,
      cells: [
        row.rank === null ? EMPTY_CELL : numeric(String(row.rank)),
        words(row.unitCode),
        words(row.unitName),
        words(row.unitKind),
        numeric(row.points),
        numeric(row.maximum),
        numeric(row.index),
        words(row.className ?? ''),
        row.provisional ? { kind: 'boolean', value: true } : EMPTY_CELL,
        ...ranking.areas.map(({ id }) => {
          const points = row.areas.find((area) => area.areaId === id)?.points;
          return points === undefined ? EMPTY_CELL : numeric(points);
        }),
      ],
    })),
  };
}

const numeric = (text: string): Cell => ({ kind: 'number', text });
const words = (text: string): Cell => (text === '' ? EMPTY_CELL : { kind: 'text', text });
