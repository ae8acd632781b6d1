import type { CellStyle } from 'hucre';

const FONT = 'Times New Roman';
const INK = { rgb: '1F2937' };
const MUTED = { rgb: '6B7280' };
const LINE = { style: 'thin', color: { rgb: 'C5CDD8' } } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };

const fill = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
});
/** The format Text: what is typed there stays as typed, "=1+1" and "3-5" too. */
const TEXT = '@';
const LOCKED = { locked: true };
const OPEN = { locked: false };
const YELLOW = fill('FFF9DB');
const GREY = fill('F1F3F5');

type Horizontal = NonNullable<CellStyle['alignment']>['horizontal'];
const wrapped = (horizontal: Horizontal = 'left'): NonNullable<CellStyle['alignment']> => ({
  vertical: 'top',
  wrapText: true,
  ...(horizontal === undefined ? {} : { horizontal }),
});

const font = (more: Partial<NonNullable<CellStyle['font']>> = {}): NonNullable<CellStyle['font']> => ({
  name: FONT,
  size: 11,
  color: INK,
  ...more,
});

/** Every look of the workbook. Whoever may write in a cell sees it: yellow; grey says "not here". */
export const STYLES = {
  title: { font: font({ size: 16, bold: true }), numFmt: TEXT, protection: LOCKED },
  line: { font: font(), numFmt: TEXT, protection: LOCKED },
  note: { font: font({ italic: true, color: MUTED }), numFmt: TEXT, protection: LOCKED },
  header: {
    font: font({ bold: true }),
    fill: fill('DCE6F2'),
    border: BOX,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    numFmt: TEXT,
    protection: LOCKED,
  },
  area: {
    font: font({ bold: true }),
    fill: fill('EDF2F8'),
    border: { top: LINE, bottom: LINE },
    alignment: { vertical: 'center' },
    numFmt: TEXT,
    protection: LOCKED,
  },
  text: { font: font(), border: BOX, alignment: wrapped(), numFmt: TEXT, protection: LOCKED },
  code: { font: font({ bold: true }), border: BOX, alignment: wrapped(), numFmt: TEXT, protection: LOCKED },
  again: {
    font: font({ color: MUTED }),
    border: BOX,
    alignment: wrapped(),
    numFmt: TEXT,
    protection: LOCKED,
  },
  number: { font: font(), border: BOX, alignment: wrapped('center'), protection: LOCKED },
  barred: {
    font: font({ italic: true, size: 10, color: MUTED }),
    fill: GREY,
    border: BOX,
    alignment: wrapped(),
    numFmt: TEXT,
    protection: LOCKED,
  },
  guide: { font: font({ size: 12 }), alignment: wrapped(), numFmt: TEXT, protection: LOCKED },
  key: { font: font({ size: 9, color: MUTED }), numFmt: TEXT, protection: LOCKED },
} as const satisfies Readonly<Record<string, CellStyle>>;

/** A cell to be typed in, or the same cell of an item that the person may not change. */
export function inputStyle(open: boolean, format: string | null, horizontal: Horizontal): CellStyle {
  return {
    font: font(open ? {} : { color: MUTED }),
    fill: open ? YELLOW : GREY,
    border: BOX,
    alignment: wrapped(horizontal),
    protection: open ? OPEN : LOCKED,
    ...(format === null ? {} : { numFmt: format }),
  };
}

export function textInputStyle(open: boolean): CellStyle {
  return inputStyle(open, TEXT, 'left');
}

/** A cell that may be typed in but is not set off: rows beyond the yellow ones. */
export const SPARE_STYLE: CellStyle = {
  font: font(),
  alignment: wrapped(),
  numFmt: TEXT,
  protection: OPEN,
};
export const DATE_FORMAT = 'dd/mm/yyyy';
export const INTEGER_FORMAT = '#,##0';
export const DEFAULT_FONT = { name: FONT, size: 11 };
