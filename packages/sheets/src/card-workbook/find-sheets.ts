import type { ReadSheet } from '../read-sheets.ts';
import { EMPTY_CELL, cellAddress, type Cell, type TableRow } from '../table.ts';
import { canonicalCell } from './canonical-text.ts';
import { CardRefusal } from './card-refusal.ts';
import { CARD_MARK, EVIDENCE_MARK, HEADER_KEY, KEYS_MARK, columnMark } from './card-rows.ts';
import { CARD_COLUMNS, EVIDENCE_COLUMNS, type CardColumn, type EvidenceColumn } from './words.ts';

/** A sheet known by its hidden names, whatever it is called and wherever its columns were moved. */
export interface FoundSheet<Column extends string> {
  readonly name: string;
  /** 0-based places. */
  readonly columns: ReadonlyMap<Column | 'key', number>;
  /** Rows below the header. */
  readonly rows: readonly TableRow[];
}
export interface FoundSheets {
  readonly keys: ReadSheet;
  readonly card: FoundSheet<CardColumn>;
  readonly evidence: FoundSheet<EvidenceColumn>;
}

/** Columns that a card has only where something is known of the last round. */
const OPTIONAL: ReadonlySet<string> = new Set(['lastValue', 'lastPoints']);

/** The sheets of a card's workbook. Throws `CardRefusal` when one is missing, doubled or without its columns. */
export function findSheets(sheets: readonly ReadSheet[]): FoundSheets {
  const keys = sheets.filter(({ rows }) => rows[0] !== undefined && hasMark(rows[0], KEYS_MARK));
  const [first] = keys;
  if (first === undefined) throw new CardRefusal('not-a-card-workbook');
  if (keys.length > 1) throw copied(first.name, keys);
  return {
    keys: first,
    card: findSheet(sheets, CARD_MARK, CARD_COLUMNS, 'Phiếu'),
    evidence: findSheet(sheets, EVIDENCE_MARK, EVIDENCE_COLUMNS, 'Minh chứng'),
  };
}

function hasMark(row: TableRow, mark: string): boolean {
  return row.cells.some((cell) => isMark(cell, mark));
}

function isMark(cell: Cell, mark: string): boolean {
  return cell.kind === 'text' && cell.formula !== true && cell.text === mark;
}

function copied(sheet: string, found: readonly ReadSheet[]): CardRefusal {
  return new CardRefusal('sheet-copied', { sheet, found: found.map(({ name }) => name).join(', ') });
}

function findSheet<Column extends string>(
  sheets: readonly ReadSheet[],
  mark: string,
  wanted: readonly Column[],
  usualName: string,
): FoundSheet<Column> {
  const found = sheets.flatMap((sheet) => {
    const at = sheet.rows.findIndex((row) => hasMark(row, mark));
    const names = sheet.rows[at];
    return names === undefined ? [] : [{ sheet, at, names }];
  });
  const [only, second] = found;
  if (only === undefined) throw new CardRefusal('sheet-missing', { sheet: usualName });
  if (second !== undefined)
    throw copied(
      usualName,
      found.map(({ sheet }) => sheet),
    );
  const { sheet, at, names } = only;
  const { name, lowestMerge } = sheet;
  if (lowestMerge !== null && lowestMerge.lastRow >= names.row) {
    const place = `${name}!${lowestMerge.range.split(':')[0] ?? ''}`;
    throw new CardRefusal('merged-cells', { range: lowestMerge.range }, place);
  }
  const columns = columnsOf(sheet, names, mark, wanted);
  return { name, columns, rows: withoutHeader(sheet.rows.slice(at + 1), columns.get('key') ?? 0) };
}

function columnsOf<Column extends string>(
  sheet: ReadSheet,
  names: TableRow,
  mark: string,
  wanted: readonly Column[],
): ReadonlyMap<Column | 'key', number> {
  const columns = new Map<Column | 'key', number>();
  const wrong: string[] = [];
  for (const column of wanted) {
    const name = column === 'key' ? mark : columnMark(column);
    const places = names.cells.flatMap((cell, at) => (isMark(cell, name) ? [at] : []));
    const [place] = places;
    if (place !== undefined && places.length === 1) columns.set(column, place);
    else if (places.length > 1 || !OPTIONAL.has(column)) wrong.push(column);
  }
  if (wrong.length > 0)
    throw new CardRefusal('columns-changed', { sheet: sheet.name, columns: wrong.join(', ') });
  return columns;
}

function withoutHeader(rows: readonly TableRow[], key: number): readonly TableRow[] {
  const [first, ...rest] = rows;
  return first !== undefined && keyOf(first.cells[key]) === HEADER_KEY ? rest : rows;
}

/** A cell of a column; empty where the row ends before or the sheet has no such column. */
export function cellIn<Column extends string>(
  { columns }: Pick<FoundSheet<Column>, 'columns'>,
  row: TableRow,
  column: Column | 'key',
): Cell {
  return row.cells[columns.get(column) ?? -1] ?? EMPTY_CELL;
}

/** Text of a key cell; what a formula gives is no key. */
export function keyOf(cell: Cell = EMPTY_CELL): string {
  return cell.formula === true ? '' : canonicalCell(cell);
}

/** `Phiếu!E17`. */
export function placeIn<Column extends string>(
  { name, columns }: FoundSheet<Column>,
  row: number,
  column: Column | 'key',
): string {
  return `${name}!${cellAddress(columns.get(column) ?? 0, row)}`;
}
