import { compareDecimal, type Decimal, type Figure, type FigureValue } from '@parix/scoring';
import type { CellProblemCode } from './cell-problems.ts';
import { normaliseNumber, withinDecimals } from './number.ts';
import { cellText, type Cell } from './table.ts';

export type CellReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: CellProblemCode; readonly detail: Readonly<Record<string, string>> };

const NOT_APPLICABLE = new Set(['kad', 'n/a', 'na', 'không áp dụng', 'khong ap dung', 'not applicable']);
const YES = new Set(['true', 'có', 'co', 'yes', 'x', '1', 'đạt', 'y', 'đúng']);
const NO = new Set(['false', 'không', 'khong', 'no', '0', 'không đạt', 'n', 'sai']);

/** Comparable form of a name: NFC, no outer or doubled spaces, lower case. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .toLowerCase();
}

export function isNotApplicable(cell: Cell): boolean {
  return cell.kind === 'text' && NOT_APPLICABLE.has(fold(cell.text));
}

/** Reads a filled cell as one figure's value, within the figure's own bounds. */
export function readFigure(figure: Figure, cell: Cell): CellReading<FigureValue> {
  switch (figure.type) {
    case 'integer':
    case 'decimal':
      return readNumber(cell, {
        decimals: figure.type === 'integer' ? 0 : figure.decimals,
        min: figure.min,
        max: figure.max,
      });
    case 'boolean':
      return readBoolean(cell);
    case 'choice':
      return readChoice(cell, figure.options);
    case 'date':
      return readDate(cell, figure.min, figure.max);
  }
}

export interface NumberBounds {
  readonly decimals?: number;
  readonly min?: Decimal;
  readonly max?: Decimal;
}

export function readNumber(cell: Cell, bounds: NumberBounds): CellReading<Decimal> {
  const broken = formulaFault(cell);
  if (broken !== null) return broken;
  if (cell.kind === 'date') return refuse('date-where-number');
  if (cell.kind === 'boolean') return refuse('not-a-number');
  if (cell.kind === 'number' && cell.percent === true) {
    return refuse('percent-format', { shown: `${percentOf(cell.text)}%` });
  }
  const reading =
    cell.kind === 'number'
      ? withinDecimals(cell.text, bounds.decimals)
      : normaliseNumber(cellText(cell), bounds);
  if (!reading.ok) return refuse(reading.code, { decimals: String(bounds.decimals ?? '') });
  const { min, max } = bounds;
  const low = min !== undefined && compareDecimal(reading.value, min) < 0;
  const high = max !== undefined && compareDecimal(reading.value, max) > 0;
  return low || high ? refuse('out-of-range', { min: min ?? '', max: max ?? '' }) : reading;
}

/** 0.85 -> 85, on the digits. */
function percentOf(text: Decimal): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = fraction.padEnd(2, '0');
  const left = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, '$1');
  return digits.length > 2 ? `${left}.${digits.slice(2)}` : left;
}

export function readBoolean(cell: Cell): CellReading<boolean> {
  const broken = formulaFault(cell);
  if (broken !== null) return broken;
  if (cell.kind === 'boolean') return { ok: true, value: cell.value };
  const text = fold(cellText(cell));
  if (YES.has(text)) return { ok: true, value: true };
  return NO.has(text) ? { ok: true, value: false } : refuse('not-a-boolean');
}

function readChoice(
  cell: Cell,
  options: readonly { readonly id: string; readonly label: string }[],
): CellReading<string> {
  const broken = formulaFault(cell);
  if (broken !== null) return broken;
  const text = cellText(cell).trim();
  const found =
    options.find((option) => option.id === text) ??
    options.find((option) => fold(option.label) === fold(text));
  if (found !== undefined) return { ok: true, value: found.id };
  return refuse('not-a-choice', { options: options.map((option) => option.id).join(', ') });
}

/** ISO, or day/month/year where it cannot be taken for month/day/year. */
export function readDate(cell: Cell, min?: string, max?: string): CellReading<string> {
  const broken = formulaFault(cell);
  if (broken !== null) return broken;
  const text = cell.kind === 'date' ? cell.iso.slice(0, 10) : cellText(cell).trim();
  const reading = parseDate(text);
  if (!reading.ok) return reading;
  const low = min !== undefined && reading.value < min;
  const high = max !== undefined && reading.value > max;
  return low || high ? refuse('out-of-range', { min: min ?? '', max: max ?? '' }) : reading;
}

function parseDate(text: string): CellReading<string> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? { ok: true, value: text } : refuse('not-a-date');
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (match === null) return refuse('not-a-date');
  const [, day = '', month = '', year = ''] = match;
  const first = isoOf(year, month, day);
  const second = isoOf(year, day, month);
  if (!isDay(first)) return refuse('not-a-date');
  return first !== second && isDay(second)
    ? refuse('ambiguous-date', { first, second })
    : { ok: true, value: first };
}

function isoOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isDay(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}

/** A text cell, or any other kind as text; a broken formula is a fault here too. */
export function readText(cell: Cell): CellReading<string> {
  return formulaFault(cell) ?? { ok: true, value: cellText(cell).trim() };
}

function formulaFault(
  cell: Cell,
): { ok: false; code: CellProblemCode; detail: Readonly<Record<string, string>> } | null {
  if (cell.kind === 'error') return refuse('formula-error');
  return cell.kind === 'empty' && cell.formula === true ? refuse('formula-without-value') : null;
}

function refuse(
  code: CellProblemCode,
  detail: Readonly<Record<string, string>> = {},
): { ok: false; code: CellProblemCode; detail: Readonly<Record<string, string>> } {
  return { ok: false, code, detail };
}
