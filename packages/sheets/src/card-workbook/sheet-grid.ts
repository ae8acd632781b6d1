import type { Cell as WrittenCell, CellStyle } from 'hucre';
import { isHeldExactly } from '../number.ts';
import type { Cell } from '../table.ts';
import { canonicalText, writableText } from './canonical-text.ts';
import { isSheetDay } from './figure-cells.ts';

/** Cells of a sheet being written, in the form the writer of workbooks takes: "row,column", both 0-based. */
export type SheetGrid = Map<string, Partial<WrittenCell>>;

/** Puts a cell; `row` is 1-based as people count, `column` 0-based. */
export function putCell(grid: SheetGrid, row: number, column: number, cell: Cell, style: CellStyle): void {
  grid.set(`${row - 1},${column}`, { ...contentOf(cell), style });
}

export function putText(grid: SheetGrid, row: number, column: number, text: string, style: CellStyle): void {
  putCell(grid, row, column, { kind: 'text', text }, style);
}

function contentOf(cell: Cell): Partial<WrittenCell> {
  switch (cell.kind) {
    case 'number':
      return isHeldExactly(cell.text) ? { value: Number(cell.text) } : textContent(cell.text);
    case 'date':
      return isSheetDay(cell.iso) ? { value: new Date(`${cell.iso}T00:00:00Z`) } : textContent(cell.iso);
    case 'text':
      return textContent(cell.text);
    case 'empty':
    case 'boolean':
    case 'error':
      return { value: null };
  }
}

/** "#N/A" and its like would be written as an error of that name; as a run of rich text they stay text. */
function textContent(text: string): Partial<WrittenCell> {
  const value = writableText(canonicalText(text));
  if (value === '') return { value: null };
  return value.startsWith('#') ? { value, richText: [{ text: value }] } : { value };
}

/** Text on one line for a print header or footer, where & begins a code. */
export function footerText(text: string): string {
  return canonicalText(text).replace(/\s+/g, ' ').slice(0, 80).replaceAll('&', '&&');
}
