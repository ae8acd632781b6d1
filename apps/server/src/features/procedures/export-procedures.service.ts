import type { ROUTES } from '@parix/api-contract';
import { tableFromProcedures, writeCsv, writeXlsx } from '@parix/sheets';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { listFound, listRowsOf } from './procedures.queries.ts';

/** The national catalogue has some seven thousand. */
const MOST_PROCEDURES = 20_000;
const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Every row of the procedures found, as the import takes them back. */
export async function exportProcedures(
  context: Context,
  { format, ...filter }: z.output<typeof ROUTES.exportProcedures.query>,
): Promise<FileAnswer> {
  context.permit('procedures.read');
  const found = await listFound(context.db, filter, null, MOST_PROCEDURES + 1);
  if (found.length > MOST_PROCEDURES) refuse('list-too-long');
  const rows = await listRowsOf(
    context.db,
    found.map(({ code }) => code),
  );
  const table = tableFromProcedures(rows, context.locale);
  return format === 'csv'
    ? { fileName: 'thu-tuc-hanh-chinh.csv', contentType: CSV, content: writeCsv(table) }
    : { fileName: 'thu-tuc-hanh-chinh.xlsx', contentType: XLSX, content: await writeXlsx(table) };
}
