import { compareDecimal, type Figure, type FigureValue } from '@parix/scoring';
import { EMPTY_CELL, isBlank, type Cell } from '../table.ts';
import { canonicalCell, canonicalText, sameText } from './canonical-text.ts';
import type { WorkbookWords } from './words.ts';

/** First day that a spreadsheet's day numbers count rightly (there was no 29 February 1900). */
const FIRST_DAY = '1900-03-01';
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** `2026-12-31` -> `31/12/2026`. */
export function dayText(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${day}/${month}/${year}`;
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** True when a spreadsheet can hold the day as a date. */
export function isSheetDay(text: string): boolean {
  return isDay(text) && text >= FIRST_DAY;
}

/** Label of each option as the cell's list offers it; with its id where two options read alike. */
export function optionLabels(figure: Extract<Figure, { type: 'choice' }>): ReadonlyMap<string, string> {
  const labels = figure.options.map(({ label }) => canonicalText(label));
  return new Map(
    figure.options.map(({ id }, index) => {
      const label = labels[index] ?? '';
      const alone = label !== '' && labels.filter((other) => sameText(other, label)).length === 1;
      return [id, alone ? label : canonicalText(`${label} [${id}]`)];
    }),
  );
}

/** The cell that stands for a value. Numbers and days stay such where a spreadsheet holds them exactly. */
export function figureCell(figure: Figure, value: FigureValue | null, words: WorkbookWords): Cell {
  if (value === null || value === '') return EMPTY_CELL;
  if (typeof value === 'boolean') return textCell(value ? words.yes : words.no);
  switch (figure.type) {
    case 'integer':
    case 'decimal':
      return DECIMAL.test(value) ? { kind: 'number', text: value } : textCell(value);
    case 'choice':
      return textCell(optionLabels(figure).get(value) ?? value);
    case 'date':
      if (!isDay(value)) return textCell(value);
      return isSheetDay(value) ? { kind: 'date', iso: value } : textCell(dayText(value));
    case 'boolean':
      return textCell(value);
  }
}

export function textCell(text: string): Cell {
  const canonical = canonicalText(text);
  return canonical === '' ? EMPTY_CELL : { kind: 'text', text: canonical };
}

/** True when a cell as read holds what was written. A formula never does: its stored result is not looked at. */
export function holdsWritten(read: Cell, written: Cell): boolean {
  if (read.formula === true) return false;
  switch (written.kind) {
    case 'empty':
      return isBlank(read);
    case 'number':
      if (read.kind === 'number') return read.percent !== true && sameDecimal(read.text, written.text);
      return read.kind === 'text' && canonicalText(read.text) === written.text;
    case 'date':
      return read.kind === 'date' && read.iso.slice(0, 10) === written.iso;
    case 'text':
      return read.kind === 'text' && sameText(read.text, written.text);
    case 'boolean':
    case 'error':
      return canonicalCell(read) === canonicalCell(written);
  }
}

/** A value as a person reads it. */
export function figureText(figure: Figure, value: FigureValue | null, words: WorkbookWords): string {
  const cell = figureCell(figure, value, words);
  if (cell.kind === 'date') return dayText(cell.iso);
  return cell.kind === 'number' ? numberText(cell.text, words) : canonicalCell(cell);
}

export function numberText(text: string, words: WorkbookWords): string {
  return text.replace('.', words.decimalSign);
}

/** The same value, whatever way the number is written. */
export function sameValue(a: FigureValue | null, b: FigureValue | null): boolean {
  if (a === b || (a ?? '') === (b ?? '')) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return sameDecimal(a, b);
}

/** Exact numbers of a length that is compared digit by digit; 1E300 in a cell has 301. */
function sameDecimal(a: string, b: string): boolean {
  const comparable = (text: string): boolean => text.length <= 60 && DECIMAL.test(text);
  return comparable(a) && comparable(b) && compareDecimal(a, b) === 0;
}

/** A number where the text is one, else text. */
export function plainCell(text: string): Cell {
  return DECIMAL.test(text) ? { kind: 'number', text } : textCell(text);
}
