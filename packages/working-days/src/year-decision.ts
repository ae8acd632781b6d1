import type { WorkingCalendar } from './calendar.ts';
import { daysOffByLaw, FIRST_YEAR_OF_LAW, usualChoice, WEEKEND, type DayOff } from './public-holidays.ts';

/** A document that a decision rests on. What is not known for certain is null and the note says so, in Vietnamese. */
export interface SourceDocument {
  readonly issuer: string;
  readonly number: string | null;
  /** Date of issue, ISO. */
  readonly date: string | null;
  readonly about: string;
  readonly note: string | null;
}

/** A weekly day off that is worked instead of `insteadOf` (làm bù). */
export interface WorkedDay {
  readonly date: string;
  readonly insteadOf: string;
}

/** A day on which one office differs from the country: closed by a storm, open for a campaign. */
export interface LocalException {
  readonly date: string;
  readonly works: boolean;
  readonly reason: string;
}

/** Days off and worked days of one year, as announced (`schema/year-decision.schema.json`). Dates are ISO. */
export interface YearDecision {
  readonly year: number;
  readonly source: readonly SourceDocument[];
  /** Every day off beside the weekend; holidays that fall on a weekend are named too. */
  readonly daysOff: readonly DayOff[];
  readonly workedDays: readonly WorkedDay[];
  /** Of the office that keeps the document; none in a national one. */
  readonly localExceptions: readonly LocalException[];
}

/**
 * The working calendar of the decisions: the last one of a year counts, a worked day wins over a day off, an exception
 * of the office (`localExceptions` after those in the documents) wins over both. A year without a decision has weekends
 * only; `completeYears` fills in what the law alone says.
 */
export function calendarOf(
  decisions: readonly YearDecision[],
  localExceptions: readonly LocalException[] = [],
): WorkingCalendar {
  const inForce = [...new Map(decisions.map((decision) => [decision.year, decision])).values()];
  const works = new Map<string, boolean>();
  for (const { daysOff } of inForce) for (const { date } of daysOff) works.set(date, false);
  for (const { workedDays } of inForce) for (const { date } of workedDays) works.set(date, true);
  const exceptions = [...inForce.flatMap((decision) => decision.localExceptions), ...localExceptions];
  for (const { date, works: doesWork } of exceptions) works.set(date, doesWork);
  const datesThat = (work: boolean): readonly string[] =>
    [...works].flatMap(([date, worked]) => (worked === work ? [date] : [])).sort();
  return { weekend: WEEKEND, holidays: datesThat(false), workedDays: datesThat(true) };
}

const EXPECTED = 'Dự kiến theo luật: chưa có thông báo nghỉ lễ, Tết của năm, chưa kể ngày hoán đổi.';
const LAW_2012: SourceDocument = {
  issuer: 'Quốc hội',
  number: '10/2012/QH13',
  date: '2012-06-18',
  about: 'Bộ luật Lao động 2012, điều 115',
  note: EXPECTED,
};
const LAW_2019: SourceDocument = {
  ...LAW_2012,
  number: '45/2019/QH14',
  date: '2019-11-20',
  about: 'Bộ luật Lao động 2019, điều 111, 112',
};

/** The days off of a year that has not been announced yet, by law and usual choice; null outside 2014-2199. */
export function expectedDecision(year: number): YearDecision | null {
  const daysOff = daysOffByLaw(year, usualChoice(year));
  if (daysOff === null) return null;
  const source = [year < 2021 ? LAW_2012 : LAW_2019];
  return { year, source, daysOff, workedDays: [], localExceptions: [] };
}

/** The decisions with an expected one for each year from `first` to `last` that has none; none before 2014 or after 2199. */
export function completeYears(
  decisions: readonly YearDecision[],
  first: number,
  last: number,
): readonly YearDecision[] {
  const decided = new Set(decisions.map(({ year }) => year));
  const from = Math.max(first, FIRST_YEAR_OF_LAW);
  const count = Math.max(0, Math.min(last, 2199) - from + 1) || 0;
  const expected = Array.from({ length: count }, (_, at) => from + at)
    .filter((year) => !decided.has(year))
    .flatMap((year) => expectedDecision(year) ?? []);
  return [...decisions, ...expected];
}
