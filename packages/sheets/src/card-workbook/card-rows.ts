import { canonicalText, comparableText } from './canonical-text.ts';
import { isWritable, type WorkbookCard, type WorkbookFigure, type WorkbookItem } from './workbook-card.ts';

/** Rows of the card sheet, 1-based: a title block, the hidden row of column names, the header, then the card. */
export const NAMES_ROW = 5;
export const HEADER_ROW = 6;
export const FIRST_ROW = 7;

/** What stands in the key column of rows that carry no item. */
export const HEADER_KEY = 'header';
export const AREA_KEY = 'area';

/** First cell of each sheet's hidden names; they tell the sheets apart, whatever they are called. */
export const CARD_MARK = 'parix.card/1';
export const EVIDENCE_MARK = 'parix.evidence/1';
export const KEYS_MARK = 'parix.card-workbook';
export const KEYS_SHEET = 'Parix';

/** Name of a column in the hidden names row. */
export function columnMark(column: string): string {
  return `parix:${column}`;
}

export type CardRow =
  | { readonly kind: 'area'; readonly row: number; readonly name: string }
  | {
      readonly kind: 'item';
      readonly row: number;
      /** `r1`, `r2` …; names the row in the hidden keys. */
      readonly key: string;
      readonly item: WorkbookItem;
      /** null: an item without figures. */
      readonly figure: WorkbookFigure | null;
      /** The item's first row: texts of the whole item stand here. */
      readonly first: boolean;
    };

/** The rows of a card in order, one per figure, an area's name before its first item. */
export function cardRows(card: WorkbookCard): readonly CardRow[] {
  const rows: CardRow[] = [];
  let area: string | null = null;
  let count = 0;
  for (const item of card.items) {
    if (item.areaName !== area) {
      area = item.areaName;
      rows.push({ kind: 'area', row: FIRST_ROW + rows.length, name: area });
    }
    const figures = item.figures.length === 0 ? [null] : item.figures;
    for (const [index, figure] of figures.entries()) {
      const key = `r${++count}`;
      rows.push({ kind: 'item', row: FIRST_ROW + rows.length, key, item, figure, first: index === 0 });
    }
  }
  return rows;
}

/** What names an item in the evidence sheet: its code, with the id where two items share one. */
export function itemLabels(items: readonly WorkbookItem[]): ReadonlyMap<string, string> {
  const named = items.map(({ itemId, code }) => ({ itemId, code: canonicalText(code) }));
  const count = new Map<string, number>();
  for (const { code } of named) count.set(comparableText(code), (count.get(comparableText(code)) ?? 0) + 1);
  return new Map(
    named.map(({ itemId, code }) => [
      itemId,
      count.get(comparableText(code)) === 1 && code !== '' ? code : canonicalText(`${code} [${itemId}]`),
    ]),
  );
}

/** Items whose codes the evidence sheet offers. */
export function offeredItems(card: WorkbookCard): readonly WorkbookItem[] {
  return card.items.filter(isWritable);
}
