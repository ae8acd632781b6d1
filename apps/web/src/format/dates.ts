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

/** `yyyy-MM-ddTHH:mm` in Vietnam, for a date-and-time field. */
export function instantForField(value: string | null): string {
  if (value === null) return '';
  const part = partsOf(value, { ...DAY, hour: '2-digit', minute: '2-digit' });
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** The instant a date-and-time field names in Vietnam (UTC+7 all year); null when empty. */
export function instantOfField(field: string): string | null {
  return field === '' ? null : `${field.slice(0, 16)}:00+07:00`;
}

/** Whole days, hours and minutes until an instant; null when it has passed. Milliseconds in. */
export function timeLeft(until: number, now: number): { days: number; hours: number; minutes: number } | null {
  const left = until - now;
  if (left <= 0) return null;
  const minutes = Math.floor(left / 60_000);
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
}
