import type { Figure, FigureValue } from '@parix/scoring';
import { fold, isNotApplicable, readFigure } from '../cell-values.ts';
import { cellText, isBlank, type Cell } from '../table.ts';
import { canonicalCell, canonicalText, sameText } from './canonical-text.ts';
import type { CardProblemCode } from './card-problems.ts';
import { isDay, optionLabels } from './figure-cells.ts';

export type ValueReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: CardProblemCode; readonly detail: Readonly<Record<string, string>> };

/** A value cell as a person filled it in; empty = no data. A formula is refused, whatever result is stored with it. */
export function readFigureCell(figure: Figure, cell: Cell): ValueReading<FigureValue | null> {
  if (cell.formula === true) return refuse('formula');
  if (cell.kind === 'error') return refuse('formula-error');
  if (isBlank(cell)) return { ok: true, value: null };
  const reading =
    figure.type === 'choice' ? readChoice(figure, cell) : readFigure(figure, dayFirst(figure, cell));
  return !reading.ok && isNotApplicable(cell) ? refuse('claim-in-value') : reading;
}

/** The workbook asks for day/month/year, so 03/04/2026 is the third of April here and nothing else. */
function dayFirst(figure: Figure, cell: Cell): Cell {
  if (figure.type !== 'date' || cell.kind !== 'text') return cell;
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(canonicalText(cell.text));
  if (match === null) return cell;
  const [, day = '', month = '', year = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? { kind: 'text', text: iso } : cell;
}

/** The label as offered, else an id, else a label that differs in letter case only; never one of two alike. */
function readChoice(figure: Extract<Figure, { type: 'choice' }>, cell: Cell): ValueReading<string> {
  const text = canonicalCell(cell);
  const labels = [...optionLabels(figure)];
  const offered = labels.find(([, label]) => sameText(label, text));
  if (offered !== undefined) return { ok: true, value: offered[0] };
  const byId = figure.options.find(({ id }) => id === text);
  const alike = figure.options.filter(({ label }) => fold(label) === fold(text));
  const found = byId ?? (alike.length === 1 ? alike[0] : undefined);
  if (found !== undefined) return { ok: true, value: found.id };
  return refuse('not-a-choice', { options: labels.map(([, label]) => label).join('; ') });
}

/** A text cell as a person filled it in, canonical; numbers as their digits. */
export function readTextCell(cell: Cell, max: number): ValueReading<string> {
  if (cell.formula === true) return refuse('formula');
  if (cell.kind === 'error') return refuse('formula-error');
  if (cell.kind === 'date') return refuse('date-where-text');
  if (cell.kind === 'boolean' || (cell.kind === 'number' && cell.percent === true)) return refuse('not-text');
  const value = canonicalText(cellText(cell));
  if (value.length > max) return refuse('text-too-long', { found: String(value.length), max: String(max) });
  return { ok: true, value };
}

function refuse(
  code: CardProblemCode,
  detail: Readonly<Record<string, string>> = {},
): { readonly ok: false; readonly code: CardProblemCode; readonly detail: Readonly<Record<string, string>> } {
  return { ok: false, code, detail };
}
