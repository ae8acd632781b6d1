import type { Locale } from '../../platform/locale.ts';

/** `23:59:59,999 ngày 31/12/2026 (giờ Việt Nam)`: an instant as it is told to people, to the millisecond. */
export function instantWords(instant: Date, locale: Locale): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  const day = `${of('day')}/${of('month')}/${of('year')}`;
  const time = `${of('hour')}:${of('minute')}:${of('second')}`;
  return locale === 'en'
    ? `${day} ${time}.${of('fractionalSecond')} (Vietnam time)`
    : `${time},${of('fractionalSecond')} ngày ${day} (giờ Việt Nam)`;
}
