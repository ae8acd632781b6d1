import type { DataValidation } from 'hucre';
import { columnName } from '../table.ts';
import { fillText } from '../table-problems.ts';
import { canonicalText } from './canonical-text.ts';
import { dayText, isSheetDay, numberText } from './figure-cells.ts';
import type { WorkbookFigure } from './workbook-card.ts';
import type { Prompt, WorkbookWords } from './words.ts';

/** Most characters of a prompt's title and text; a longer one makes the workbook unreadable for Excel. */
const TITLE = 32;
const MESSAGE = 255;

function shortened(text: string, length: number): string {
  const line = canonicalText(text).replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…`.replace(/[\ud800-\udbff]…$/, '…') : line;
}

interface Told {
  readonly range: string;
  readonly title: string;
  readonly prompt: Prompt;
  readonly detail?: Readonly<Record<string, string>>;
}

/** The words of a validation; what may be entered is added by the caller. */
function told(
  { range, title, prompt, detail = {} }: Told,
  words: WorkbookWords,
): Omit<DataValidation, 'type'> {
  const message = shortened(fillText(words.prompts[prompt], detail), MESSAGE);
  return {
    range,
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    inputTitle: shortened(title, TITLE),
    inputMessage: message,
    errorTitle: shortened(words.wrongValue, TITLE),
    errorMessage: message,
  };
}

/** What a value cell accepts. `options`: where the labels of a choice stand in the hidden sheet. */
export function figureValidation(
  figure: WorkbookFigure,
  range: string,
  words: WorkbookWords,
  options: string | null,
): DataValidation {
  const title = figure.label;
  switch (figure.type) {
    case 'integer':
    case 'decimal': {
      const detail = {
        min: numberText(figure.min, words),
        max: numberText(figure.max, words),
        decimals: String(figure.decimals),
      };
      return {
        ...told({ range, title, prompt: figure.type, detail }, words),
        type: figure.type === 'integer' ? 'whole' : 'decimal',
        operator: 'between',
        formula1: figure.min,
        formula2: figure.max,
      };
    }
    case 'date':
      return dateValidation(figure, range, words);
    case 'boolean':
      return {
        ...told({ range, title, prompt: 'boolean' }, words),
        type: 'list',
        values: [words.yes, words.no],
      };
    case 'choice':
      return { ...told({ range, title, prompt: 'choice' }, words), type: 'list', formula1: options ?? '""' };
  }
}

function dateValidation(
  figure: Extract<WorkbookFigure, { type: 'date' }>,
  range: string,
  words: WorkbookWords,
): DataValidation {
  const detail = { min: dayText(figure.min), max: dayText(figure.max) };
  const base = {
    ...told({ range, title: figure.label, prompt: 'date', detail }, words),
    type: 'date',
  } as const;
  const last = dayNumber(figure.max);
  // Days before March 1900 can only be written as text, so no lower limit is set there.
  if (!isSheetDay(figure.min)) return { ...base, operator: 'lessThanOrEqual', formula1: last };
  return { ...base, operator: 'between', formula1: dayNumber(figure.min), formula2: last };
}

/** Day number of the 1900 calendar. */
function dayNumber(iso: string): string {
  const days = Math.round((Date.parse(`${iso}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  return String(Number.isNaN(days) ? 2_958_465 : Math.max(1, days));
}

/** A text of at most `max` characters. */
export function textValidation(
  prompt: Extract<Prompt, 'notApplicableReason' | 'explanation' | 'page' | 'quote' | 'url'>,
  title: string,
  range: string,
  max: number,
  words: WorkbookWords,
): DataValidation {
  return {
    ...told({ range, title, prompt, detail: { max: String(max) } }, words),
    type: 'textLength',
    operator: 'lessThanOrEqual',
    formula1: String(max),
  };
}

export function itemValidation(range: string, list: string, words: WorkbookWords): DataValidation {
  const title = words.evidenceColumns.item;
  return { ...told({ range, title, prompt: 'item' }, words), type: 'list', formula1: list };
}

/** `E7`, or `E7:E30`, of a 0-based column. */
export function rangeOf(column: number, from: number, to = from): string {
  const name = columnName(column);
  return from === to ? `${name}${from}` : `${name}${from}:${name}${to}`;
}
