import type { Decimal } from '@parix/scoring';

/**
 * One cell as read. Numbers are exact decimal text (never a binary float), dates ISO text.
 * `formula` marks a cell whose value was computed by a spreadsheet program: the cached value is kept,
 * the formula itself is never evaluated; `empty` with `formula` is a formula without a cached value.
 */
export type Cell =
  | { readonly kind: 'empty'; readonly formula?: true }
  | { readonly kind: 'text'; readonly text: string; readonly formula?: true }
  /** `percent`: the cell is formatted as a percentage, so 85 % is stored as 0.85. */
  | { readonly kind: 'number'; readonly text: Decimal; readonly percent?: true; readonly formula?: true }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly formula?: true }
  /** `2021-03-01`, or `2021-03-01T08:30:00` when the cell carries a time of day. */
  | { readonly kind: 'date'; readonly iso: string; readonly formula?: true }
  /** A formula error such as `#N/A` or `#DIV/0!`. */
  | { readonly kind: 'error'; readonly code: string; readonly formula?: true };

export interface TableRow {
  /** 1-based, as the spreadsheet program shows it. */
  readonly row: number;
  /** One cell per header column at least; missing cells are `empty`. */
  readonly cells: readonly Cell[];
}

export interface Table {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Sheet of a workbook; null for CSV. */
  readonly sheet: string | null;
  /** Row of the header: the first row that is not empty. */
  readonly headerRow: number;
  readonly header: readonly string[];
  /** Rows below the header that hold anything. */
  readonly rows: readonly TableRow[];
}

/** Where a cell is, for messages: `file!Sheet1!F17`. */
export interface CellPlace {
  readonly file: string;
  readonly sheet: string | null;
  /** `F17`. */
  readonly cell: string;
}

export const EMPTY_CELL: Cell = Object.freeze({ kind: 'empty' });

/** Column letters of a 0-based column: 0 -> A, 26 -> AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Address of a cell: 0-based column and 1-based row. */
export function cellAddress(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}

export function placeOf(table: Table, column: number, row: number): CellPlace {
  return { file: table.file, sheet: table.sheet, cell: cellAddress(column, row) };
}

/** `file!Sheet1!F17`; without a sheet `file!F17`. */
export function formatPlace(place: CellPlace): string {
  return [place.file, place.sheet, place.cell].filter((part) => part !== null && part !== '').join('!');
}

/** The cell as a person would read it; empty text for an empty cell. */
export function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return cell.text;
    case 'number':
      return cell.text;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'date':
      return cell.iso;
    case 'error':
      return cell.code;
  }
}

/** True when the cell holds nothing that a person could see. */
export function isBlank(cell: Cell): boolean {
  return cell.kind === 'empty' || (cell.kind === 'text' && cell.text.trim() === '');
}
