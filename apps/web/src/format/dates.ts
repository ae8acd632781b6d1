const ZONE = 'Asia/Ho_Chi_Minh';

function partsOf(instant: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hourCycle: 'h23', ...options });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

const DAY: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };

/** `dd/MM/yyyy` of an instant in Vietnam, or of a legal date (which has no zone). */
export function showDate(value: string): string {
  const legal = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (legal) return `${legal[3]}/${legal[2]}/${legal[1]}`;
  const part = partsOf(value, DAY);
  return `${part.day}/${part.month}/${part.year}`;
}

/** `HH:mm dd/MM/yyyy`, 24 hours, Vietnam time. */
export function showInstant(value: string): string {
  const part = partsOf(value, { ...DAY, hour: '2-digit', minute: '2-digit' });
  return `${part.hour}:${part.minute} ${part.day}/${part.month}/${part.year}`;
}

/** `HH:mm:ss`, Vietnam time. */
export function showTime(value: string): string {
  const part = partsOf(value, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return `${part.hour}:${part.minute}:${part.second}`;
}

/**
 * Reads a date as people type it: 5/3/2021, 05-03-2021, 5.3.2021 (day first), or 2021-03-05. Gives the ISO date;
 * undefined when it is no day of the calendar.
 */
export function readDate(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const [year, month, day] = dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : (yearFirst?.slice(1) ?? []);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** The day in Vietnam at an instant (epoch milliseconds), ISO. */
export const vietnamDay = (instant: number): string =>
  new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);

/** `dd/MM/yyyy HH:mm` in Vietnam, for a date-and-time field; empty for none. */
export function instantForField(value: string | null): string {
  if (value === null) return '';
  const part = partsOf(value, { ...DAY, hour: '2-digit', minute: '2-digit' });
  return `${part.day}/${part.month}/${part.year} ${part.hour}:${part.minute}`;
}

/**
 * The instant a date-and-time field names in Vietnam (UTC+7 all year): "31/12/2025 17:00", also "17:00 31/12/2025"
 * and "17h00". null when empty, undefined when it cannot be read (a day without its hour cannot).
 */
export function instantOfField(typed: string): string | null | undefined {
  const text = typed.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (text === '') return null;
  const parts = text.split(/[ T]/);
  const clock = parts.map((part) => /^(\d{1,2})[:hg](\d{2})?$/.exec(part)).find((match) => match !== null);
  const date = parts.map(readDate).find((day) => day !== undefined);
  if (parts.length !== 2 || !clock || date === undefined) return undefined;
  const [hour, minute] = [Number(clock[1]), Number(clock[2] ?? '0')];
  if (hour > 23 || minute > 59) return undefined;
  return `${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+07:00`;
}

/** Time left, in the units that matter: minutes alone stand only in the last hour. */
export interface TimeLeft {
  readonly largest: 'days' | 'hours' | 'minutes';
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Until an instant; null when it has passed. Milliseconds in; a minute that has begun counts as one. */
export function timeLeft(until: number, now: number): TimeLeft | null {
  const left = until - now;
  if (left <= 0) return null;
  const all = Math.ceil(left / 60_000);
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor((all % 1440) / 60), all % 60];
  return { largest: days > 0 ? 'days' : hours > 0 ? 'hours' : 'minutes', days, hours, minutes };
}
