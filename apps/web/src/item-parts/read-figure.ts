import type { SetFigure } from '@parix/api-contract';
import { readDate, showDate } from '../format/dates.ts';
import { minus, numberForField, readNumber, signOf } from '../format/numbers.ts';
import type { Language } from '../i18n/current-language.ts';

/** What is wrong with a field; `fault-words.ts` says it with the way to mend it. */
export type FigureFault =
  | {
      readonly why:
        'not-a-number' | 'not-a-date' | 'not-whole' | 'reason-missing' | 'title-missing' | 'not-an-address';
    }
  | { readonly why: 'ambiguous'; readonly whole: string; readonly fraction: string }
  | { readonly why: 'decimals'; readonly decimals: number }
  | { readonly why: 'range'; readonly min: string | null; readonly max: string | null };

/** A stored figure as the text of its field; "" = no data. */
export function fieldText(figure: SetFigure, value: string | boolean | null, language: Language): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  if (figure.type === 'date') return showDate(value);
  return figure.type === 'integer' || figure.type === 'decimal' ? numberForField(value, language) : value;
}

type ReadFigure = { readonly value: string | boolean | null } | { readonly fault: FigureFault };

export function readFigure(typed: string, figure: SetFigure): ReadFigure {
  if (typed.trim() === '') return { value: null };
  switch (figure.type) {
    case 'boolean':
      return { value: typed === 'true' };
    case 'choice':
      return { value: typed };
    case 'date':
      return readDay(typed, figure);
    case 'integer':
    case 'decimal':
      return readAmount(typed, figure);
  }
}

function readDay(typed: string, figure: SetFigure): ReadFigure {
  const day = readDate(typed);
  if (day === undefined) return { fault: { why: 'not-a-date' } };
  const outside = (figure.min !== null && day < figure.min) || (figure.max !== null && day > figure.max);
  return outside ? { fault: { why: 'range', min: figure.min, max: figure.max } } : { value: day };
}

function readAmount(typed: string, figure: SetFigure): ReadFigure {
  const asked = readNumber(typed);
  // Of a whole number "1.234" has one reading only.
  const whole = !asked.ok && asked.why === 'ambiguous' && figure.type === 'integer';
  const read = whole ? { ok: true as const, value: asked.whole } : asked;
  if (!read.ok) return { fault: read };
  const decimals = (read.value.split('.')[1] ?? '').length;
  if (figure.type === 'integer' && decimals > 0) return { fault: { why: 'not-whole' } };
  if (figure.decimals !== null && decimals > figure.decimals)
    return { fault: { why: 'decimals', decimals: figure.decimals } };
  const below = figure.min !== null && signOf(minus(read.value, figure.min)) < 0;
  const above = figure.max !== null && signOf(minus(read.value, figure.max)) > 0;
  if (below || above) return { fault: { why: 'range', min: figure.min, max: figure.max } };
  return { value: read.value };
}
