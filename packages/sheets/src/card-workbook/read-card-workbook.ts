import type { TableLimits } from '../limits.ts';
import { readSheets } from '../read-sheets.ts';
import { openDraft } from './card-draft.ts';
import { fromTableProblem } from './card-problems.ts';
import { CardRefusal } from './card-refusal.ts';
import { checkOrigin, localeOf } from './check-origin.ts';
import { compileReading } from './compile-reading.ts';
import { findSheets } from './find-sheets.ts';
import { parseKeys } from './parse-keys.ts';
import { readCardRows } from './read-card-rows.ts';
import { readEvidenceRows } from './read-evidence-rows.ts';
import type { CardWorkbookReading } from './reading-types.ts';
import { CARD_TEXT_LIMITS, type CardTextLimits, type WorkbookCard } from './workbook-card.ts';
import type { ReadSheet } from '../read-sheets.ts';

/** A card has hundreds of rows; these bounds leave room for ten of the largest. */
export const CARD_WORKBOOK_LIMITS: Partial<TableLimits> = {
  bytes: 10 * 1024 * 1024,
  rows: 50_000,
  columns: 500,
  sheets: 20,
  cells: 500_000,
  textLength: 16 * 1024 * 1024,
  zipEntries: 300,
  unpackedBytes: 128 * 1024 * 1024,
  milliseconds: 30_000,
  heapMegabytes: 256,
};

export interface CardReadOptions {
  readonly limits?: Partial<TableLimits>;
  readonly textLimits?: Partial<CardTextLimits>;
}

/**
 * Reads a workbook written by `writeCardWorkbook` and filled in by a person, against the card as it stands now.
 * `current` holds every item of the set; those that the person may not change are `editable: false`. Limits first,
 * formulas never evaluated, never throws for what a file contains. Nothing is decided here: rights, phase and
 * versions are judged again by whoever saves the changes.
 */
export async function readCardWorkbook(
  bytes: Uint8Array,
  current: WorkbookCard,
  options: CardReadOptions = {},
): Promise<CardWorkbookReading> {
  const limits = { ...CARD_WORKBOOK_LIMITS, ...options.limits };
  const read = await readSheets({ bytes, name: '' }, limits);
  if (!read.ok) return { ok: false, problems: read.problems.map(fromTableProblem) };
  try {
    return readingOf(read.sheets, current, { ...CARD_TEXT_LIMITS, ...options.textLimits });
  } catch (error) {
    if (error instanceof CardRefusal) return { ok: false, problems: [error.problem] };
    throw error;
  }
}

function readingOf(
  sheets: readonly ReadSheet[],
  current: WorkbookCard,
  limits: CardTextLimits,
): CardWorkbookReading {
  const found = findSheets(sheets);
  const keys = parseKeys(found.keys);
  checkOrigin(keys, current);
  const draft = openDraft(keys, current, localeOf(keys), limits);
  readCardRows(draft, found.card);
  readEvidenceRows(draft, found.evidence);
  return compileReading(draft);
}
