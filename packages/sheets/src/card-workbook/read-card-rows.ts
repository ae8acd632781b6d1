import type { FigureValue } from '@parix/scoring';
import { cellText, isBlank, type Cell, type TableRow } from '../table.ts';
import { addEdit, addProblem, type CardDraft } from './card-draft.ts';
import type { RowKey } from './card-keys.ts';
import { exportable, idOfKey, keyOfId, sameText } from './canonical-text.ts';
import { figureCell, figureText, holdsWritten, plainCell, sameValue, textCell } from './figure-cells.ts';
import { cellIn, keyOf, placeIn, type FoundSheet } from './find-sheets.ts';
import { lockedCell, valueCell, type ItemRow } from './put-item-row.ts';
import { readFigureCell, readTextCell } from './read-value.ts';
import { isWritable, type WorkbookFigure, type WorkbookItem } from './workbook-card.ts';
import type { CardColumn } from './words.ts';

type CardSheet = FoundSheet<CardColumn>;
const INPUT = ['value', 'notApplicableReason', 'explanation'] as const;

/** Reads the rows of the card sheet by their keys, wherever they stand. */
export function readCardRows(draft: CardDraft, sheet: CardSheet): void {
  const known = new Map(draft.keys.rows.map((row) => [row.key, row]));
  const found = new Map<string, TableRow>();
  for (const row of sheet.rows) {
    const key = known.get(keyOf(cellIn(sheet, row, 'key')));
    if (key === undefined) reportUnknown(draft, sheet, row);
    else if (found.has(key.key)) {
      const first = placeIn(sheet, found.get(key.key)?.row ?? 0, 'code');
      addProblem(draft, 'row-copied', placeIn(sheet, row.row, 'code'), {
        itemId: key.itemId,
        detail: { first },
      });
    } else found.set(key.key, row);
  }
  const firstRows = new Map([...draft.keys.rows].reverse().map((row) => [row.itemId, row.key]));
  for (const key of draft.keys.rows) {
    const row = found.get(key.key);
    const firstKey = firstRows.get(key.itemId) ?? '';
    const firstRow = found.get(firstKey)?.row ?? key.row;
    if (row === undefined)
      addProblem(draft, 'row-missing', placeIn(sheet, key.row, 'code'), { itemId: key.itemId });
    else readRow(draft, sheet, { row, key, first: firstKey === key.key, firstRow });
  }
}

/** A row that no key names may say nothing: what a person wrote there would be lost. */
function reportUnknown(draft: CardDraft, sheet: CardSheet, row: TableRow): void {
  const column = INPUT.find((one) => !isUntouched(cellIn(sheet, row, one)));
  if (column === undefined) return;
  const value = cellText(cellIn(sheet, row, column));
  addProblem(draft, 'row-unknown', placeIn(sheet, row.row, column), { value });
}

function isUntouched(cell: Cell): boolean {
  return isBlank(cell) && cell.formula !== true;
}

interface Place {
  readonly row: TableRow;
  readonly key: RowKey;
  readonly first: boolean;
  /** Number of the item's first row. */
  readonly firstRow: number;
}

function readRow(draft: CardDraft, sheet: CardSheet, place: Place): void {
  const { key, row, first } = place;
  const item = draft.items.get(key.itemId);
  const figure = item?.figures.find((one) => keyOfId(one.key) === key.figure) ?? null;
  if (item === undefined || (figure === null) !== (key.figure === '')) {
    addProblem(draft, 'item-not-on-card', placeIn(sheet, row.row, 'code'), { itemId: key.itemId });
    return;
  }
  const itemRow: ItemRow = { kind: 'item', row: row.row, key: key.key, item, figure, first };
  if (!isLockedAsWritten(draft, sheet, itemRow, place)) return;
  if (figure === null) checkCell(draft, sheet, place, 'value', valueCell(itemRow, draft.words));
  else readValue(draft, sheet, place, item, figure);
  readItemText(draft, sheet, place, item, 'notApplicableReason');
  readItemText(draft, sheet, place, item, 'explanation');
}

