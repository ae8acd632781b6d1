import { unescapeFormula } from '../formula-injection.ts';
import { cellAddress } from '../table.ts';
import { exactNumber } from './exact-number.ts';
import { Refusal } from './refusal.ts';
import type { PackedCell, RowSink } from './row-sink.ts';
import { unescapeXlsx, type Workbook } from './workbook.ts';
import type { XmlHandlers } from './xml-reader.ts';

export interface SheetReading {
  readonly handlers: XmlHandlers;
  /** Ranges of merged cells that touch row `from` or a later one: the first, or null. */
  readonly mergedFrom: (from: number) => string | null;
  /** The range of merged cells that reaches furthest down, or null. */
  readonly lowestMerge: () => LowestMerge | null;
}

/** A merged range such as `A1:C3` and its last row, 1-based. */
export interface LowestMerge {
  readonly range: string;
  readonly lastRow: number;
}

const MAX_ROW = 1_048_576;

/** Handlers that turn a worksheet part into packed cells. A formula's text is skipped unread. */
export function sheetReading(book: Workbook, sheet: string, part: string, sink: RowSink): SheetReading {
  const state = { row: 0, column: -1, type: 'n', style: 0, value: '', text: '', formula: false, in: '' };
  const merges: { from: number; to: number; range: string }[] = [];
  const damaged = (reason: string): never => {
    throw new Refusal('xml-damaged', { part, reason }, { sheet });
  };

  const openCell = (attribute: (name: string) => string | undefined): void => {
    const reference = attribute('r');
    state.column = reference === undefined ? state.column + 1 : columnOf(reference, state.row, damaged);
    state.type = attribute('t') ?? 'n';
    state.style = Number(attribute('s') ?? '0');
    Object.assign(state, { value: '', text: '', formula: false });
  };
  const closeCell = (): void => {
    const cell = packCell(state, book, () => damaged(`cell ${cellAddress(state.column, state.row)}`));
    sink.cell(state.column, state.row, cell);
  };

  return {
    mergedFrom: (from) => merges.find((merge) => merge.to >= from)?.range ?? null,
    lowestMerge: () =>
      merges.reduce<LowestMerge | null>(
        (lowest, { to, range }) => (to > (lowest?.lastRow ?? 0) ? { range, lastRow: to } : lowest),
        null,
      ),
    handlers: {
      open(name, attribute) {
        if (name === 'row') {
          state.row = rowOf(attribute('r'), state.row, damaged);
          state.column = -1;
        } else if (name === 'c') openCell(attribute);
        else if (name === 'f') {
          state.formula = true;
          state.in = 'f';
        } else if (name === 'v' || name === 't') state.in = state.in === 'rPh' ? 'rPh' : name;
        else if (name === 'rPh') state.in = 'rPh';
        else if (name === 'mergeCell' && merges.length < 100_000) addMerge(merges, attribute('ref') ?? '');
      },
      close(name) {
        if (name === 'c') closeCell();
        else if (name === 'row') sink.endRow(state.row);
        else if (name === 'rPh' || (state.in !== 'rPh' && (name === 'v' || name === 't' || name === 'f')))
          state.in = '';
      },
      text(part) {
        if (state.in === 'v') state.value += part;
        else if (state.in === 't') state.text += part;
      },
    },
  };
}

function rowOf(reference: string | undefined, previous: number, damaged: (reason: string) => never): number {
  const row = reference === undefined ? previous + 1 : Number(reference);
  return Number.isInteger(row) && row > previous && row <= MAX_ROW
    ? row
    : damaged(`row ${String(reference).slice(0, 20)}`);
}

function columnOf(reference: string, row: number, damaged: (reason: string) => never): number {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (match === null || Number(match[2]) !== row) return damaged(`cell ${reference.slice(0, 20)}`);
  return [...(match[1] ?? '')].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function addMerge(merges: { from: number; to: number; range: string }[], range: string): void {
  const match = /^[A-Z]{1,3}(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?$/.exec(range);
  if (match === null) return;
  const from = Number(match[1]);
  merges.push({ from, to: Number(match[2] ?? from), range });
}

interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly text: string;
  readonly formula: boolean;
}

function packCell(raw: RawCell, book: Workbook, damaged: () => never): PackedCell {
  const packed = packValue(raw, book, damaged);
  if (!raw.formula) return packed;
  return packed === null ? 'f' : packed[0]?.toUpperCase() + packed.slice(1);
}

function packValue(raw: RawCell, book: Workbook, damaged: () => never): PackedCell {
  switch (raw.type) {
    case 's':
      return raw.value === '' ? null : packText(book.strings[Number(raw.value)] ?? damaged());
    case 'inlineStr':
      return packText(unescapeXlsx(raw.text));
    case 'str':
      return packText(unescapeXlsx(raw.value));
    case 'b':
      return raw.value === '' ? null : `b${raw.value === '1' ? '1' : '0'}`;
    case 'e':
      return raw.value === '' ? null : `e${raw.value.slice(0, 40)}`;
    case 'd':
      return raw.value === '' ? null : `d${raw.value.slice(0, 40)}`;
    case 'n':
      return raw.value === '' ? null : packNumber(raw, book);
    default:
      return damaged();
  }
}

function packText(text: string): PackedCell {
  return text === '' ? null : `t${unescapeFormula(text).normalize('NFC')}`;
}

function packNumber(raw: RawCell, book: Workbook): PackedCell {
  const exact = exactNumber(raw.value);
  if (exact === null) return `t${raw.value.slice(0, 400)}`;
  const style = book.styles[raw.style] ?? 'number';
  if (style === 'date') return dateOf(Number(raw.value), book.date1904) ?? `n${exact}`;
  return style === 'percent' ? `p${exact}` : `n${exact}`;
}

const DAY = 86_400_000;

/**
 * Day number of a workbook as ISO text. Day 60 of the 1900 calendar (29 February 1900) never was; earlier
 * days are shifted by one. Day numbers outside 1900-9999 are no dates.
 */
function dateOf(serial: number, date1904: boolean): PackedCell {
  const day = Math.floor(serial);
  if (!date1904 && (day < 1 || day === 60)) return null;
  if (day < 0 || day > 2_958_465) return null;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const seconds = Math.round((serial - day) * 86_400);
  const iso = new Date(epoch + day * DAY + seconds * 1000).toISOString();
  return seconds === 0 ? `d${iso.slice(0, 10)}` : `d${iso.slice(0, 19)}`;
}
