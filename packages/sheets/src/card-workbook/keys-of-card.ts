import type { CardKeys, DocumentKey, EvidenceKey } from './card-keys.ts';
import { valueText } from './card-keys.ts';
import { canonicalText, exportable, keyOfId } from './canonical-text.ts';
import { FIRST_ROW, cardRows, itemLabels } from './card-rows.ts';
import { figureText } from './figure-cells.ts';
import type { WorkbookCard, WorkbookEvidence, WorkbookItem } from './workbook-card.ts';
import { WORDS, type WorkbookWords } from './words.ts';

/** The keys that a card's workbook carries. */
export function keysOfCard(card: WorkbookCard): CardKeys {
  const words = WORDS[card.locale];
  const labels = itemLabels(card.items);
  const text = (value: string): string => exportable(value, words.tooLong);
  const documents = documentsOf(card, text);
  return {
    meta: metaOf(card),
    items: card.items.map((item) => ({
      itemId: keyOfId(item.itemId),
      version: item.version,
      label: labels.get(item.itemId) ?? '',
      notApplicableReason: exportable(item.notApplicableReason, words.tooLong),
      explanation: exportable(item.explanation, words.tooLong),
    })),
    rows: cardRows(card).flatMap((row) => {
      if (row.kind === 'area') return [];
      const { key, item, figure } = row;
      return {
        key,
        itemId: keyOfId(item.itemId),
        figure: keyOfId(figure?.key ?? ''),
        row: row.row,
        value: valueText(figure?.value ?? null),
        points: row.first ? canonicalText(item.selfPoints ?? '') : '',
        lastValue: lastValueText(item, row.figure?.key ?? null, words),
        lastPoints: row.first ? canonicalText(item.lastYear?.points ?? '') : '',
      };
    }),
    documents: [...documents.values()],
    evidence: evidenceRows(card, documents, text),
  };
}

function metaOf(card: WorkbookCard): CardKeys['meta'] {
  return {
    round: keyOfId(card.round.id),
    roundTitle: canonicalText(card.round.title),
    unit: keyOfId(card.unit.code),
    unitName: canonicalText(card.unit.name),
    setVersion: keyOfId(card.set.versionId),
    fingerprint: keyOfId(card.set.fingerprint),
    revision: String(card.revision),
    locale: card.locale,
    exportedAt: canonicalText(card.exportedAt),
  };
}

/** What stood in the last round for a figure, as text; empty where nothing is known. */
export function lastValueText(item: WorkbookItem, key: string | null, words: WorkbookWords): string {
  const figure = item.figures.find((one) => one.key === key);
  const last = item.lastYear?.figures ?? {};
  if (figure === undefined || !Object.hasOwn(last, figure.key)) return '';
  return figureText(figure, last[figure.key] ?? null, words);
}

/** Documents of the library that the card refers to, each once, by id. */
function documentsOf(card: WorkbookCard, text: Writable): ReadonlyMap<string, DocumentKey> {
  const documents = new Map<string, DocumentKey>();
  for (const { documentId, ...link } of card.items.flatMap((item) => item.evidence)) {
    const id = keyOfId(documentId ?? '');
    if (id === '' || documents.has(id)) continue;
    documents.set(id, { key: `d${documents.size + 1}`, documentId: id, ...documentTexts(link, text) });
  }
  return documents;
}

type Writable = (text: string) => string;

function documentTexts(
  { title, reference, url }: WorkbookEvidence,
  text: Writable,
): Pick<DocumentKey, 'title' | 'reference' | 'url'> {
  return { title: text(title), reference: text(reference), url: text(url) };
}

function evidenceRows(
  card: WorkbookCard,
  documents: ReadonlyMap<string, DocumentKey>,
  text: Writable,
): readonly EvidenceKey[] {
  let row = FIRST_ROW;
  return card.items.flatMap((item) =>
    item.evidence.map((link) => {
      const document = documents.get(keyOfId(link.documentId ?? ''));
      return {
        itemId: keyOfId(item.itemId),
        row: row++,
        document: document?.key ?? '',
        ...(document === undefined
          ? documentTexts(link, text)
          : { title: document.title, reference: document.reference, url: document.url }),
        page: text(link.page),
        quote: text(link.quote),
      };
    }),
  );
}
