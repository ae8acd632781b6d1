import type { Locale } from '../../platform/locale.ts';

const VIETNAM = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "17:00 ngày 31/12/2026" in Vietnam's time. */
export function writtenInstant(instant: Date, locale: Locale): string {
  const parts = new Map(VIETNAM.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const between = locale === 'en' ? ' on ' : ' ngày ';
  return `${part('hour')}:${part('minute')}${between}${part('day')}/${part('month')}/${part('year')}`;
}

/** "3 ngày 2 giờ", "5 giờ 20 phút", "20 phút": whole units, rounded down, the two largest that matter. */
export function timeLeft(now: Date, until: Date, locale: Locale): string {
  const minutes = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const en = locale === 'en';
  const say = (count: number, vi: string, one: string): string =>
    en ? `${count} ${one}${count === 1 ? '' : 's'}` : `${count} ${vi}`;
  const parts =
    days > 0
      ? [say(days, 'ngày', 'day'), hours > 0 && days < 4 ? say(hours, 'giờ', 'hour') : '']
      : hours > 0
        ? [say(hours, 'giờ', 'hour'), rest > 0 ? say(rest, 'phút', 'minute') : '']
        : [say(rest, 'phút', 'minute')];
  return parts.filter((part) => part !== '').join(' ');
}
