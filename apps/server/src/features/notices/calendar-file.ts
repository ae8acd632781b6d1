import icalendar, { ICalAlarmType, type ICalDayJsStub } from 'ical-generator';

/** An instant by which something must be done. */
export interface CalendarDeadline {
  /** Stable over changes of date and title, so that a calendar program moves the entry instead of adding one. */
  readonly uid: string;
  readonly at: Date;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** False for what is done already: it stays in the calendar, but nothing rings. */
  readonly alarms: boolean;
}

const ZONE = 'Asia/Ho_Chi_Minh';

/** The rules of the zone that hold since 13 June 1975 (no daylight saving time); older dates are not written here. */
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

const HOUR_MS = 3_600_000;
/** Seconds before the entry begins, which is an hour before the deadline: a day and two hours before it. */
const ALARMS = [23 * 3600, 3600];

/** RFC 5545. Each deadline is an hour that ends at it. `stamp`: when the file was made. */
export function calendarFile(name: string, deadlines: readonly CalendarDeadline[], stamp: Date): string {
  const calendar = icalendar({
    name,
    prodId: { company: 'Parix', product: 'deadlines', language: 'VI' },
    timezone: { name: null, generator: () => VTIMEZONE },
  });
  for (const { uid, at, title, description, url, alarms } of deadlines) {
    calendar.createEvent({
      id: uid,
      stamp,
      timezone: ZONE,
      start: inVietnam(new Date(at.getTime() - HOUR_MS)),
      end: inVietnam(at),
      summary: oneLine(title),
      description: oneLine(description),
      url,
      ...(alarms && { alarms: ALARMS.map((trigger) => ({ type: ICalAlarmType.display, trigger })) }),
    });
  }
  return `${calendar.toString()}\r\n`;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/**
 * An instant that the library writes as clocks in Vietnam show it: of a plain `Date` it would take the zone of the
 * machine. It asks for the two forms below and no others.
 */
function inVietnam(instant: Date): ICalDayJsStub {
  const parts = new Map(CLOCK.formatToParts(instant).map(({ type, value }) => [type, value]));
  const joined = (...types: readonly Intl.DateTimeFormatPartTypes[]): string =>
    types.map((type) => parts.get(type) ?? '').join('');
  return {
    format: (form) =>
      form === 'HHmmss' ? joined('hour', 'minute', 'second') : joined('year', 'month', 'day'),
    isValid: () => true,
    toDate: () => instant,
    toJSON: () => instant.toISOString(),
  };
}
