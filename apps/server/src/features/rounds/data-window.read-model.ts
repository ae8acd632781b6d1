import type { Item } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import type { Round } from './rounds.read-model.ts';

/** A date outside the round's window of data: where it stands in the item, and what to say of it. */
export interface OutsideWindow {
  /** JSON pointer into the item. */
  readonly place: string;
  readonly value: string;
  readonly message: string;
}
type Window = Pick<Round, 'dataFrom' | 'dataTo'>;

export interface DatedContent {
  readonly figures: Readonly<Record<string, unknown>>;
  /** Dates of the documents, by their place in the list; null where none is known. */
  readonly evidenceDates: readonly (string | null)[];
}

/** Dates (`YYYY-MM-DD`) that the round's declared-data cut-off does not take; none without a cut-off. */
export function outsideWindow(
  window: Window,
  item: Item,
  { figures, evidenceDates }: DatedContent,
  locale: Locale,
): readonly OutsideWindow[] {
  if (window.dataFrom === null && window.dataTo === null) return [];
  const dates = [
    ...item.figures.flatMap(({ type, key }): [string, unknown][] =>
      type === 'date' ? [[`/figures/${pointerPart(key)}`, figures[key]]] : [],
    ),
    ...evidenceDates.map((date, index): [string, unknown] => [`/evidence/${index}`, date]),
  ];
  return dates.flatMap(([place, value]) =>
    typeof value === 'string' && isOutside(window, value)
      ? [{ place, value, message: wordsOf(window, value, locale) }]
      : [],
  );
}

const pointerPart = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const isOutside = ({ dataFrom, dataTo }: Window, date: string): boolean =>
  (dataFrom !== null && date < dataFrom) || (dataTo !== null && date > dataTo);

function wordsOf({ dataFrom, dataTo }: Window, date: string, locale: Locale): string {
  const day = (iso: string | null): string => iso?.split('-').toReversed().join('/') ?? '…';
  return locale === 'en'
    ? `${day(date)} is outside the data window of the round (${day(dataFrom)} – ${day(dataTo)}).`
    : `Ngày ${day(date)} nằm ngoài khoảng thời gian lấy số liệu của đợt (${day(dataFrom)} – ${day(dataTo)}).`;
}

/** True when the round asks for the days of its data at all. */
export const hasDataWindow = ({ dataFrom, dataTo }: Window): boolean => dataFrom !== null || dataTo !== null;
