import type { Language } from '../i18n/current-language.ts';

/** How a typed number was read. `ambiguous`: "1.234" may be 1234 or 1,234 – the person must say which. */
export type ReadNumber =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: 'not-a-number' }
  | { readonly ok: false; readonly why: 'ambiguous'; readonly whole: string; readonly fraction: string };

/**
 * Reads a number as people here type it: "85,5", "85.5", "1 234,5", "1.234,5", full-width digits, stray spaces.
 * Gives the exact decimal as text ("85.5"); never passes through a binary float.
 */
export function readNumber(typed: string): ReadNumber {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/^\u2212/, '-');
  const match = /^(-?)([\d.,]*)$/.exec(text);
  const body = match?.[2] ?? '';
  if (!match || !/\d/.test(body)) return { ok: false, why: 'not-a-number' };
  const sign = match[1] ?? '';
  const separators = body.replace(/\d/g, '');
  if (separators.length === 0) return exact(sign, body, '');
  if (separators.length === 1) return readOneSeparator(sign, body, separators);
  return readManySeparators(sign, body, separators);
}

function readOneSeparator(sign: string, body: string, separator: string): ReadNumber {
  const [whole = '', fraction = ''] = body.split(separator);
  if (/^[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(fraction)) {
    return {
      ok: false,
      why: 'ambiguous',
      whole: `${sign}${whole}${fraction}`,
      fraction: `${sign}${whole}.${fraction}`,
    };
  }
  return exact(sign, whole, fraction);
}

function readManySeparators(sign: string, body: string, separators: string): ReadNumber {
  const last = separators.at(-1) ?? '';
  const thousands = separators[0] ?? '';
  const mixed = last !== thousands;
  const cut = mixed ? body.lastIndexOf(last) : body.length;
  const groups = body.slice(0, cut).split(thousands);
  const wellGrouped = groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  if (!wellGrouped) return { ok: false, why: 'not-a-number' };
  return exact(sign, groups.join(''), mixed ? body.slice(cut + 1) : '');
}

function exact(sign: string, whole: string, fraction: string): ReadNumber {
  const left = whole.replace(/^0+(?=\d)/, '') || '0';
  const right = fraction.replace(/0+$/, '');
  const value = right === '' ? left : `${left}.${right}`;
  return { ok: true, value: sign === '-' && value !== '0' ? `-${value}` : value };
}

/** For showing: digits grouped, comma as decimal sign in Vietnamese, point in English. Exact; ratios to 4 decimals with "≈". */
export function showNumber(value: string, language: Language, decimals?: number): string {
  const ratio = /^(-?\d+)\/(\d+)$/.exec(value);
  if (ratio) return `≈ ${showNumber(divide(ratio[1] ?? '0', ratio[2] ?? '1', decimals ?? 4), language)}`;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) return value;
  const [, sign = '', whole = '', fraction = ''] = match;
  const vietnamese = language === 'vi';
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, vietnamese ? '.' : ',');
  const tail = decimals === undefined ? fraction : fraction.padEnd(decimals, '0');
  return `${sign === '-' ? '−' : ''}${grouped}${tail === '' ? '' : `${vietnamese ? ',' : '.'}${tail}`}`;
}

/**
 * For a field the person will go on editing: never grouped, and with a closing zero where the text would otherwise
 * be ambiguous ("1,2550"), so that what is shown reads back as the same number.
 */
export function numberForField(value: string, language: Language): string {
  const clear = /^-?[1-9]\d{0,2}\.\d{3}$/.test(value) ? `${value}0` : value;
  return language === 'vi' ? clear.replace('.', ',') : clear;
}

/** a/b cut to so many decimals, rounded half away from zero; whole-number arithmetic only. */
function divide(numerator: string, denominator: string, decimals: number): string {
  const below = BigInt(denominator);
  if (below === 0n) return '0';
  const scale = 10n ** BigInt(decimals);
  const above = BigInt(numerator);
  const size = above < 0n ? -above : above;
  const scaled = (size * scale * 2n + below) / (below * 2n);
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${above < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`.replace(/\.?0+$/, '');
}

/** Sign of an exact decimal or ratio: -1, 0 or 1. */
export function signOf(value: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(value.split('/')[0] ?? '')) return 0;
  return value.startsWith('-') ? -1 : 1;
}

/** a - b for two exact decimals, exact. */
export function minus(a: string, b: string): string {
  const decimals = Math.max(fractionOf(a).length, fractionOf(b).length);
  const gap = scaled(a, decimals) - scaled(b, decimals);
  const digits = (gap < 0n ? -gap : gap).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const value =
    decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`.replace(/\.?0+$/, '');
  return gap < 0n ? `-${value}` : value;
}

/** Whether two exact decimals are the same number ("1.50" and "1.5" are). */
export function sameNumber(a: string, b: string): boolean {
  return signOf(minus(a, b)) === 0;
}

const fractionOf = (value: string) => value.split('.')[1] ?? '';
const scaled = (value: string, decimals: number) =>
  BigInt(`${value.split('.')[0] ?? '0'}${fractionOf(value).padEnd(decimals, '0')}`);

/** A share between 0 and 1 for drawing a bar only; never shown and never compared. */
export function shareForDrawing(points: string, maximum: string): number {
  const above = approximate(points);
  const below = approximate(maximum);
  return below <= 0 ? 0 : Math.min(1, Math.max(0, above / below));
}

/** A float near an exact value, for geometry only. */
export function approximate(value: string): number {
  const [above = '0', below] = value.split('/');
  return below === undefined ? Number(above) : Number(above) / Number(below);
}
