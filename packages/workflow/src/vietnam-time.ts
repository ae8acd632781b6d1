/*
 * Days as people in Vietnam count them. The zone's own rules give the offset, not a constant: it was another one
 * before 1975, and dates of that time are shown too.
 */
const ZONE = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Milliseconds by which clocks in Vietnam are ahead of UTC at the instant (ms since the epoch). */
function offsetAt(instant: number): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const parts = new Map(ZONE.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - whole;
}

/** Number of the day in Vietnam at the instant: days since 1 January 1970. */
export function dayInVietnam(instant: number): number {
  return Math.floor((instant + offsetAt(instant)) / DAY_MS);
}

/** The instant at which the clock shows this hour on that day in Vietnam. */
export function instantInVietnam(day: number, hour: number): number {
  const shown = day * DAY_MS + hour * HOUR_MS;
  return shown - offsetAt(shown - offsetAt(shown));
}

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
