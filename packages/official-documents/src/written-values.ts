/*
 * Numbers, dates and times the way an official document writes them. Values come exact as text and leave as text;
 * nothing passes through a floating-point number.
 */

/** "1234.50" as "1.234,50": comma for decimals, dots between thousands, digits as given. Throws `RangeError`. */
export function writeDecimal(value: string): string {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(value);
  if (match === null) throw new RangeError(`not a decimal: ${value.slice(0, 60)}`);
  const [, sign = '', whole = '', fraction] = match;
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, '.');
  return `${sign === '-' ? '-' : ''}${grouped}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** Points as a document shows them; a dash where there are none, so that nothing can be taken for a zero. */
export const writePoints = (value: string | null): string => (value === null ? '–' : writeDecimal(value));

interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

function dateParts(date: string): DateParts {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [, year = '', month = '', day = ''] = match ?? [];
  const real = match !== null && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  if (!real) throw new RangeError(`not a date: ${date.slice(0, 60)}`);
  return { year, month, day };
}

/** "05/02/2026" of an ISO date. Throws `RangeError` for a day that does not exist. */
export function writeDate(date: string): string {
  const { year, month, day } = dateParts(date);
  return `${day}/${month}/${year}`;
}

/**
 * "ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 take a leading zero, other months none
 * (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4). Without a date the blanks of the form.
 */
export function writeLongDate(date: string | null): string {
  if (date === null) return 'ngày      tháng      năm          ';
  const { year, month, day } = dateParts(date);
  const shown = Number(month) < 3 ? month : String(Number(month));
  return `ngày ${day} tháng ${shown} năm ${year}`;
}

/**
 * "14:03:22 ngày 05/02/2026" in Vietnam's time, of an ISO 8601 instant with offset; `word` stands before the date.
 * Throws `RangeError`.
 */
export function writeInstant(instant: string, word = 'ngày'): string {
  const part = partsInVietnam(instant);
  const clock = `${part('hour')}:${part('minute')}:${part('second')}`;
  return `${clock} ${word} ${part('day')}/${part('month')}/${part('year')}`;
}

/**
 * "08 giờ 30 phút, ngày 12 tháng 01 năm 2027" in Vietnam's time, as minutes write the beginning and the end of a
 * meeting. Without an instant the blanks of the form. Throws `RangeError`.
 */
export function writeLongInstant(instant: string | null): string {
  if (instant === null) return `      giờ      phút, ${writeLongDate(null)}`;
  const part = partsInVietnam(instant);
  const date = writeLongDate(`${part('year')}-${part('month')}-${part('day')}`);
  return `${part('hour')} giờ ${part('minute')} phút, ${date}`;
}

function partsInVietnam(instant: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const at = INSTANT.test(instant) ? new Date(instant) : null;
  if (at === null || Number.isNaN(at.getTime()))
    throw new RangeError(`not an instant: ${instant.slice(0, 60)}`);
  const parts = new Map(VIETNAM.formatToParts(at).map((part) => [part.type, part.value]));
  return (type) => parts.get(type) ?? '';
}

/** Years beyond 9999 have six digits and a sign: a certificate may claim one. */
const INSTANT = /^(\d{4}|[+-]\d{6})-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const VIETNAM = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const ROMAN = [
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

/** Number of an annex, from 1: annexes are counted in Roman numerals (the same annex, phần III.1). */
export function writeRoman(number: number): string {
  let rest = number;
  let written = '';
  for (const [sign, value] of ROMAN) for (; rest >= value; rest -= value) written += sign;
  return written;
}

/**
 * "15/BC-SNV"; numbers below 10 take a leading zero (the same annex, mục II.3). Without a number a blank to write
 * it in.
 */
export function writeNumber(number: string | null, symbol: string): string {
  if (number === null) return `        /${symbol}`;
  return `${/^\d$/.test(number) ? `0${number}` : number}/${symbol}`;
}
