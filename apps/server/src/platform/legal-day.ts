/** Vietnam's calendar; only the offset counts, because the name of the zone differs between machines. */
const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day, 'YYYY-MM-DD', that an instant falls on in Vietnam. */
export function legalDayOf(instant: Date): string {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}`;
}
