import { addEdit, addProblem, type CardDraft } from './card-draft.ts';
import type { EvidenceKey } from './card-keys.ts';
import { idOfKey, keyOfId } from './canonical-text.ts';
import {
  linkIdentity,
  linkText,
  linksNow,
  replacedBy,
  sameLinks,
  withoutLinks,
  type LinkTexts,
} from './evidence-links.ts';
import { placeIn, type FoundSheet } from './find-sheets.ts';
import { notWritable } from './read-card-rows.ts';
import type { CardCellChange } from './reading-types.ts';
import { isWritable, type WorkbookEvidence, type WorkbookItem } from './workbook-card.ts';
import type { EvidenceColumn } from './words.ts';

/** A link with the row in which it stands. */
export type ReadLink = LinkTexts & { readonly row: number };

interface ItemLinks {
  readonly itemId: string;
  /** Links as exported, and as the file has them now. */
  readonly base: readonly EvidenceKey[];
  readonly read: readonly ReadLink[];
  /** First row that could not be given to any item; null when there is none. */
  readonly unclear: string | null;
}
type EvidenceSheet = FoundSheet<EvidenceColumn>;
const FIELD = { part: 'evidence' } as const;

/** Compares an item's links in the file with those exported and with those that stand now. */
export function editEvidence(
  draft: CardDraft,
  sheet: EvidenceSheet,
  { itemId, base, read, unclear }: ItemLinks,
): void {
  const added = withoutLinks(read, base);
  const removed = withoutLinks(base, read);
  const item = draft.items.get(itemId);
  if (added.length + removed.length === 0 || item === undefined) return;
  const now = linksNow(item, draft.keys, draft.words);
  if (sameLinks(read, now)) return;
  const cells = cellChanges(draft, sheet, added, removed);
  const first = cells[0]?.cell ?? '';
  if (!isWritable(item)) {
    addProblem(draft, notWritable(item), first, { itemId, value: cells[0]?.after ?? '' });
  } else if (unclear !== null && removed.length > 0) {
    addProblem(draft, 'evidence-unclear', unclear, { itemId });
  } else if (read.length > draft.limits.evidencePerItem) {
    const detail = { found: String(read.length), max: String(draft.limits.evidencePerItem) };
    addProblem(draft, 'evidence-too-many', first, { itemId, detail });
  } else {
    const text = (links: readonly LinkTexts[]): string =>
      links.map((one) => linkText(one, draft.words)).join('\n');
    const value = evidenceOf(draft, item, read, now);
    const texts = { before: text(base), mine: text(read), theirs: text(now) };
    addEdit(draft, itemId, { part: 'evidence', cell: first, ...texts, value, cells });
  }
}

/** Changes row by row: a link written over another, new ones, and those that are gone from where they stood. */
function cellChanges(
  { words }: CardDraft,
  sheet: EvidenceSheet,
  added: readonly ReadLink[],
  removed: readonly EvidenceKey[],
): readonly CardCellChange[] {
  const news = added.map((link) => {
    const old = replacedBy(link.row, removed);
    const column = (['title', 'reference', 'page', 'quote', 'url'] as const).find(
      (one) => old !== undefined && old[one] !== link[one],
    );
    return {
      cell: placeIn(sheet, link.row, column ?? 'item'),
      field: FIELD,
      before: old === undefined ? '' : linkText(old, words),
      after: linkText(link, words),
    };
  });
  const rows = new Set(added.map(({ row }) => row));
  const gone = removed
    .filter(({ row }) => !rows.has(row))
    .map((link) => ({
      cell: placeIn(sheet, link.row, 'item'),
      field: FIELD,
      before: linkText(link, words),
      after: '',
    }));
  return [...news, ...gone];
}

/** The links to be stored: what stands now letter by letter where the file says the same, else what the file says. */
function evidenceOf(
  { keys, items }: CardDraft,
  item: WorkbookItem,
  read: readonly ReadLink[],
  now: readonly LinkTexts[],
): readonly WorkbookEvidence[] {
  const standing = item.evidence.map((link, index) => ({ link, texts: now[index] }));
  const documents = new Map(keys.documents.map((document) => [document.key, document]));
  return read.map((one) => {
    const at = standing.findIndex(
      ({ texts }) => texts !== undefined && linkIdentity(texts) === linkIdentity(one),
    );
    const [found] = at < 0 ? [] : standing.splice(at, 1);
    if (found !== undefined) return found.link;
    const { page, quote } = one;
    const document = documents.get(one.document);
    if (document === undefined)
      return { title: one.title, reference: one.reference, url: one.url, page, quote };
    const known = [...items.values()]
      .flatMap((other) => other.evidence)
      .find(({ documentId }) => keyOfId(documentId ?? '') === document.documentId);
    const { documentId, title, reference, url } = known ?? {
      ...document,
      documentId: idOfKey(document.documentId),
    };
    return { documentId, title, reference, url, page, quote };
  });
}
