import type { ReadSheet } from '../read-sheets.ts';
import type { TableRow } from '../table.ts';
import {
  KEYS_SCHEMA,
  META_NAMES,
  keysDigest,
  type CardKeys,
  type DocumentKey,
  type EvidenceKey,
  type ItemKey,
  type RowKey,
} from './card-keys.ts';
import { canonicalCell } from './canonical-text.ts';
import { CardRefusal, damagedKeys } from './card-refusal.ts';

/** Reads the hidden keys again. Throws `CardRefusal` when anything does not fit together. */
export function parseKeys(sheet: ReadSheet): CardKeys {
  const [first, ...rest] = sheet.rows;
  const schema = first === undefined ? '' : (textsOf(first)[1] ?? '');
  if (schema !== KEYS_SCHEMA) throw new CardRefusal('other-schema', { found: schema });
  return keysOf(rest);
}

function keysOf(rows: readonly TableRow[]): CardKeys {
  const meta = new Map<string, string>();
  const items: ItemKey[] = [];
  const cardRows: RowKey[] = [];
  const documents: DocumentKey[] = [];
  const evidence: EvidenceKey[] = [];
  for (const row of rows) {
    if (row.cells.some((cell) => cell.formula === true)) throw damagedKeys(`formula, row ${row.row}`);
    const [kind = '', ...texts] = textsOf(row);
    const text = (at: number): string => texts[at] ?? '';
    if (kind === 'meta') put(meta, text(0), text(1));
    else if (kind === 'item') items.push(itemKey(text));
    else if (kind === 'row') cardRows.push(rowKey(text));
    else if (kind === 'document') documents.push(documentKey(text));
    else if (kind === 'evidence') evidence.push(evidenceKey(text));
    else if (kind !== 'offer' && kind !== 'option') throw damagedKeys(`row ${row.row}`);
  }
  const keys = { meta: metaOf(meta), items, rows: cardRows, documents, evidence };
  judge(keys);
  if (meta.get('digest') !== keysDigest(keys)) throw damagedKeys('digest');
  return keys;
}

type Text = (at: number) => string;

const itemKey = (text: Text): ItemKey => ({
  itemId: text(0),
  version: countOf(text(1)),
  label: text(2),
  notApplicableReason: text(3),
  explanation: text(4),
});
const rowKey = (text: Text): RowKey => ({
  key: text(0),
  itemId: text(1),
  figure: text(2),
  row: countOf(text(3)),
  value: text(4),
  points: text(5),
  lastValue: text(6),
  lastPoints: text(7),
});
const documentKey = (text: Text): DocumentKey => ({
  key: text(0),
  documentId: text(1),
  title: text(2),
  reference: text(3),
  url: text(4),
});
const evidenceKey = (text: Text): EvidenceKey => ({
  itemId: text(0),
  row: countOf(text(1)),
  document: text(2),
  title: text(3),
  reference: text(4),
  url: text(5),
  page: text(6),
  quote: text(7),
});

function textsOf(row: TableRow): readonly string[] {
  return row.cells.map(canonicalCell);
}

function countOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw damagedKeys(`"${text}"`);
  return Number(text);
}

function put(map: Map<string, string>, name: string, value: string): void {
  if (map.has(name)) throw damagedKeys(`${name} ×2`);
  map.set(name, value);
}

function metaOf(found: ReadonlyMap<string, string>): CardKeys['meta'] {
  const of = (name: (typeof META_NAMES)[number]): string => {
    const value = found.get(name);
    if (value === undefined) throw damagedKeys(name);
    return value;
  };
  const meta = {
    round: of('round'),
    roundTitle: of('roundTitle'),
    unit: of('unit'),
    unitName: of('unitName'),
    setVersion: of('setVersion'),
    fingerprint: of('fingerprint'),
    revision: of('revision'),
    locale: of('locale'),
    exportedAt: of('exportedAt'),
  };
  countOf(meta.revision);
  return meta;
}

/** Every key once, and nothing that refers to an item, a row or a document that is not there. */
function judge({ items, rows, documents, evidence }: CardKeys): void {
  const ids = unique(items.map(({ itemId }) => itemId));
  unique(items.map(({ label }) => label));
  unique(rows.map(({ key }) => key));
  unique(rows.map(({ itemId, figure }) => JSON.stringify([itemId, figure])));
  const documentKeys = unique(documents.map(({ key }) => key));
  for (const { itemId } of [...rows, ...evidence]) {
    if (!ids.has(itemId)) throw damagedKeys(itemId);
  }
  for (const { document } of evidence) {
    if (document !== '' && !documentKeys.has(document)) throw damagedKeys(document);
  }
}

function unique(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw damagedKeys(`${name} ×2`);
    seen.add(name);
  }
  return seen;
}
