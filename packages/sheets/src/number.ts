import type { Decimal } from '@parix/scoring';

export const NUMBER_PROBLEM_CODES = [
  'not-a-number',
  'ambiguous-number',
  'full-width-digits',
  'exponent',
  'too-many-decimals',
] as const;
export type NumberProblemCode = (typeof NUMBER_PROBLEM_CODES)[number];
export type NumberReading =
  { readonly ok: true; readonly value: Decimal } | { readonly ok: false; readonly code: NumberProblemCode };

const MAX_LENGTH = 60;
/** A whole number as it should be: nothing to normalise. */
const PLAIN = /^(0|[1-9]\d{0,14})$/;

/**
 * Reads a number as a person types it: `85.5` and `85,5` are the same. Thousands separators are refused as
 * ambiguous, as is one separator before exactly three digits where fewer decimals are allowed ("1.234").
 * `decimals` = most decimals allowed; left out, any number is.
 */
export function normaliseNumber(text: string, options: { readonly decimals?: number } = {}): NumberReading {
  if (PLAIN.test(text)) return { ok: true, value: text };
  const bare = text.replace(/^[\s\u00a0\u2007\u202f\ufeff]+|[\s\u00a0\u2007\u202f\ufeff]+$/g, '');
  if (bare === '' || bare.length > MAX_LENGTH) return refuse('not-a-number');
  if (/[０-９]/.test(bare)) return refuse('full-width-digits');
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(bare)) return refuse('exponent');
  const match = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(bare);
  if (match === null)
    return refuse(/^-?\d{1,3}([.,\s\u00a0\u202f']\d+)+$/.test(bare) ? 'ambiguous-number' : 'not-a-number');
  const [, sign = '', whole = '', fraction = ''] = match;
  const { decimals } = options;
  const looksLikeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (decimals !== undefined && decimals < 3 && looksLikeThousands) return refuse('ambiguous-number');
  return withinDecimals(canonical(sign, whole, fraction), decimals);
}

/** Checks length and decimals of an already exact number: 1E300 in a cell is 301 exact digits and no figure. */
export function withinDecimals(value: Decimal, decimals: number | undefined): NumberReading {
  if (value.length > MAX_LENGTH) return refuse('not-a-number');
  const fraction = value.split('.')[1] ?? '';
  return decimals !== undefined && fraction.length > decimals
    ? refuse('too-many-decimals')
    : { ok: true, value };
}

function canonical(sign: string, whole: string, fraction: string): Decimal {
  const left = whole.replace(/^0+(?=\d)/, '');
  const right = fraction.replace(/0+$/, '');
  const value = right === '' ? left : `${left}.${right}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

/** True when a spreadsheet, which counts in doubles, gives the same digits back: there are at most 15. */
export function isHeldExactly(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) && text.replace(/\D/g, '').replace(/^0+/, '').length <= 15;
}

function refuse(code: NumberProblemCode): NumberReading {
  return { ok: false, code };
}
