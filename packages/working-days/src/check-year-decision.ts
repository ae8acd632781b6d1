import { parseDate, weekday } from './calendar.ts';
import {
  DAY_OFF_KINDS,
  daysOffByLaw,
  WEEKEND,
  YEAR_CHOICES,
  type DayOff,
  type DayOffKind,
} from './public-holidays.ts';
import type { YearDecision } from './year-decision.ts';
import { createReader, type Reader, type YearReport } from './year-reader.ts';
import type { YearProblem } from './year-problems.ts';

export interface CheckedYear {
  /** null when there is an error. */
  readonly decision: YearDecision | null;
  readonly problems: readonly YearProblem[];
}

/**
 * Reads a yearly decision from foreign JSON, strictly, and says by place what is wrong: errors of the document itself,
 * then warnings where it differs from the law or its swaps do not match.
 */
export function checkYearDecision(document: unknown): CheckedYear {
  const problems: YearProblem[] = [];
  const report: YearReport = (severity, code, place, detail = {}) =>
    problems.push({ severity, code, place, detail });
  const decision = readDecision(createReader(report), document);
  checkDates(decision, report);
  if (problems.some(({ severity }) => severity === 'error')) return { decision: null, problems };
  checkSwaps(decision, report);
  checkLaw(decision, report);
  return { decision, problems };
}

function readDecision(read: Reader, document: unknown): YearDecision {
  const root = read.object(document, '', ['year', 'source', 'daysOff', 'workedDays', 'localExceptions']);
  return {
    year: read.year(root['year'], '/year'),
    source: read.list(root['source'], '/source', 'source-missing', (entry, place) => {
      const found = read.object(entry, place, ['issuer', 'number', 'date', 'about', 'note']);
      return {
        issuer: read.text(found['issuer'], `${place}/issuer`),
        number: found['number'] === null ? null : read.text(found['number'], `${place}/number`),
        date: found['date'] === null ? null : read.date(found['date'], `${place}/date`),
        about: read.text(found['about'], `${place}/about`),
        note: found['note'] === null ? null : read.text(found['note'], `${place}/note`),
      };
    }),
    daysOff: read.list(root['daysOff'], '/daysOff', null, (entry, place) => {
      const found = read.object(entry, place, ['date', 'kind', 'name']);
      return {
        date: read.date(found['date'], `${place}/date`),
        kind: read.choice<DayOffKind>(found['kind'], `${place}/kind`, DAY_OFF_KINDS),
        name: read.text(found['name'], `${place}/name`),
      };
    }),
    workedDays: read.list(root['workedDays'], '/workedDays', null, (entry, place) => {
      const found = read.object(entry, place, ['date', 'insteadOf']);
      return {
        date: read.date(found['date'], `${place}/date`),
        insteadOf: read.date(found['insteadOf'], `${place}/insteadOf`),
      };
    }),
    localExceptions: read.list(root['localExceptions'], '/localExceptions', null, (entry, place) => {
      const found = read.object(entry, place, ['date', 'works', 'reason']);
      return {
        date: read.date(found['date'], `${place}/date`),
        works: read.flag(found['works'], `${place}/works`),
        reason: read.text(found['reason'], `${place}/reason`),
      };
    }),
  };
}

const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Every list: dates of the year, each once. A day may be worked at the end of the year before: 27/12/2014 for 2/1/2015. */
function checkDates(decision: YearDecision, report: YearReport): void {
  const { year, daysOff, workedDays, localExceptions } = decision;
  const lists = { daysOff, workedDays, localExceptions };
  for (const [name, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    list.forEach(({ date }, at) => {
      if (date === '') return;
      const place = `/${name}/${at}/date`;
      const away = Math.abs(yearOf(date) - year);
      // Year 0 stands for one that could not be read.
      if (year !== 0 && away > (name === 'workedDays' ? 1 : 0))
        report('error', 'date-outside-year', place, { date, year: String(year) });
      if (seen.has(date)) report('error', 'date-twice', place, { date });
      seen.add(date);
    });
  }
  const off = new Set(daysOff.map(({ date }) => date));
  workedDays.forEach(({ date }, at) => {
    if (date !== '' && off.has(date)) report('error', 'off-and-worked', `/workedDays/${at}/date`, { date });
  });
}

const isWeekend = (date: string): boolean => WEEKEND.includes(weekday(parseDate(date) ?? 0));

function checkSwaps({ daysOff, workedDays }: YearDecision, report: YearReport): void {
  const swaps = new Set(daysOff.flatMap(({ date, kind }) => (kind === 'swap' ? [date] : [])));
  const madeUp = new Set(workedDays.map(({ insteadOf }) => insteadOf));
  workedDays.forEach(({ date, insteadOf }, at) => {
    const place = `/workedDays/${at}`;
    if (!isWeekend(date)) report('warning', 'worked-day-on-working-day', `${place}/date`, { date });
    if (!swaps.has(insteadOf))
      report('warning', 'worked-day-without-swap', `${place}/insteadOf`, { date, insteadOf });
  });
  daysOff.forEach(({ date, kind }, at) => {
    if (kind === 'swap' && !madeUp.has(date))
      report('warning', 'swap-without-worked-day', `/daysOff/${at}`, { date });
  });
}

/** Against the law with that choice of the year which the decision comes nearest to. */
function checkLaw({ year, daysOff }: YearDecision, report: YearReport): void {
  const ordinary = daysOff.flatMap((day, at) => (day.kind === 'swap' ? [] : [{ ...day, at }]));
  const mine = new Set(ordinary.map(({ date }) => date));
  const [nearest] = YEAR_CHOICES.flatMap((choice) => {
    const byLaw = daysOffByLaw(year, choice);
    return byLaw === null ? [] : [{ byLaw, missing: byLaw.filter(({ date }) => !mine.has(date)) }];
  }).sort((a, b) => a.missing.length - b.missing.length);
  if (nearest === undefined) return;
  const lawful = new Set(nearest.byLaw.map(({ date }) => date));
  const about = ({ date, name }: DayOff) => ({ date, name });
  nearest.missing.forEach((day) => report('warning', 'day-off-by-law-missing', '/daysOff', about(day)));
  ordinary
    .filter(({ date }) => !lawful.has(date))
    .forEach((day) => report('warning', 'day-off-not-by-law', `/daysOff/${day.at}`, about(day)));
}
