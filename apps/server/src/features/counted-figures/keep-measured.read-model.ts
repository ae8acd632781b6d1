import type { FigureValue, Item } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';

type Figures = Readonly<Record<string, FigureValue>>;

/** Keys of the item's figures that are taken from measures. */
export const measuredKeys = (item: Item): readonly string[] =>
  item.figures.flatMap((figure) => ('measured' in figure ? [figure.key] : []));

/**
 * What a save may hold of an item: figures from measures stay as they stand, whether they are sent or not. Refuses
 * (`figure-measured`) one that is sent with another value. `standing` undefined: they are only put in, as when another
 * version has come between, which the save is told of anyway.
 */
export function keepMeasured(
  item: Item,
  sent: Figures,
  standing: Readonly<Record<string, unknown>>,
  { locale, refusing }: { readonly locale: Locale; readonly refusing: boolean },
): Figures {
  const keys = measuredKeys(item);
  if (keys.length === 0) return sent;
  const retyped = keys.filter((key) => sent[key] !== undefined && sent[key] !== standing[key]);
  if (refusing && retyped.length > 0)
    refuse('figure-measured', {
      errors: retyped.map((key) => ({
        place: `/figures/${key}`,
        code: 'figure-measured',
        message: measuredWords(locale),
      })),
    });
  const figures: Record<string, FigureValue> = { ...sent };
  for (const key of keys) {
    const value = standing[key];
    if (typeof value === 'string') figures[key] = value;
    else delete figures[key];
  }
  return figures;
}

export const measuredWords = (locale: Locale): string =>
  locale === 'en' ? 'Taken from the dossiers; it is not typed.' : 'Lấy từ hồ sơ một cửa, không kê khai.';
