import { type DayNumber, formatDate } from '@parix/working-days';

/*
 * Half months, by their first days: the first (to the fourteenth) and the fifteenth (to the end). Months, quarters,
 * years and the periods of reports (from the fifteenth to the fourteenth) are made of whole ones.
 */

/** First day of the half month in which the day lies. */
export function halfOf(day: DayNumber): DayNumber {
  const ofMonth = Number(formatDate(day).slice(8));
  return day - ofMonth + (ofMonth < 15 ? 1 : 15);
}

/** First day of the half month after the one in which the day lies. */
export function nextHalf(day: DayNumber): DayNumber {
  const first = halfOf(day);
  // The shortest second half has 14 days, the longest 17: the day after those lies in the next one.
  return halfOf(first + (Number(formatDate(first).slice(8)) === 1 ? 14 : 17));
}

export interface Span {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** The whole half months of a span, and the days of it that lie in none of them. */
export function splitSpan({ first, last }: Span): {
  readonly halves: Span | null;
  readonly days: readonly Span[];
} {
  const from = halfOf(first) === first ? first : nextHalf(first);
  const to = nextHalf(last) === last + 1 ? last : halfOf(last) - 1;
  if (from > to) return { halves: null, days: first <= last ? [{ first, last }] : [] };
  const days = [
    { first, last: from - 1 },
    { first: to + 1, last },
  ].filter((span) => span.first <= span.last);
  return { halves: { first: from, last: to }, days };
}
