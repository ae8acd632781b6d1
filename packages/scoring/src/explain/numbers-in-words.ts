import type { Fraction } from '../fraction.ts';
import {
  cmpFraction,
  formatRatio,
  fraction,
  mulFraction,
  parseRatio,
  printFraction,
  scaledFraction,
} from '../fraction.ts';
import { parseScaled } from '../points.ts';
import type { Locale } from '../words/describe-problem.ts';

/** Decimal text as it is written in the language: "96,40" or "96.40". */
export function localDecimal(text: string, locale: Locale): string {
  return locale === 'vi' ? text.replace('.', ',') : text;
}

/** Points with at least two decimals; an endless ratio is cut at four and marked "≈". */
export function pointsInWords(text: string, locale: Locale): string {
  const value = text.includes('/') ? parseRatio(text) : null;
  const exact = value === null ? text : formatRatio(value);
  if (exact.includes('/')) {
    return value === null
      ? exact
      : `≈ ${localDecimal(printFraction(value, { decimals: 4, mode: 'half-up' }), locale)}`;
  }
  const point = exact.indexOf('.');
  const decimals = point < 0 ? 0 : exact.length - point - 1;
  const padded = point < 0 ? `${exact}.` : exact;
  return localDecimal(decimals >= 2 ? exact : padded.padEnd(padded.length + 2 - decimals, '0'), locale);
}

/** A plain exact number ("482", "10,5"); an endless one as its ratio. */
export function numberInWords(exact: string, locale: Locale): string {
  const value = exact.includes('/') ? parseRatio(exact) : null;
  return localDecimal(value === null ? exact : formatRatio(value), locale);
}

/** Decimals beyond which a closer look at a percentage helps nobody. */
const FINEST = 8;

/**
 * A ratio as "= 96,40 %", or "≈ 94,9996 %" with as many decimals as it takes not to look like the limit it missed.
 */
export function percentInWords(ratio: Fraction, limits: readonly string[], locale: Locale): string {
  const percent = mulFraction(ratio, fraction(100, 1));
  for (let decimals = 2; ; decimals++) {
    const text = printFraction(percent, { decimals, mode: 'half-up' });
    const printed = scaledFraction(parseScaled(text, decimals) ?? 0, decimals);
    const exact = cmpFraction(printed, percent) === 0;
    const misleads = limits.some((limit) => equals(limit, printed));
    if (exact || !misleads || decimals === FINEST)
      return `${exact ? '=' : '≈'} ${localDecimal(text, locale)} %`;
  }
}

function equals(limit: string, value: Fraction): boolean {
  const parsed = parseRatio(limit);
  return parsed !== null && cmpFraction(parsed, value) === 0;
}