/** Where the row's own words differ it may be another row's key: one fault is told and nothing is read. */
function isLockedAsWritten(draft: CardDraft, sheet: CardSheet, itemRow: ItemRow, place: Place): boolean {
  const own = (['code', 'name', 'max', 'label'] as const).map(
    (column) => [column, lockedCell(itemRow, column)] as const,
  );
  const computed = (['points', 'lastValue', 'lastPoints'] as const)
    .filter((column) => sheet.columns.has(column))
    .map((column) => [column, plainCell(place.key[column])] as const);
  return [...own, ...computed].every(([column, written]) => checkCell(draft, sheet, place, column, written));
}

/** A locked cell must say what was written there: what somebody wrote over it would go unread. */
function checkCell(
  draft: CardDraft,
  sheet: CardSheet,
  { row, key }: Place,
  column: CardColumn,
  written: Cell,
): boolean {
  const cell = cellIn(sheet, row, column);
  if (holdsWritten(cell, written)) return true;
  const detail = { expected: cellText(written) };
  const about = { itemId: key.itemId, value: cellText(cell), detail };
  addProblem(draft, 'locked-cell', placeIn(sheet, row.row, column), about);
  return false;
}

/** A value as the keys hold it, again as the engine takes it. */
function valueOf(figure: WorkbookFigure, text: string): FigureValue | null {
  if (text === '') return null;
  if (figure.type !== 'boolean') return idOfKey(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}

function readValue(
  draft: CardDraft,
  sheet: CardSheet,
  { row, key }: Place,
  item: WorkbookItem,
  figure: WorkbookFigure,
): void {
  const { words } = draft;
  const cell = cellIn(sheet, row, 'value');
  const base = valueOf(figure, key.value);
  if (holdsWritten(cell, figureCell(figure, base, words))) return;
  const at = placeIn(sheet, row.row, 'value');
  const about = { itemId: key.itemId, value: cellText(cell) };
  const now = figureCell(figure, figure.value, words);
  if (!isWritable(item)) {
    if (!holdsWritten(cell, now)) addProblem(draft, notWritable(item), at, about);
    return;
  }
  const reading = readFigureCell(figure, cell);
  if (!reading.ok) {
    addProblem(draft, reading.code, at, { ...about, detail: reading.detail });
    return;
  }
  if (sameValue(reading.value, base) || sameValue(reading.value, figure.value)) return;
  addEdit(draft, key.itemId, {
    part: 'figure',
    figure: figure.key,
    cell: at,
    before: figureText(figure, base, words),
    mine: figureText(figure, reading.value, words),
    theirs: figureText(figure, figure.value, words),
    value: reading.value,
  });
}

export function notWritable(item: WorkbookItem): 'not-editable' | 'not-self-scored' {
  return item.selfScored ? 'not-editable' : 'not-self-scored';
}

function readItemText(
  draft: CardDraft,
  sheet: CardSheet,
  { row, key, first, firstRow }: Place,
  item: WorkbookItem,
  part: 'notApplicableReason' | 'explanation',
): void {
  const cell = cellIn(sheet, row, part);
  const base = first ? (draft.itemKeys.get(key.itemId)?.[part] ?? '') : '';
  if (holdsWritten(cell, textCell(base))) return;
  const at = placeIn(sheet, row.row, part);
  const about = { itemId: key.itemId, value: cellText(cell) };
  const theirs = exportable(item[part], draft.words.tooLong);
  if (!first) {
    addProblem(draft, 'wrong-row', at, { ...about, detail: { first: placeIn(sheet, firstRow, part) } });
    return;
  }
  if (!isWritable(item)) {
    if (!holdsWritten(cell, textCell(theirs))) addProblem(draft, notWritable(item), at, about);
    return;
  }
  const reading = readTextCell(cell, draft.limits[part]);
  if (!reading.ok) {
    addProblem(draft, reading.code, at, { ...about, detail: reading.detail });
    return;
  }
  const { value } = reading;
  if (sameText(value, base) || sameText(value, theirs)) return;
  if (part === 'notApplicableReason' && item.notApplicablePolicy === 'forbidden' && value !== '') {
    addProblem(draft, 'not-applicable-forbidden', at, about);
    return;
  }
  addEdit(draft, key.itemId, {
    part,
    cell: at,
    before: base,
    mine: value,
    theirs,
    value: value === '' ? null : value,
  });
}
