import { cellText, isBlank, type Cell, type TableRow } from '../table.ts';
import { addProblem, type CardDraft } from './card-draft.ts';
import type { DocumentKey } from './card-keys.ts';
import { canonicalCell } from './canonical-text.ts';
import { editEvidence, type ReadLink } from './edit-evidence.ts';
import { itemFinder, linkIdentity, type LinkTexts } from './evidence-links.ts';
import { holdsWritten, textCell } from './figure-cells.ts';
import { cellIn, keyOf, placeIn, type FoundSheet } from './find-sheets.ts';
import { groupBy } from './group-by.ts';
import { readTextCell } from './read-value.ts';
import type { EvidenceColumn } from './words.ts';

type EvidenceSheet = FoundSheet<EvidenceColumn>;
const TEXTS = ['title', 'reference', 'page', 'quote', 'url'] as const;
const OF_DOCUMENT = ['title', 'reference', 'url'] as const;

/** Reads the rows of the evidence sheet and tells for each item whether its links changed. */
export function readEvidenceRows(draft: CardDraft, sheet: EvidenceSheet): void {
  const documents = new Map(draft.keys.documents.map((document) => [document.key, document]));
  const written = new Set(draft.keys.evidence.map((link) => `${link.itemId} ${linkIdentity(link)}`));
  const links = new Map<string, ReadLink[]>(draft.keys.items.map(({ itemId }) => [itemId, []]));
  const itemOf = itemFinder(draft.keys);
  const base = groupBy(draft.keys.evidence, ({ itemId }) => itemId);
  const unclear: string[] = [];
  for (const row of sheet.rows) {
    const itemId = itemOf(cellIn(sheet, row, 'item'));
    const document = documents.get(keyOf(cellIn(sheet, row, 'key')));
    if (isLeftOut(sheet, row, document)) continue;
    if (itemId === null) {
      unclear.push(placeIn(sheet, row.row, 'item'));
      reportNoItem(draft, sheet, row);
      continue;
    }
    const link = textsOf(sheet, row, document);
    const typed = cellIn(sheet, row, 'item').formula !== true;
    const known = typed && link !== null && written.has(`${itemId} ${linkIdentity(link)}`);
    if (!documentStands(draft, sheet, row, { itemId, document })) continue;
    if (!known && !isSound(draft, sheet, row, { itemId, document })) continue;
    if (link !== null) links.get(itemId)?.push({ ...link, row: row.row });
  }
  for (const [itemId, read] of links)
    editEvidence(draft, sheet, {
      itemId,
      base: base.get(itemId) ?? [],
      read,
      unclear: unclear[0] ?? null,
    });
}

interface RowOf {
  readonly itemId: string;
  readonly document: DocumentKey | undefined;
}

/** An empty row; or a document of the library whose item code was cleared, which takes the link away. */
function isLeftOut(sheet: EvidenceSheet, row: TableRow, document: DocumentKey | undefined): boolean {
  const untouched = (column: EvidenceColumn): boolean => {
    const cell = cellIn(sheet, row, column);
    return isBlank(cell) && cell.formula !== true;
  };
  return untouched('item') && (document !== undefined || TEXTS.every(untouched));
}

function reportNoItem(draft: CardDraft, sheet: EvidenceSheet, row: TableRow): void {
  const cell = cellIn(sheet, row, 'item');
  const place = placeIn(sheet, row.row, 'item');
  if (cell.formula === true) addProblem(draft, 'formula', place);
  else if (isBlank(cell)) addProblem(draft, 'evidence-without-item', place);
  else addProblem(draft, 'evidence-unknown-item', place, { value: cellText(cell) });
}

/** The row's texts as they stand; null when a cell holds something else than text or a number. */
function textsOf(sheet: EvidenceSheet, row: TableRow, document: DocumentKey | undefined): LinkTexts | null {
  const cells = new Map<string, Cell>(TEXTS.map((column) => [column, cellIn(sheet, row, column)]));
  if ([...cells.values()].some((cell) => !readTextCell(cell, Number.POSITIVE_INFINITY).ok)) return null;
  const text = (column: (typeof TEXTS)[number]): string => {
    const cell = cells.get(column);
    return cell === undefined ? '' : canonicalCell(cell);
  };
  return {
    document: document?.key ?? '',
    title: text('title'),
    reference: text('reference'),
    url: text('url'),
    page: text('page'),
    quote: text('quote'),
  };
}

/** What a document of the library is called is not changed in a workbook. */
function documentStands(
  draft: CardDraft,
  sheet: EvidenceSheet,
  row: TableRow,
  { itemId, document }: RowOf,
): boolean {
  if (document === undefined) return true;
  const wrong = OF_DOCUMENT.find(
    (column) => !holdsWritten(cellIn(sheet, row, column), textCell(document[column])),
  );
  if (wrong === undefined) return true;
  const value = cellText(cellIn(sheet, row, wrong));
  const about = { itemId, value, detail: { expected: document[wrong] } };
  addProblem(draft, 'document-changed', placeIn(sheet, row.row, wrong), about);
  return false;
}

/** Judges a row that was not there when the workbook was made. */
function isSound(
  draft: CardDraft,
  sheet: EvidenceSheet,
  row: TableRow,
  { itemId, document }: RowOf,
): boolean {
  const before = draft.problems.length;
  const own = document === undefined ? TEXTS : (['page', 'quote'] as const);
  if (cellIn(sheet, row, 'item').formula === true)
    addProblem(draft, 'formula', placeIn(sheet, row.row, 'item'), { itemId });
  for (const column of own) {
    const cell = cellIn(sheet, row, column);
    const place = placeIn(sheet, row.row, column);
    const reading = readTextCell(cell, draft.limits[column]);
    const about = { itemId, value: cellText(cell) };
    if (!reading.ok) addProblem(draft, reading.code, place, { ...about, detail: reading.detail });
    else if (column === 'title' && reading.value === '')
      addProblem(draft, 'evidence-without-title', place, { itemId });
    else if (column === 'url' && !isLink(reading.value)) addProblem(draft, 'not-a-url', place, about);
  }
  return draft.problems.length === before;
}

function isLink(text: string): boolean {
  return text === '' || (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text));
}
