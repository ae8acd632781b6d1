import type { WriteSheet } from 'hucre';
import { fillText } from '../table-problems.ts';
import type { CardKeys } from './card-keys.ts';
import {
  AREA_KEY,
  CARD_MARK,
  HEADER_KEY,
  HEADER_ROW,
  NAMES_ROW,
  cardRows,
  columnMark,
  type CardRow,
} from './card-rows.ts';
import { STYLES } from './cell-styles.ts';
import { putItemRow, type CardSheet } from './put-item-row.ts';
import { rowHeights } from './row-heights.ts';
import { putText } from './sheet-grid.ts';
import { localTime, sheetSetup } from './sheet-setup.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { CARD_COLUMNS, WORDS, type CardColumn } from './words.ts';
import type { ListPlaces } from './write-keys-sheet.ts';

const WIDTHS: Readonly<Record<CardColumn, number>> = {
  code: 8,
  name: 40,
  max: 8,
  label: 32,
  value: 15,
  notApplicableReason: 24,
  explanation: 38,
  points: 9,
  lastValue: 14,
  lastPoints: 10,
  key: 8,
};

/** The columns of a card: those of the last round only where something is known of it. */
function cardColumns(card: WorkbookCard): readonly CardColumn[] {
  const last = card.items.some((item) => item.lastYear !== undefined);
  return CARD_COLUMNS.filter((column) => last || (column !== 'lastValue' && column !== 'lastPoints'));
}

/** The sheet that is filled in: one row per figure, locked but for the cells of the items the person may change. */
export function writeCardSheet(card: WorkbookCard, keys: CardKeys, lists: ListPlaces): WriteSheet {
  const words = WORDS[card.locale];
  const sheet: CardSheet = { grid: new Map(), validations: [], columns: cardColumns(card), words, lists };
  putHead(sheet, card);
  const byKey = new Map(keys.rows.map((row) => [row.key, row]));
  for (const row of cardRows(card)) {
    if (row.kind === 'area') putArea(sheet, row);
    else putItemRow(sheet, row, byKey.get(row.key));
  }
  const columns = sheet.columns.map((column) => ({ width: WIDTHS[column], hidden: column === 'key' }));
  return {
    name: words.sheets.card,
    cells: sheet.grid,
    columns,
    rowDefs: rowHeights(sheet.grid, columns).set(NAMES_ROW - 1, { hidden: true }),
    dataValidations: sheet.validations,
    freezePane: { rows: HEADER_ROW, columns: 2 },
    ...sheetSetup(`${card.unit.name} · ${card.round.title}`, words),
  };
}

function putHead({ grid, columns, words }: CardSheet, card: WorkbookCard): void {
  const { unit, round, set } = card;
  const unitLine = fillText(words.unitLine, { unit: unit.name, code: unit.code, round: round.title });
  const setLine = fillText(words.setLine, { set: set.title, version: set.versionId });
  const time = localTime(card.exportedAt);
  putText(grid, 1, 0, set.sample ? `${words.title} – ${words.sample}` : words.title, STYLES.title);
  putText(grid, 2, 0, unitLine, STYLES.line);
  putText(grid, 3, 0, setLine, STYLES.line);
  putText(grid, 4, 0, fillText(words.exportLine, { time, revision: String(card.revision) }), STYLES.note);
  for (const [at, column] of columns.entries()) {
    const mark = column === 'key' ? CARD_MARK : columnMark(column);
    putText(grid, NAMES_ROW, at, mark, STYLES.key);
    putText(grid, HEADER_ROW, at, column === 'key' ? HEADER_KEY : words.cardColumns[column], STYLES.header);
  }
}

function putArea({ grid, columns }: CardSheet, { row, name }: Extract<CardRow, { kind: 'area' }>): void {
  for (const [at, column] of columns.entries())
    putText(grid, row, at, column === 'key' ? AREA_KEY : at === 0 ? name : '', STYLES.area);
}
