import { createHash } from 'node:crypto';
import type { FigureValue } from '@parix/scoring';
import { keyOfId } from './canonical-text.ts';

/**
 * The hidden keys of a workbook: what it was made from, so that a cell can be told changed from unchanged and a
 * row stays known wherever it stands. One record per row, its kind in the first column; all cells are text.
 * Identifiers of round, unit, set, items, figures and documents are encoded by `keyOfId`.
 */
export const KEYS_SCHEMA = '1';

export interface KeysMeta {
  readonly round: string;
  readonly roundTitle: string;
  readonly unit: string;
  readonly unitName: string;
  readonly setVersion: string;
  readonly fingerprint: string;
  readonly revision: string;
  readonly locale: string;
  readonly exportedAt: string;
}
export const META_NAMES = [
  'round',
  'roundTitle',
  'unit',
  'unitName',
  'setVersion',
  'fingerprint',
  'revision',
  'locale',
  'exportedAt',
] as const satisfies readonly (keyof KeysMeta)[];

/** An item as exported: version, name in the evidence sheet, and its texts. */
export interface ItemKey {
  readonly itemId: string;
  readonly version: number;
  readonly label: string;
  readonly notApplicableReason: string;
  readonly explanation: string;
}
/** A row of the card sheet as exported; `figure` is empty for an item without figures. */
export interface RowKey {
  readonly key: string;
  readonly itemId: string;
  readonly figure: string;
  readonly row: number;
  readonly value: string;
  readonly points: string;
  readonly lastValue: string;
  readonly lastPoints: string;
}
export interface DocumentKey {
  readonly key: string;
  readonly documentId: string;
  readonly title: string;
  readonly reference: string;
  readonly url: string;
}
/** A link as exported; `document` is empty for one that names a document only. */
export interface EvidenceKey {
  readonly itemId: string;
  readonly row: number;
  readonly document: string;
  readonly title: string;
  readonly reference: string;
  readonly url: string;
  readonly page: string;
  readonly quote: string;
}

export interface CardKeys {
  readonly meta: KeysMeta;
  readonly items: readonly ItemKey[];
  readonly rows: readonly RowKey[];
  readonly documents: readonly DocumentKey[];
  readonly evidence: readonly EvidenceKey[];
}

/** A value as the keys hold it: empty for none, `true`/`false`, else the value, encoded as an option's id may need. */
export function valueText(value: FigureValue | null): string {
  return value === null ? '' : keyOfId(String(value));
}

/**
 * SHA-256 over what must stay together: whose card it is and which row is what. It finds a hidden sheet that was
 * sorted, cut or edited by accident; it is no proof against a person who means to forge, and needs to be none,
 * because rights and versions are judged by the server. Texts are left out: programs may store them their own way.
 */
export function keysDigest(keys: CardKeys): string {
  const { round, unit, setVersion, fingerprint, revision, locale } = keys.meta;
  const parts = [
    [round, unit, setVersion, fingerprint, revision, locale],
    keys.items.map(({ itemId, version }) => [itemId, version]),
    keys.rows.map(({ key, itemId, figure, row }) => [key, itemId, figure, row]),
    keys.documents.map(({ key, documentId }) => [key, documentId]),
    keys.evidence.map(({ itemId, row, document }) => [itemId, row, document]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
