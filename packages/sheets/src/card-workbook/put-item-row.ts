import type { DataValidation } from 'hucre';
import type { Cell } from '../table.ts';
import type { RowKey } from './card-keys.ts';
import type { CardRow } from './card-rows.ts';
import { exportable } from './canonical-text.ts';
import { DATE_FORMAT, INTEGER_FORMAT, STYLES, inputStyle, textInputStyle } from './cell-styles.ts';
import { figureCell, plainCell, textCell } from './figure-cells.ts';
import { putCell, putText, type SheetGrid } from './sheet-grid.ts';
import { figureValidation, rangeOf, textValidation } from './validations.ts';
import { CARD_TEXT_LIMITS, isWritable, type WorkbookFigure } from './workbook-card.ts';
import type { CardColumn, WorkbookWords } from './words.ts';
import type { ListPlaces } from './write-keys-sheet.ts';

/** The card sheet while it is written. */
export interface CardSheet {
  readonly grid: SheetGrid;
  readonly validations: DataValidation[];
  readonly columns: readonly CardColumn[];
  readonly words: WorkbookWords;
  readonly lists: ListPlaces;
}
export type ItemRow = Extract<CardRow, { kind: 'item' }>;
export type LockedColumn = 'code' | 'name' | 'max' | 'label';
export type ItemTextColumn = 'notApplicableReason' | 'explanation';

export function putItemRow(sheet: CardSheet, row: ItemRow, key: RowKey | undefined): void {
  for (const [at, column] of sheet.columns.entries()) {
    switch (column) {
      case 'value':
        putValue(sheet, row, at);
        break;
      case 'notApplicableReason':
      case 'explanation':
        putItemText(sheet, row, at, column);
        break;
      case 'points':
      case 'lastValue':
      case 'lastPoints':
        putCell(sheet.grid, row.row, at, plainCell(key?.[column] ?? ''), STYLES.number);
        break;
      case 'key':
        putText(sheet.grid, row.row, at, row.key, STYLES.key);
        break;
      case 'code':
      case 'name':
      case 'max':
      case 'label':
        putCell(sheet.grid, row.row, at, lockedCell(row, column), lockedStyle(row, column));
    }
  }
}

/** What the locked columns say; the reader compares with the same words. */
export function lockedCell({ item, figure, first }: ItemRow, column: LockedColumn): Cell {
  switch (column) {
    case 'code':
      return textCell(item.code);
    case 'name':
      return textCell(first ? item.name : '');
    case 'max':
      return plainCell(first ? (item.max ?? '') : '');
    case 'label':
      return textCell(figure === null ? '' : labelOf(figure));
  }
}

function labelOf(figure: WorkbookFigure): string {
  const unit = figure.type === 'integer' || figure.type === 'decimal' ? figure.unit.trim() : '';
  return unit === '' ? figure.label : `${figure.label} (${unit})`;
}

function lockedStyle(row: ItemRow, column: LockedColumn): (typeof STYLES)[keyof typeof STYLES] {
  if (column === 'code') return row.first ? STYLES.code : STYLES.again;
  return column === 'max' ? STYLES.number : STYLES.text;
}

/** What a value cell holds: the value, or why there is none to fill in. */
export function valueCell({ item, figure }: ItemRow, words: WorkbookWords): Cell {
  if (figure !== null) return figureCell(figure, figure.value, words);
  return textCell(item.selfScored ? '' : words.notSelfScored);
}

function putValue(sheet: CardSheet, row: ItemRow, at: number): void {
  const { grid, words, validations, lists } = sheet;
  const { figure } = row;
  const open = isWritable(row.item);
  const style = figure === null ? STYLES.barred : inputStyle(open, ...formatOf(figure));
  putCell(grid, row.row, at, valueCell(row, words), style);
  if (figure === null || !open) return;
  const options = lists.options.get(row.key) ?? null;
  validations.push(figureValidation(figure, rangeOf(at, row.row), words, options));
}

/** Number format and side of a value cell; the format Text keeps what is typed. */
function formatOf(figure: WorkbookFigure): [string | null, 'left' | 'center' | 'right'] {
  switch (figure.type) {
    case 'integer':
      return [INTEGER_FORMAT, 'right'];
    case 'decimal':
      return [null, 'right'];
    case 'date':
      return [DATE_FORMAT, 'center'];
    case 'boolean':
      return ['@', 'center'];
    case 'choice':
      return ['@', 'left'];
  }
}

function putItemText(
  sheet: CardSheet,
  { row, item, first }: ItemRow,
  at: number,
  column: ItemTextColumn,
): void {
  const { grid, words, validations } = sheet;
  const text = first ? exportable(item[column], words.tooLong) : '';
  const forbidden = column === 'notApplicableReason' && item.notApplicablePolicy === 'forbidden';
  if (!first || !item.selfScored || (forbidden && text === '')) {
    putText(grid, row, at, text, STYLES.barred);
    return;
  }
  const open = isWritable(item) && text !== words.tooLong;
  putText(grid, row, at, text, textInputStyle(open));
  if (!open) return;
  const max = CARD_TEXT_LIMITS[column];
  validations.push(textValidation(column, words.cardColumns[column], rangeOf(at, row), max, words));
}
