import type { Figure, FigureValue, Item } from '@parix/scoring';
import { normaliseNumber } from '@parix/sheets';
import type { Locale } from '../../platform/locale.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';

/** Figures as a client sends them: numbers as typed, with comma or point. */
export type SentFigures = Readonly<Record<string, string | boolean | null>>;
/** Figures as they are stored: exact decimals with a point; a missing figure is "no data". */
export type StoredFigures = Readonly<Record<string, FigureValue>>;

/**
 * Brings typed figures into the stored form. Empty means "no data" and is left out.
 * Refuses (`facts-invalid`) a name that the item does not ask for and a number that can be read in two ways.
 */
export function normaliseFigures(
  item: Item,
  sent: SentFigures,
  locale: Locale,
  at = '/figures',
): StoredFigures {
  const errors: PlacedError[] = [];
  const figures: [string, FigureValue][] = [];
  for (const [key, value] of Object.entries(sent)) {
    const figure = item.figures.find((each) => each.key === key);
    const place = `${at}/${pointerPart(key)}`;
    if (!figure) errors.push({ place, code: 'unknown-figure', message: unknownFigure(item, locale) });
    else if (value !== null && value !== '') {
      const read = readFigure(figure, value);
      if ('value' in read) figures.push([key, read.value]);
      else errors.push({ place, code: read.code, message: numberWords(locale), value: String(value) });
    }
  }
  if (errors.length > 0) refuse('facts-invalid', { errors });
  return Object.fromEntries(figures);
}

/** JSON pointers write `~` and `/` as `~0` and `~1`. */
export const pointerPart = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function readFigure(
  figure: Figure,
  value: FigureValue,
): { readonly value: FigureValue } | { readonly code: string } {
  if (typeof value === 'boolean' || (figure.type !== 'integer' && figure.type !== 'decimal'))
    return { value };
  const read = normaliseNumber(value, { decimals: figure.decimals });
  return read.ok ? { value: read.value } : { code: read.code };
}

const unknownFigure = (item: Item, locale: Locale): string => {
  const known = item.figures.map((figure) => figure.key).join(', ') || '–';
  return locale === 'en' ? `The item asks for: ${known}.` : `Mục này chỉ nhận: ${known}.`;
};

const numberWords = (locale: Locale): string =>
  locale === 'en'
    ? 'Not a number as this field takes it. Write 85.5 or 85,5 without thousands separators.'
    : 'Không phải số đúng cách ghi của ô này. Ghi 85,5 hoặc 85.5, không dùng dấu phân cách nghìn.';
