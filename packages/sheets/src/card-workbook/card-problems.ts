import { CELL_PROBLEM_CODES, describeCellProblem, type CellProblemCode } from '../cell-problems.ts';
import {
  TABLE_PROBLEM_CODES,
  describeTableProblem,
  fillText,
  type Locale,
  type TableProblem,
  type TableProblemCode,
} from '../table-problems.ts';
import { CARD_PROBLEM_TEXTS, OWN_CARD_PROBLEM_CODES, type OwnCardProblemCode } from './card-problem-texts.ts';
import { dayText, isDay } from './figure-cells.ts';

/** Why a workbook, a row or a cell is not taken over: faults of the file, of a value, or of a card's workbook. */
export const CARD_PROBLEM_CODES = [
  ...new Set([...OWN_CARD_PROBLEM_CODES, ...CELL_PROBLEM_CODES, ...TABLE_PROBLEM_CODES]),
] as const;
export type CardProblemCode = OwnCardProblemCode | CellProblemCode | TableProblemCode;

export interface CardProblem {
  /** `Phiếu!E17`; null when the whole workbook is refused. */
  readonly place: string | null;
  readonly code: CardProblemCode;
  readonly detail: Readonly<Record<string, string>>;
  /** What, why and the next step. */
  readonly message: Readonly<Record<Locale, string>>;
  /** The cell's content as read, shortened. */
  readonly value: string;
  /** The item that is held back because of it; null when none can be told. */
  readonly itemId: string | null;
}

export interface ProblemAbout {
  readonly detail?: Readonly<Record<string, string>>;
  readonly value?: string;
  readonly itemId?: string | null;
}

export function cardProblem(
  code: CardProblemCode,
  place: string | null,
  { detail = {}, value = '', itemId = null }: ProblemAbout = {},
): CardProblem {
  const shown = shorten(value);
  const all = { ...detail, value: shown };
  const message = {
    vi: describeCardProblem(code, all, 'vi'),
    en: describeCardProblem(code, all, 'en'),
  };
  return { place, code, detail: all, message, value: shown, itemId };
}

/** A refused file as a problem of the workbook. */
export function fromTableProblem({ code, sheet, cell, detail }: TableProblem): CardProblem {
  return cardProblem(code, sheet !== null && cell !== null ? `${sheet}!${cell}` : null, { detail });
}

/** What, why and the next step, in one text; the place stands apart. */
export function describeCardProblem(
  code: CardProblemCode,
  detail: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  const shown = Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, name === 'value' ? value : inLocale(value, locale)]),
  );
  if (isOwn(code)) return fillText(CARD_PROBLEM_TEXTS[code][locale], shown);
  if (isTableCode(code))
    return describeTableProblem({ code, file: '', sheet: null, cell: null, line: null, detail }, locale);
  const place = { file: '', sheet: null, cell: '' };
  const { value = '', item = null } = shown;
  return describeCellProblem({ code, place, value, unit: null, item, figure: null, detail: shown }, locale);
}

function isOwn(code: CardProblemCode): code is OwnCardProblemCode {
  return Object.hasOwn(CARD_PROBLEM_TEXTS, code);
}

function isTableCode(code: string): code is TableProblemCode {
  return TABLE_PROBLEM_CODES.some((one) => one === code);
}

/** Bounds as people write them: 31/12/2026, and 0,5 in Vietnamese. */
function inLocale(value: string, locale: Locale): string {
  if (isDay(value)) return dayText(value);
  return locale === 'vi' && /^-?\d+\.\d+$/.test(value) ? value.replace('.', ',') : value;
}

function shorten(value: string): string {
  const line = value.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
