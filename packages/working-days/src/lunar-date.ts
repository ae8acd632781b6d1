import { FIRST_DAY, formatDate, LAST_DAY, type DayNumber } from './calendar.ts';
import { FIRST_NEW_MOON, LUNATION, newMoon } from './new-moon.ts';
import { sunLongitude } from './sun-longitude.ts';

/**
 * A date of the Vietnamese lunar calendar, reckoned by the time of the 105th meridian (UTC+7), which is the state's
 * calendar since 1968 (Quyết định 121-CP ngày 8/8/1967). Earlier years are reckoned the same way here, whatever
 * was used then. `year` is the Gregorian year in which the lunar year begins.
 */
export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** A leap month follows the ordinary month of its number (tháng nhuận). */
  readonly isLeap: boolean;
}

interface LunarMonth {
  readonly start: DayNumber;
  readonly end: DayNumber;
  readonly year: number;
  readonly month: number;
  readonly isLeap: boolean;
}

const DAY = 86_400_000;
const ZONE = 7 * 3_600_000;

/** Vietnamese day in which the k-th new moon falls: the first day of a month. */
const newMoonDay = (k: number): DayNumber => Math.floor((newMoon(k) + ZONE) / DAY);

/** Sectors of 30 degrees that the sun has entered when the day begins; 9 is entered at the winter solstice. */
const sectorAt = (day: DayNumber): number => Math.floor(sunLongitude(day * DAY - ZONE) / 30);

/** Number of the new moon that begins month 11, the month in which the winter solstice of the year falls. */
function solsticeMoon(year: number): number {
  const christmas = Math.floor(Date.UTC(year, 11, 25) / DAY);
  let k = Math.floor((christmas - FIRST_NEW_MOON) / LUNATION) + 1;
  while (newMoonDay(k) > christmas) k--;
  // The solstice is over by the 25th; a month that begins after it is month 12.
  return sectorAt(newMoonDay(k)) === 9 ? k - 1 : k;
}

/**
 * Months from the one of the winter solstice of `year - 1` up to that of `year`. Of thirteen the first in which the sun
 * enters no sector (no principal term, trung khí) is the leap month.
 */
function monthsBefore(year: number): readonly LunarMonth[] {
  const first = solsticeMoon(year - 1);
  const count = solsticeMoon(year) - first;
  const starts = Array.from({ length: count + 1 }, (_, at) => newMoonDay(first + at));
  const sectors = starts.map(sectorAt);
  const leap = count === 13 ? sectors.findIndex((sector, at) => at > 0 && sector === sectors[at + 1]) : -1;
  return starts.slice(0, count).map((start, at) => {
    const place = leap > 0 && at >= leap ? at - 1 : at;
    return {
      start,
      end: starts[at + 1] ?? start,
      year: place < 2 ? year - 1 : year,
      month: ((place + 10) % 12) + 1,
      isLeap: at === leap,
    };
  });
}

/** Lunar date of a day between 1900 and 2199; null for any other number. */
export function toLunarDate(day: DayNumber): LunarDate | null {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) return null;
  const year = Number(formatDate(day).slice(0, 4));
  const months = [...monthsBefore(year), ...monthsBefore(year + 1)];
  const found = months.find(({ start, end }) => day >= start && day < end);
  if (found === undefined) return null;
  return { year: found.year, month: found.month, day: day - found.start + 1, isLeap: found.isLeap };
}

/** Day of a lunar date; null when there is no such date or it lies outside 1900-2199. */
export function fromLunarDate(date: LunarDate): DayNumber | null {
  if (!Number.isInteger(date.year) || date.year < 1899 || date.year > 2199) return null;
  const months = monthsBefore(date.month >= 11 ? date.year + 1 : date.year);
  const found = months.find(
    ({ year, month, isLeap }) => year === date.year && month === date.month && isLeap === date.isLeap,
  );
  if (found === undefined || !Number.isInteger(date.day) || date.day < 1) return null;
  const day = found.start + date.day - 1;
  return day < found.end && day >= FIRST_DAY && day <= LAST_DAY ? day : null;
}

/** First day of the lunar year (mùng 1 Tết); null outside 1900-2199. */
export function lunarNewYear(year: number): DayNumber | null {
  return fromLunarDate({ year, month: 1, day: 1, isLeap: false });
}
