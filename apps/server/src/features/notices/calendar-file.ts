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
const HOUR_MS = 3_600_000;

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
];

/** Before the entry begins, which is an hour before the deadline: a day and two hours before it. */
const ALARMS = ['-PT23H', '-PT1H'];

/**
 * RFC 5545. Each deadline is an hour that ends at it. `stamp`: when the file was made. Written here and not by a
 * library: those at hand take the zone of the machine for plain dates, or write properties after components.
 */
export function calendarFile(name: string, deadlines: readonly CalendarDeadline[], stamp: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parix//deadlines//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...VTIMEZONE,
    ...deadlines.flatMap((deadline) => eventLines(deadline, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, at, title, description, url, alarms }: CalendarDeadline, stamp: Date): string[] {
  const summary = escaped(title);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;TZID=${ZONE}:${localTime(new Date(at.getTime() - HOUR_MS))}`,
    `DTEND;TZID=${ZONE}:${localTime(at)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    ...(alarms ? ALARMS.flatMap((trigger) => alarmLines(trigger, summary)) : []),
    'END:VEVENT',
  ];
}

const alarmLines = (trigger: string, summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:${trigger}`,
  `DESCRIPTION:${summary}`,
  'END:VALARM',
];

/** TEXT (3.3.11) on one line: what could end the line or the value is escaped or becomes a space. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\;,]/g, '\\$&');

/** Lines of at most 75 octets (3.1), never cut inside a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > 75) {
      pieces.push(piece);
      piece = ' ';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n');
}

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

/** `20261231T170000` as clocks in Vietnam show it. */
function localTime(instant: Date): string {
  const parts = new Map(CLOCK.formatToParts(instant).map(({ type, value }) => [type, value]));
  const joined = (...types: readonly Intl.DateTimeFormatPartTypes[]): string =>
    types.map((type) => parts.get(type) ?? '').join('');
  return `${joined('year', 'month', 'day')}T${joined('hour', 'minute', 'second')}`;
}
