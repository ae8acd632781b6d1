import type { CellStyle, DataValidation, WriteSheet } from 'hucre';
import type { CardKeys, EvidenceKey } from './card-keys.ts';
import { keyOfId } from './canonical-text.ts';
import { EVIDENCE_MARK, FIRST_ROW, HEADER_KEY, HEADER_ROW, NAMES_ROW, columnMark } from './card-rows.ts';
import { SPARE_STYLE, STYLES, textInputStyle } from './cell-styles.ts';
import { rowHeights } from './row-heights.ts';
import { putText, type SheetGrid } from './sheet-grid.ts';
import { sheetSetup } from './sheet-setup.ts';
import { itemValidation, rangeOf, textValidation } from './validations.ts';
import { CARD_TEXT_LIMITS, isWritable, type WorkbookCard } from './workbook-card.ts';
import { EVIDENCE_COLUMNS, WORDS, type EvidenceColumn, type WorkbookWords } from './words.ts';

const WIDTHS: Readonly<Record<EvidenceColumn, number>> = {
  item: 12,
  title: 52,
  reference: 22,
  page: 10,
  quote: 52,
  url: 36,
  key: 8,
};
/** Yellow rows after the last link, and rows after them that may be typed in too. */
const YELLOW_ROWS = 20;
const SPARE_ROWS = 180;

/** One row per link, then empty rows for more. What a document of the library is called is locked. */
export function writeEvidenceSheet(card: WorkbookCard, keys: CardKeys, itemList: string | null): WriteSheet {
  const words = WORDS[card.locale];
  const grid: SheetGrid = new Map();
  putHead(grid, words, card);
  const labels = new Map(keys.items.map(({ itemId, label }) => [itemId, label]));
  const open = new Set(card.items.filter(isWritable).map(({ itemId }) => keyOfId(itemId)));
  for (const link of keys.evidence) {
    const texts = { ...link, item: labels.get(link.itemId) ?? '', key: link.document };
    putRow(grid, link.row, texts, (column) => linkStyle(link, column, open.has(link.itemId)));
  }
  const next = FIRST_ROW + keys.evidence.length;
  const last = next + (itemList === null ? 0 : YELLOW_ROWS + SPARE_ROWS) - 1;
  for (let row = next; row <= last; row++)
    putRow(grid, row, {}, () => (row < next + YELLOW_ROWS ? textInputStyle(true) : SPARE_STYLE));
  const columns = EVIDENCE_COLUMNS.map((column) => ({ width: WIDTHS[column], hidden: column === 'key' }));
  return {
    name: words.sheets.evidence,
    cells: grid,
    columns,
    rowDefs: rowHeights(grid, columns).set(NAMES_ROW - 1, { hidden: true }),
    dataValidations: itemList === null ? [] : validationsOf(itemList, last, words),
    freezePane: { rows: HEADER_ROW },
    ...sheetSetup(`${card.unit.name} · ${card.round.title}`, words),
  };
}

function putHead(grid: SheetGrid, words: WorkbookWords, card: WorkbookCard): void {
  putText(grid, 1, 0, words.evidenceTitle, STYLES.title);
  putText(grid, 2, 0, `${card.unit.name} · ${card.round.title}`, STYLES.line);
  putText(grid, 3, 0, words.evidenceLine, STYLES.note);
  for (const [at, column] of EVIDENCE_COLUMNS.entries()) {
    const isKey = column === 'key';
    putText(grid, NAMES_ROW, at, isKey ? EVIDENCE_MARK : columnMark(column), STYLES.key);
    putText(grid, HEADER_ROW, at, isKey ? HEADER_KEY : words.evidenceColumns[column], STYLES.header);
  }
}

function putRow(
  grid: SheetGrid,
  row: number,
  texts: Partial<Readonly<Record<EvidenceColumn, string>>>,
  styleOf: (column: EvidenceColumn) => CellStyle,
): void {
  for (const [at, column] of EVIDENCE_COLUMNS.entries()) {
    if (column !== 'key') putText(grid, row, at, texts[column] ?? '', styleOf(column));
    else if (texts.key !== undefined && texts.key !== '') putText(grid, row, at, texts.key, STYLES.key);
  }
}

function linkStyle(link: EvidenceKey, column: EvidenceColumn, open: boolean): CellStyle {
  const ofDocument = column === 'title' || column === 'reference' || column === 'url';
  return link.document !== '' && ofDocument ? STYLES.text : textInputStyle(open);
}

function validationsOf(itemList: string, last: number, words: WorkbookWords): DataValidation[] {
  const range = (column: EvidenceColumn): string =>
    rangeOf(EVIDENCE_COLUMNS.indexOf(column), FIRST_ROW, last);
  return [
    itemValidation(range('item'), itemList, words),
    ...(['page', 'quote', 'url'] as const).map((column) =>
      textValidation(column, words.evidenceColumns[column], range(column), CARD_TEXT_LIMITS[column], words),
    ),
  ];
}
