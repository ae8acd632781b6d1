import type { TableLimits } from './limits.ts';
import { readApart, unpackRow, type TableSource } from './read-apart.ts';
import type { TableRow } from './table.ts';
import type { TableProblem } from './table-problems.ts';

/** One sheet as read, without a header being assumed. */
export interface ReadSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold anything, in order. */
  readonly rows: readonly TableRow[];
  /** The range of merged cells that reaches furthest down, or null. `lastRow` is 1-based. */
  readonly lowestMerge: { readonly range: string; readonly lastRow: number } | null;
}
export type SheetsResult =
  | { readonly ok: true; readonly sheets: readonly ReadSheet[] }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

/**
 * Reads every sheet of an XLSX workbook, hidden ones too, under the guard of `readTable`: the limits hold for all
 * sheets together, parsing runs in a process of its own with caps on memory and time, formulas are not evaluated.
 */
export async function readSheets(
  source: TableSource,
  limits: Partial<TableLimits> = {},
): Promise<SheetsResult> {
  const sheets: ReadSheet[] = [];
  let rows: TableRow[] = [];
  const reading = await readApart(source, limits, 'all-sheets', {
    take: (message) => {
      if (message.type === 'rows') {
        for (const row of message.rows) rows.push(unpackRow(row));
        return;
      }
      const { name, hidden, lowestMerge } = message;
      sheets.push({ name, hidden, rows, lowestMerge });
      rows = [];
    },
    finish: () => sheets,
  });
  return reading.ok ? { ok: true, sheets: reading.read } : reading;
}
