import type { CalendarYear } from '@parix/api-contract';
import {
  checkYearDecision,
  describeYearProblem,
  formatDate,
  parseDate,
  type WorkingClock,
  type YearDecision,
  type YearProblem,
} from '@parix/working-days';
import type { Context } from '../../platform/context.ts';
import type { ImportProblem } from '../../platform/import-report.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import type { Locale } from '../../platform/locale.ts';
import { isExpected, loadYear, loadYears } from './stored-decision.ts';
import { loadWorkingClock } from './working-clock.read-model.ts';

/** Announcements of the next year come in autumn; from this month on the missing one is asked for. */
const ASKED_FROM_MONTH = 10;

export async function describeYear(context: Context, year: number): Promise<CalendarYear> {
  const { db, now, locale } = context;
  const { row, decision } = await loadYear(db, year);
  const clock = await loadWorkingClock(db);
  const years = await loadYears(db);
  const days = daysOf(year);
  const shown = decision ?? { year, source: [], daysOff: [], workedDays: [], localExceptions: [] };
  const today = legalDayOf(now);
  return {
    year,
    basis: decision === null ? 'weekends-only' : isExpected(decision) ? 'expected' : 'announced',
    sequence: row?.sequence ?? 0,
    recordedAt: row?.recordedAt.toISOString() ?? null,
    recordedBy: row?.recordedBy ?? null,
    decision: copyOf(shown),
    warnings: decision === null ? [] : findings(checkYearDecision(decision).problems, locale),
    workedForOthers: years
      .filter((other) => other.year !== year)
      .flatMap(({ workedDays }) => workedDays.filter(({ date }) => date.startsWith(`${year}-`))),
    closed: days.filter((day) => !clock.isWorkingDay(day)).map(formatDate),
    workingDays: countByMonth(days, clock),
    unannounced: unannounced(today, years),
    today,
  };
}

export const copyOf = ({ year, source, daysOff, workedDays, localExceptions }: YearDecision) => ({
  year,
  source: [...source],
  daysOff: [...daysOff],
  workedDays: [...workedDays],
  localExceptions: [...localExceptions],
});

export const findings = (problems: readonly YearProblem[], locale: Locale): ImportProblem[] =>
  problems.map((problem) => ({
    place: problem.place,
    code: problem.code,
    message: describeYearProblem(problem, locale),
    value: null,
  }));

/** Every day of the year, in order. */
export function daysOf(year: number): readonly number[] {
  const first = parseDate(`${year}-01-01`);
  const last = parseDate(`${year}-12-31`);
  if (first === undefined || last === undefined || first === null || last === null) return [];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function countByMonth(days: readonly number[], clock: WorkingClock): number[] {
  const months = Array.from({ length: 12 }, () => 0);
  for (const day of days) {
    if (!clock.isWorkingDay(day)) continue;
    const month = Number(formatDate(day).slice(5, 7)) - 1;
    months[month] = (months[month] ?? 0) + 1;
  }
  return months;
}

function unannounced(today: string, years: readonly YearDecision[]): number[] {
  const year = Number(today.slice(0, 4));
  const asked = Number(today.slice(5, 7)) >= ASKED_FROM_MONTH ? [year, year + 1] : [year];
  const latest = new Map(years.map((decision) => [decision.year, decision]));
  return asked.filter((one) => {
    const decision = latest.get(one);
    return decision !== undefined && isExpected(decision);
  });
}
