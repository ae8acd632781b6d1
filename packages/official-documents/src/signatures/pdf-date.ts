import type { PdfValue } from './pdf-value.ts';

/** "D:20260205140322+07'00'" as ISO 8601; null when it is no date. Parts left out are what the standard presumes. */
export function pdfDate(value: PdfValue | undefined): string | null {
  if (value?.type !== 'string') return null;
  const match = DATE.exec(value.text);
  if (match === null) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    zoneHour,
    zoneMinute,
  ] = match;
  const zone = sign === undefined || sign === 'Z' ? 'Z' : `${sign}${zoneHour ?? '00'}:${zoneMinute ?? '00'}`;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const DATE = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([Z+-])(?:(\d{2})'?(\d{2})?'?)?)?/;
