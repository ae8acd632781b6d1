import type { WriteSheet } from 'hucre';
import type { CardKeys } from './card-keys.ts';
import { KEYS_SCHEMA, META_NAMES, keysDigest } from './card-keys.ts';
import { KEYS_MARK, KEYS_SHEET, cardRows, itemLabels, offeredItems } from './card-rows.ts';
import { STYLES } from './cell-styles.ts';
import { optionLabels } from './figure-cells.ts';
import { putText, type SheetGrid } from './sheet-grid.ts';
import type { WorkbookCard } from './workbook-card.ts';

/** Where lists stand that the other sheets offer for choice, as `Parix!$B$12:$B$19`. */
export interface ListPlaces {
  /** null: the person may change no item. */
  readonly items: string | null;
  /** By key of the row. */
  readonly options: ReadonlyMap<string, string>;
}

export interface KeysSheet {
  readonly sheet: WriteSheet;
  readonly lists: ListPlaces;
}

export function writeKeysSheet(card: WorkbookCard, keys: CardKeys): KeysSheet {
  const grid: SheetGrid = new Map();
  let row = 0;
  const put = (...texts: readonly string[]): void => {
    row += 1;
    for (const [column, text] of texts.entries()) putText(grid, row, column, text, STYLES.key);
  };
  /** Puts texts below each other in column B; their place. */
  const list = (kind: string, texts: readonly string[]): string => {
    const from = row + 1;
    for (const text of texts) put(kind, text);
    return `${KEYS_SHEET}!$B$${from}:$B$${row}`;
  };

  put(KEYS_MARK, KEYS_SCHEMA);
  putRecords(keys, put);
  const labels = itemLabels(card.items);
  const offered = offeredItems(card).map((item) => labels.get(item.itemId) ?? '');
  const items = offered.length === 0 ? null : list('offer', offered);
  const options = new Map<string, string>();
  for (const one of cardRows(card)) {
    if (one.kind === 'item' && one.figure?.type === 'choice')
      options.set(one.key, list('option', [...optionLabels(one.figure).values()]));
  }
  const sheet: WriteSheet = {
    name: KEYS_SHEET,
    cells: grid,
    hidden: true,
    columns: [{ width: 12 }, { width: 24 }],
    protection: { sheet: true },
  };
  return { sheet, lists: { items, options } };
}

function putRecords(keys: CardKeys, put: (...texts: readonly string[]) => void): void {
  for (const name of META_NAMES) put('meta', name, keys.meta[name]);
  put('meta', 'digest', keysDigest(keys));
  for (const { itemId, version, label, notApplicableReason, explanation } of keys.items)
    put('item', itemId, String(version), label, notApplicableReason, explanation);
  for (const { key, itemId, figure, row, value, points, lastValue, lastPoints } of keys.rows)
    put('row', key, itemId, figure, String(row), value, points, lastValue, lastPoints);
  for (const { key, documentId, title, reference, url } of keys.documents)
    put('document', key, documentId, title, reference, url);
  for (const { itemId, row, document, title, reference, url, page, quote } of keys.evidence)
    put('evidence', itemId, String(row), document, title, reference, url, page, quote);
}
