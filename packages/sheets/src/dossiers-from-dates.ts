import type { DateFormat, TimeUnit } from './dossiers-from-fields.ts';

export type DateProblem = 'not-a-date' | 'date-other-order' | 'date-serial';

/** Vietnam is seven hours ahead all year since 1975. */
const AHEAD = 7 * 3_600_000;
/** Day number 0 of spreadsheet programs, as numbered from 1 March 1900 on. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const DATE = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})$/;
const TIME = /^(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads what a cell says as an instant: epoch milliseconds; a day without a time is its beginning in Vietnam. */
export type ReadInstant = (text: string) => number | DateProblem;

/** Days are written in one order throughout a file; a year in front is never mistaken, whatever the order. */
export function instantReader(format: DateFormat): ReadInstant {
  const days = new Map<string, number | DateProblem>();
  const dayOf = (text: string): number | DateProblem => {
    const known = days.get(text);
    if (known !== undefined) return known;
    if (days.size > 50_000) days.clear();
    const read = readDay(text, format);
    days.set(text, read);
    return read;
  };
  return (text) => {
    const space = text.search(/[ T]/);
    if (space < 0) return fromDay(dayOf(text), 0);
    if (ZONED.test(text)) return Number.isNaN(Date.parse(text)) ? 'not-a-date' : Date.parse(text);
    const [first, second] = [text.slice(0, space), text.slice(space + 1).trim()];
    const timeFirst = TIME.test(first);
    const time = timeOf(timeFirst ? first : second);
    return time === null ? 'not-a-date' : fromDay(dayOf(timeFirst ? second : first), time);
  };
}

const fromDay = (day: number | DateProblem, time: number): number | DateProblem =>
  typeof day === 'number' ? day + time - AHEAD : day;

/** Milliseconds of the day. */
function timeOf(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return hours < 24 && minutes < 60 && seconds < 60 ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : null;
}

function readDay(text: string, format: DateFormat): number | DateProblem {
  if (/^\d+(\.\d+)?$/.test(text)) return readSerial(text, format);
  const match = DATE.exec(text);
  if (match === null) return 'not-a-date';
  const [, a = '', b = '', c = ''] = match;
  if (a.length === 4) return utcDay(a, b, c) ?? 'not-a-date';
  if (c.length !== 4) return 'not-a-date';
  const [dayFirst, monthFirst] = [utcDay(c, b, a), utcDay(c, a, b)];
  const [meant, other] = format === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
  if (format === 'ymd') return 'date-other-order';
  return meant ?? (other === null ? 'not-a-date' : 'date-other-order');
}

/** 44256.35416: the whole days since 30/12/1899, and the part of the day rounded to the second. */
function readSerial(text: string, format: DateFormat): number | DateProblem {
  const days = Number(text);
  if (days < 61 || days > 80_000) return 'not-a-date';
  if (format !== 'serial') return 'date-serial';
  return SERIAL_ZERO + Math.round(days * 86_400) * 1000;
}

function utcDay(year: string, month: string, day: string): number | null {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const read = new Date(at);
  const stands = read.getUTCMonth() === Number(month) - 1 && read.getUTCDate() === Number(day);
  return stands && Number(year) >= 1000 ? at : null;
}

/** Which order the days of a column are written in, by those that can be only one; `sure` is false when none tells. */
export function guessDates(values: readonly string[]): {
  readonly format: DateFormat;
  readonly sure: boolean;
} {
  const votes = { dmy: 0, mdy: 0, ymd: 0, serial: 0, either: 0 };
  for (const value of values) {
    const day =
      value
        .trim()
        .split(/[ T]/)
        .find((part) => !part.includes(':')) ?? '';
    const [, a = '', b = '', c = ''] = DATE.exec(day) ?? [];
    if (/^\d{5}(\.\d+)?$/.test(day)) votes.serial += 1;
    else if (a.length === 4) votes.ymd += 1;
    else if (c.length !== 4) continue;
    else if (Number(a) > 12) votes.dmy += 1;
    else if (Number(b) > 12) votes.mdy += 1;
    else votes.either += 1;
  }
  if (votes.dmy + votes.mdy > 0)
    return { format: votes.mdy > votes.dmy ? 'mdy' : 'dmy', sure: votes.dmy * votes.mdy === 0 };
  if (votes.either > 0) return { format: 'dmy', sure: false };
  if (votes.serial > votes.ymd) return { format: 'serial', sure: true };
  return votes.ymd > 0 ? { format: 'ymd', sure: true } : { format: 'dmy', sure: false };
}

const MINUTES: Readonly<Record<TimeUnit, number>> = { minutes: 1, hours: 60, days: 480 };
const UNIT_WORDS: Readonly<Record<string, TimeUnit>> = {
  phút: 'minutes',
  minutes: 'minutes',
  giờ: 'hours',
  hours: 'hours',
  ngày: 'days',
  'ngày làm việc': 'days',
  days: 'days',
};

/** Working minutes: "1,5 ngày", "30 phút", or a bare number in the unit of the file. */
export function readWait(
  text: string,
  unit: TimeUnit,
): number | 'negative' | 'not-a-count' | 'unknown-time-unit' {
  const match = /^([+-]?)(\d{1,7})(?:[.,](\d{1,4}))?\s*(\D*)$/.exec(text);
  if (match === null) return 'not-a-count';
  const [, sign = '', whole = '', part = '', word = ''] = match;
  const named = word === '' ? unit : UNIT_WORDS[word.trim().toLowerCase()];
  if (named === undefined) return 'unknown-time-unit';
  const minutes = (Number(`${whole}${part}`) * MINUTES[named]) / 10 ** part.length;
  if (sign === '-' && minutes > 0) return 'negative';
  return minutes <= 10_000_000 ? Math.round(minutes) : 'not-a-count';
}
