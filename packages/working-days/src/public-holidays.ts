import { formatDate, parseDate, weekday, type DayNumber } from './calendar.ts';
import { fromLunarDate } from './lunar-date.ts';

export const HOLIDAY_IDS = [
  'new-year',
  'tet',
  'hung-kings',
  'victory-day',
  'labour-day',
  'national-day',
] as const;
export type HolidayId = (typeof HOLIDAY_IDS)[number];

export interface HolidayRule {
  readonly id: HolidayId;
  readonly name: string;
  readonly calendar: 'solar' | 'lunar';
  readonly month: number;
  readonly day: number;
  /** Days off; all but the first day named by the law lie beside it, before or after, as the yearly choice says. */
  readonly length: number;
  /** Years in which the rule stands, both included; null = still in force. */
  readonly from: number;
  readonly to: number | null;
  readonly source: string;
}

/** First whole year under the Labour Code of 2012, in force since 1/5/2013; earlier law is not kept here. */
export const FIRST_YEAR_OF_LAW = 2014;
const LAW_2012 = 'Bộ luật Lao động 2012 (10/2012/QH13), điều 115 khoản 1';
const LAW_2019 = 'Bộ luật Lao động 2019 (45/2019/QH14), điều 112 khoản 1';

type Anchor = Omit<HolidayRule, 'length' | 'from' | 'to' | 'source'>;
const under2012 = (anchor: Anchor, length = 1): HolidayRule => ({
  ...anchor,
  length,
  from: FIRST_YEAR_OF_LAW,
  to: 2020,
  source: LAW_2012,
});
const under2019 = (anchor: Anchor, length = 1): HolidayRule => ({
  ...anchor,
  length,
  from: 2021,
  to: null,
  source: LAW_2019,
});

const NEW_YEAR: Anchor = { id: 'new-year', name: 'Tết Dương lịch', calendar: 'solar', month: 1, day: 1 };
const TET: Anchor = { id: 'tet', name: 'Tết Âm lịch', calendar: 'lunar', month: 1, day: 1 };
const HUNG_KINGS: Anchor = {
  id: 'hung-kings',
  name: 'Giỗ Tổ Hùng Vương',
  calendar: 'lunar',
  month: 3,
  day: 10,
};
const VICTORY: Anchor = { id: 'victory-day', name: 'Ngày Chiến thắng', calendar: 'solar', month: 4, day: 30 };
const LABOUR: Anchor = {
  id: 'labour-day',
  name: 'Ngày Quốc tế lao động',
  calendar: 'solar',
  month: 5,
  day: 1,
};
const NATIONAL: Anchor = { id: 'national-day', name: 'Quốc khánh', calendar: 'solar', month: 9, day: 2 };

/** Days off by law with their validity. The code in force since 1/1/2021 gave Quốc khánh its second day. */
export const HOLIDAY_RULES: readonly HolidayRule[] = [
  ...[NEW_YEAR, HUNG_KINGS, VICTORY, LABOUR, NATIONAL].map((anchor) => under2012(anchor)),
  under2012(TET, 5),
  ...[NEW_YEAR, HUNG_KINGS, VICTORY, LABOUR].map((anchor) => under2019(anchor)),
  under2019(TET, 5),
  under2019(NATIONAL, 2),
];

/**
 * What the law leaves open and the Prime Minister decides every year (điều 112 khoản 3; before 2021 Nghị định
 * 45/2013/NĐ-CP điều 8): how many of the five days of Tết lie before it, and whether the second day of Quốc khánh is 1/9
 * (1 day before) or 3/9 (0 days before).
 */
export interface YearChoice {
  readonly tetDaysBefore: 1 | 2;
  readonly nationalDaysBefore: 0 | 1;
}

export const YEAR_CHOICES: readonly YearChoice[] = [
  { tetDaysBefore: 2, nationalDaysBefore: 1 },
  { tetDaysBefore: 2, nationalDaysBefore: 0 },
  { tetDaysBefore: 1, nationalDaysBefore: 1 },
  { tetDaysBefore: 1, nationalDaysBefore: 0 },
];

/** Saturday and Sunday, for state offices since 2/10/1999 (Quyết định 188/1999/QĐ-TTg). ISO weekdays. */
export const WEEKEND: readonly number[] = [6, 7];

export const DAY_OFF_KINDS = ['holiday', 'compensation', 'swap'] as const;
export type DayOffKind = (typeof DAY_OFF_KINDS)[number];

export interface DayOff {
  readonly date: string;
  /** By law; for a holiday that fell on a weekly day off (nghỉ bù); or exchanged for a worked day (hoán đổi). */
  readonly kind: DayOffKind;
  readonly name: string;
}

interface Holiday {
  readonly day: DayNumber;
  readonly name: string;
}

/**
 * Days off of a year by law, ascending, with the days that make up for holidays on a weekly day off: each the next
 * working day (điều 111 khoản 3; before 2021 điều 115 khoản 3). null for years before 2014 or after 2199.
 */
export function daysOffByLaw(year: number, choice: YearChoice): readonly DayOff[] | null {
  if (!Number.isInteger(year) || year < FIRST_YEAR_OF_LAW || year > 2199) return null;
  const holidays = HOLIDAY_RULES.filter((rule) => year >= rule.from && year <= (rule.to ?? year))
    .flatMap((rule) => holidaysOf(rule, year, choice))
    .sort((a, b) => a.day - b.day);
  const taken = new Set(holidays.map(({ day }) => day));
  const isWeekend = (day: DayNumber): boolean => WEEKEND.includes(weekday(day));
  const compensations = holidays
    .filter(({ day }) => isWeekend(day))
    .map(({ day, name }): Holiday => {
      let next = day + 1;
      while (taken.has(next) || isWeekend(next)) next++;
      taken.add(next);
      return { day: next, name: `Nghỉ bù ${name}` };
    });
  return [
    ...holidays.map((holiday) => ({ ...holiday, kind: 'holiday' as const })),
    ...compensations.map((holiday) => ({ ...holiday, kind: 'compensation' as const })),
  ]
    .sort((a, b) => a.day - b.day)
    .map(({ day, kind, name }) => ({ date: formatDate(day), kind, name }));
}

function holidaysOf(rule: HolidayRule, year: number, choice: YearChoice): readonly Holiday[] {
  const anchor = anchorOf(rule, year);
  if (anchor === null) return [];
  const chosen = rule.id === 'tet' ? choice.tetDaysBefore : choice.nationalDaysBefore;
  const first = rule.length > 1 ? anchor - chosen : anchor;
  return Array.from({ length: rule.length }, (_, at) => ({ day: first + at, name: rule.name }));
}

function anchorOf({ calendar, month, day }: HolidayRule, year: number): DayNumber | null {
  if (calendar === 'lunar') return fromLunarDate({ year, month, day, isLeap: false });
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return parseDate(text);
}

/**
 * What has been chosen so far: two days before Tết, and 1/9 unless 2/9 is a Thursday. It gives the working days that
 * were announced for each year since 2020 before swaps; it is an expectation, never a decision.
 */
export function usualChoice(year: number): YearChoice {
  const nationalDay = parseDate(`${year}-09-02`);
  const isThursday = nationalDay !== null && weekday(nationalDay) === 4;
  return { tetDaysBefore: 2, nationalDaysBefore: isThursday ? 0 : 1 };
}
