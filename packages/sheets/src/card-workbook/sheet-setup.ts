import type { NamedRange, WriteSheet } from 'hucre';
import { fillText } from '../table-problems.ts';
import { HEADER_ROW } from './card-rows.ts';
import { footerText } from './sheet-grid.ts';
import type { WorkbookWords } from './words.ts';

/** What the sheets that are filled in share: protection without a password, A4 landscape, page numbers. */
export function sheetSetup(
  footer: string,
  words: WorkbookWords,
): Pick<WriteSheet, 'protection' | 'pageSetup' | 'headerFooter' | 'view'> {
  const page = fillText(words.page, { page: '&P', pages: '&N' });
  return {
    protection: {
      sheet: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatColumns: true,
      formatRows: true,
    },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L${footerText(footer)}&R${page}` },
    view: { showGridLines: false },
  };
}

/** The header repeated on every printed page; a name with a space must be quoted. */
export function repeatedHeader(sheet: string): NamedRange {
  const range = `'${sheet.replaceAll("'", "''")}'!$${HEADER_ROW}:$${HEADER_ROW}`;
  return { name: '_xlnm.Print_Titles', range, scope: sheet };
}

/** `14:03 22/11/2026` in Vietnam; the text itself when it is no instant. */
export function localTime(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  }).formatToParts(time);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('day')}/${part('month')}/${part('year')}`;
}
