import { writeXlsx } from 'hucre/xlsx';
import { canonicalText } from './canonical-text.ts';
import { DEFAULT_FONT } from './cell-styles.ts';
import { growingRows } from './growing-rows.ts';
import { keysOfCard } from './keys-of-card.ts';
import { repeatedHeader } from './sheet-setup.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { WORDS } from './words.ts';
import { writeCardSheet } from './write-card-sheet.ts';
import { writeEvidenceSheet } from './write-evidence-sheet.ts';
import { writeGuideSheet } from './write-guide-sheet.ts';
import { writeKeysSheet } from './write-keys-sheet.ts';

/**
 * The workbook (XLSX) of one unit's card: the card, its evidence, instructions, and hidden keys by which
 * `readCardWorkbook` knows every row again. The same card gives the same bytes.
 */
export async function writeCardWorkbook(card: WorkbookCard): Promise<Uint8Array> {
  const words = WORDS[card.locale];
  const keys = keysOfCard(card);
  const { sheet: keysSheet, lists } = writeKeysSheet(card, keys);
  const exported = Date.parse(card.exportedAt);
  const written = new Date(Number.isNaN(exported) ? 0 : exported);
  const workbook = await writeXlsx({
    sheets: [
      writeCardSheet(card, keys, lists),
      writeEvidenceSheet(card, keys, lists.items),
      writeGuideSheet(card),
      keysSheet,
    ],
    namedRanges: [words.sheets.card, words.sheets.evidence].map(repeatedHeader),
    defaultFont: DEFAULT_FONT,
    workbookProtection: { lockStructure: true },
    properties: {
      title: canonicalText(`${words.title} – ${card.unit.name} – ${card.round.title}`),
      created: written,
      modified: written,
    },
  });
  return growingRows(workbook);
}
