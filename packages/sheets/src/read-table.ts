import type { TableLimits } from './limits.ts';
import { readApart, refused, unpackRow, type TableSource } from './read-apart.ts';
import { cellText, type Table, type TableRow } from './table.ts';
import type { TableProblem } from './table-problems.ts';

export interface ReadOptions extends Partial<TableLimits> {
  /** Sheet to read; the first visible one when left out. */
  readonly sheet?: string;
}
export type ReadResult =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

/**
 * Reads CSV (UTF-8, or UTF-16 with a byte order mark; separator , ; or TAB) or XLSX, told apart by content.
 * Limits first, in a process of its own, formulas not evaluated; a refused file is a coded problem (see `readApart`).
 */
export async function readTable(source: TableSource, options: ReadOptions = {}): Promise<ReadResult> {
  const rows: TableRow[] = [];
  let sheet: string | null = null;
  const { sheet: name = null, ...limits } = options;
  const reading = await readApart(
    source,
    limits,
    { sheet: name },
    {
      take: (message) => {
        if (message.type !== 'rows') return;
        sheet = message.sheet;
        for (const row of message.rows) rows.push(unpackRow(row));
      },
      finish: () => ({ sheet, rows }),
    },
  );
  return reading.ok ? tableOf(reading.file, reading.read.sheet, reading.read.rows) : reading;
}

function tableOf(file: string, sheet: string | null, rows: readonly TableRow[]): ReadResult {
  const [first, ...rest] = rows;
  if (first === undefined) return refused(file, 'empty');
  const header = first.cells.map((cell) => cellText(cell).trim());
  return { ok: true, table: { file, sheet, headerRow: first.row, header, rows: rest } };
}
