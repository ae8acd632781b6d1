import type { ColumnDef, RowDef } from 'hucre';
import type { SheetGrid } from './sheet-grid.ts';

/** Points of one line per point of the font; most that a spreadsheet allows for a row. */
const LINE = 1.36;
const TALLEST = 409;
const USUAL_WIDTH = 9;
const USUAL_SIZE = 11;
/** Letters of running text are a little narrower than the digits in which widths are counted. */
const NARROWER = 1.06;

/**
 * Heights at which wrapped text is read in full when the workbook is opened: not every program measures text by
 * itself. Widths are in characters of the usual size, as in the columns.
 */
export function rowHeights(
  grid: SheetGrid,
  columns: readonly Pick<ColumnDef, 'width'>[],
): Map<number, RowDef> {
  const heights = new Map<number, RowDef>();
  for (const [place, { value, style }] of grid) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    const size = style?.font?.size ?? USUAL_SIZE;
    const width = ((columns[column]?.width ?? USUAL_WIDTH) * USUAL_SIZE * NARROWER) / size;
    const wraps = style?.alignment?.wrapText === true && typeof value === 'string';
    const lines = wraps ? linesOf(value, style.font?.bold === true ? width * 0.9 : width) : 1;
    const height = Math.min(TALLEST, Math.ceil(lines * size * LINE + 1));
    if (height > (heights.get(row)?.height ?? 0)) heights.set(row, { height });
  }
  return heights;
}

/** Lines that a text takes when words are wrapped at `width` characters. */
export function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let used = 0;
    lines += 1;
    for (const word of paragraph.split(' ')) {
      const wanted = used === 0 ? word.length : used + 1 + word.length;
      if (wanted <= width) used = wanted;
      else {
        lines += used === 0 ? Math.ceil(word.length / width) - 1 : Math.ceil(word.length / width);
        used = word.length % width;
      }
    }
  }
  return lines;
}
