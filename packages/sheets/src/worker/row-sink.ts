import type { TableLimits } from '../limits.ts';
import { cellAddress } from '../table.ts';
import { Refusal } from './refusal.ts';

/**
 * A cell on its way between processes: a kind letter and its text, null when empty.
 * t text, n number, p percent number, b boolean, d date, e error, f formula without value;
 * the upper-case letter is the same from a formula.
 */
export type PackedCell = string | null;
export interface PackedRow {
  readonly row: number;
  readonly cells: readonly PackedCell[];
}

/** Takes cells in reading order, holds the limits, and passes full rows on in batches. */
export interface RowSink {
  readonly cell: (column: number, row: number, cell: PackedCell) => void;
  readonly endRow: (row: number) => void;
  /** Passes on what is left; the number of rows that held anything. */
  readonly finish: () => number;
}

/** What was taken so far; handed on from sheet to sheet, so that the limits hold for the workbook as a whole. */
export interface SinkCounts {
  rows: number;
  cells: number;
  text: number;
}

const BATCH_CELLS = 20_000;

export function rowSink(
  limits: TableLimits,
  sheet: string | null,
  post: (rows: readonly PackedRow[]) => void,
  counts: SinkCounts = { rows: 0, cells: 0, text: 0 },
): RowSink {
  let cells: PackedCell[] = [];
  let batch: PackedRow[] = [];
  let batchCells = 0;

  const refuse = (code: Refusal['code'], limit: number, column: number, row: number): never => {
    const place = { cell: cellAddress(column, row), ...(sheet === null ? {} : { sheet }) };
    throw new Refusal(code, { limit: String(limit) }, place);
  };
  const flush = (): void => {
    if (batch.length > 0) post(batch);
    batch = [];
    batchCells = 0;
  };

  return {
    cell(column, row, cell) {
      if (cell === null) return;
      if (column >= limits.columns) refuse('too-many-columns', limits.columns, column, row);
      if (cell.length - 1 > limits.cellLength) refuse('cell-too-long', limits.cellLength, column, row);
      if (++counts.cells > limits.cells) refuse('too-many-cells', limits.cells, column, row);
      counts.text += cell.length - 1;
      if (counts.text > limits.textLength) refuse('too-much-text', limits.textLength, column, row);
      while (cells.length < column) cells.push(null);
      cells[column] = cell;
    },
    endRow(row) {
      if (cells.length === 0) return;
      if (++counts.rows > limits.rows) refuse('too-many-rows', limits.rows, 0, row);
      batch.push({ row, cells });
      batchCells += cells.length;
      cells = [];
      if (batchCells >= BATCH_CELLS) flush();
    },
    finish() {
      flush();
      return counts.rows;
    },
  };
}
