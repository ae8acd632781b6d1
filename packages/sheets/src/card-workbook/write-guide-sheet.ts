import type { CellStyle, WriteSheet } from 'hucre';
import { fillText } from '../table-problems.ts';
import { STYLES, textInputStyle } from './cell-styles.ts';
import { rowHeights } from './row-heights.ts';
import { putCell, putText, type SheetGrid } from './sheet-grid.ts';
import { sheetSetup } from './sheet-setup.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { WORDS } from './words.ts';

/** Plain instructions and the meaning of the colours, portrait on one page. */
export function writeGuideSheet(card: WorkbookCard): WriteSheet {
  const words = WORDS[card.locale];
  const grid: SheetGrid = new Map();
  putText(grid, 1, 0, words.guideTitle, STYLES.title);
  let row = 3;
  for (const [index, line] of words.guide.entries()) {
    putText(grid, row, 0, `${index + 1}.`, STYLES.guide);
    putText(grid, row, 1, fillText(line, { unit: card.unit.name, round: card.round.title }), STYLES.guide);
    row += 1;
  }
  const legend: readonly (readonly [CellStyle, string])[] = [
    [textInputStyle(true), words.legend.input],
    [STYLES.barred, words.legend.locked],
    [STYLES.area, words.legend.area],
  ];
  for (const [style, meaning] of legend) {
    row += 1;
    putCell(grid, row, 0, { kind: 'empty' }, { ...style, protection: { locked: true } });
    putText(grid, row, 1, meaning, STYLES.guide);
  }
  const setup = sheetSetup(`${card.unit.name} · ${card.round.title}`, words);
  const columns = [{ width: 5 }, { width: 100 }];
  return {
    name: words.sheets.guide,
    cells: grid,
    columns,
    rowDefs: rowHeights(grid, columns),
    ...setup,
    pageSetup: { ...setup.pageSetup, orientation: 'portrait', horizontalCentered: false },
  };
}
