import { fold } from '../cell-values.ts';
import { isBlank, type Cell } from '../table.ts';
import type { CardKeys, EvidenceKey } from './card-keys.ts';
import { canonicalCell, comparableText, exportable, keyOfId } from './canonical-text.ts';
import { groupBy } from './group-by.ts';
import type { WorkbookItem } from './workbook-card.ts';
import type { WorkbookWords } from './words.ts';

/** The texts of a link; of one to a document of the library, page and quote alone are the link's own. */
export interface LinkTexts {
  /** Key of the document, or empty. */
  readonly document: string;
  readonly title: string;
  readonly reference: string;
  readonly url: string;
  readonly page: string;
  readonly quote: string;
}

/** Equal for links that say the same. The order of links says nothing. */
export function linkIdentity(link: LinkTexts): string {
  const own = link.document === '' ? [link.title, link.reference, link.url] : [];
  return JSON.stringify([link.document, ...[...own, link.page, link.quote].map(comparableText)]);
}

export function linkText({ title, reference, page, quote, url }: LinkTexts, words: WorkbookWords): string {
  const pages = page === '' ? '' : `${words.evidenceColumns.page.toLowerCase()} ${page}`;
  return [title, reference, pages, quote === '' ? '' : `“${quote}”`, url]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Links of an item as the server holds them now, in the form of the keys; a new document is named by its id. */
export function linksNow(item: WorkbookItem, keys: CardKeys, words: WorkbookWords): readonly LinkTexts[] {
  const documents = new Map(keys.documents.map(({ documentId, key }) => [documentId, key]));
  return item.evidence.map((link) => {
    const text = (value: string): string => exportable(value, words.tooLong);
    const id = keyOfId(link.documentId ?? '');
    return {
      document: id === '' ? '' : (documents.get(id) ?? `id:${id}`),
      title: text(link.title),
      reference: text(link.reference),
      url: text(link.url),
      page: text(link.page),
      quote: text(link.quote),
    };
  });
}

/** What is left of `from` when each of `taken` takes away one equal link. */
export function withoutLinks<L extends LinkTexts>(
  from: readonly L[],
  taken: readonly LinkTexts[],
): readonly L[] {
  const counts = new Map<string, number>();
  for (const link of taken) counts.set(linkIdentity(link), (counts.get(linkIdentity(link)) ?? 0) + 1);
  return from.filter((link) => {
    const left = counts.get(linkIdentity(link)) ?? 0;
    counts.set(linkIdentity(link), left - 1);
    return left <= 0;
  });
}

export function sameLinks(a: readonly LinkTexts[], b: readonly LinkTexts[]): boolean {
  return a.length === b.length && withoutLinks(a, b).length === 0;
}

/** The link that a change replaces when it stands in the row of a link that is gone. */
export function replacedBy(row: number, removed: readonly EvidenceKey[]): EvidenceKey | undefined {
  return removed.find((one) => one.row === row);
}

/** Finds the item that a code cell names. */
export type ItemFinder = (cell: Cell) => string | null;

/**
 * By the label as offered, by one that differs in letter case only, or by the number that a spreadsheet made of it,
 * unless "1.1" and "1.10" would be the same number.
 */
export function itemFinder({ items }: CardKeys): ItemFinder {
  const exact = new Map(items.map(({ label, itemId }) => [comparableText(label), itemId]));
  const folded = groupBy(items, ({ label }) => fold(label));
  return (cell) => {
    if (isBlank(cell) || cell.kind === 'date') return null;
    const text = canonicalCell(cell);
    const found = cell.kind === 'text' ? exact.get(comparableText(text)) : undefined;
    if (found !== undefined) return found;
    const alike =
      cell.kind === 'number'
        ? items.filter(({ label }) => isSameNumber(label, cell.text))
        : (folded.get(fold(text)) ?? []);
    return alike.length === 1 ? (alike[0]?.itemId ?? null) : null;
  };
}

function isSameNumber(label: string, number: string): boolean {
  return /^\d{1,9}([.,]\d{1,9})?$/.test(label) && Number(label.replace(',', '.')) === Number(number);
}
