import { type DossierFigures, type DossierStatistics, ROW_MEASURES, type ROUTES } from '@parix/api-contract';
import {
  addSums,
  type CounterSums,
  evaluateMeasure,
  type HourCount,
  type Measure,
  MEASURES,
  type PeriodSums,
} from '@parix/one-stop';
import { type DayNumber, formatDate, parseDate } from '@parix/working-days';
import type { z } from 'zod';
import type { Context, PublicContext } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { refuse } from '../../platform/refusal.ts';
import { knownProcedures } from '../procedures/procedure-rules.read-model.ts';
import { unitNames, unitsBelow } from './units-of.ts';
import {
  hoursOf,
  laterByProcedure,
  sumsByHalf,
  sumsByProcedure,
  sumsByUnit,
  type SumsOf,
} from './figures.queries.ts';
import { halfOf, nextHalf, type Span } from './half-months.ts';
import { sourcesWithNews } from './sources.queries.ts';

type Query = z.output<typeof ROUTES.dossierFigures.query>;

/** Before this day nothing is counted: stocks are sums over all days since. */
const BEGINNING = parseDate('1990-01-01') ?? 0;
/** The longest period that is asked for at once, days. */
const LONGEST = 3660;

/** Every measure of a period: of all the units asked for, and of each of them or of each procedure. */
export function dossierStatistics(context: Context, query: Query): Promise<DossierStatistics> {
  context.permit('dossier-figures.read');
  return statisticsOf(context, query);
}

/** The same for whoever may read it without a right: the public page. */
export async function statisticsOf(context: PublicContext, query: Query): Promise<DossierStatistics> {
  const { db, now } = context;
  const today = parseDate(legalDayOf(now)) ?? 0;
  const period = periodOf(query, today);
  const unitIds = await unitsBelow(db, query.unitId, now);
  const before = { first: BEGINNING, last: period.first - 1 };
  const units = pair(
    ...(await Promise.all([sumsByUnit(db, before, unitIds, 'stocks'), sumsByUnit(db, period, unitIds)])),
  );
  const total = [...units.values()].reduce(addSums, { before: {}, within: {} });
  // They ask nothing of each other: on connections of their own they take the time of the longest.
  const [rows, hours, sources, ofMonths] = await Promise.all([
    query.by === 'unit' ? unitRows(context, units) : procedureRows(context, period, unitIds, today),
    hoursOf(db, period, unitIds),
    sourcesWithNews(db),
    months(context, period, unitIds),
  ]);
  return {
    period: { from: query.from, to: query.to, asOf: formatDate(period.last) },
    computedAt: now.toISOString(),
    sources: sources.map(({ name, lastEventAt }) => ({
      name,
      lastEventAt: lastEventAt?.toISOString() ?? null,
    })),
    total: figuresOf(total, hours),
    rows: inOrder(rows, query, context.locale).slice(0, query.limit),
    rowsInAll: rows.length,
    months: ofMonths,
  };
}

/** The period as asked, but not beyond today: a stock of tomorrow is a guess. */
function periodOf({ from, to }: Query, today: DayNumber): Span {
  const [first, end] = [parseDate(from), parseDate(to)];
  if (first === null || end === null) refuse('dossier-period');
  const last = Math.min(end, today);
  if (first < BEGINNING || end < first || first > today || last - first > LONGEST) refuse('dossier-period');
  return { first, last };
}

/** Sums before and within the period, by unit or procedure. */
function pair(before: readonly SumsOf[], within: readonly SumsOf[]): Map<string, PeriodSums> {
  const pairs = new Map<string, { before: CounterSums; within: CounterSums }>();
  for (const { key, sums } of before) pairs.set(key, { before: sums, within: {} });
  for (const { key, sums } of within) pairs.set(key, { before: pairs.get(key)?.before ?? {}, within: sums });
  return pairs;
}

const OF_ROWS: ReadonlySet<string> = new Set(ROW_MEASURES);
const ROW_ONES = MEASURES.filter(({ id }) => OF_ROWS.has(id));

const figuresOf = (
  sums: PeriodSums,
  hours: readonly HourCount[],
  measures: readonly Measure[] = MEASURES,
): DossierFigures =>
  Object.fromEntries(
    measures.map((measure) => {
      const { measure: id, value, reason, numerator, denominator } = evaluateMeasure(measure, sums, hours);
      return [id, { value, reason, numerator, denominator }];
    }),
  );

async function unitRows(
  { db, now }: PublicContext,
  units: ReadonlyMap<string, PeriodSums>,
): Promise<DossierStatistics['rows']> {
  const names = await unitNames(db, [...units.keys()], legalDayOf(now));
  return [...units].map(([key, sums]) => ({
    key,
    name: names.get(key) ?? key,
    figures: figuresOf(sums, [], ROW_ONES),
  }));
}

type FigureRow = DossierStatistics['rows'][number];

/** By name, or by a measure: what has no value stands last either way. */
function inOrder(rows: readonly FigureRow[], { sort, order }: Query, locale: string): readonly FigureRow[] {
  const byName = (a: FigureRow, b: FigureRow): number => a.name.localeCompare(b.name, locale);
  const sign = order === 'asc' ? 1 : -1;
  if (sort === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  const valueOf = ({ figures }: FigureRow): number | null => {
    const value = figures[sort]?.value ?? null;
    return value === null ? null : Number(value);
  };
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return sign * (one - other) || byName(a, b);
  });
}

/** Official periods are made of half months; what procedures did on other days is not kept apart. */
async function procedureRows(
  { db }: PublicContext,
  period: Span,
  unitIds: readonly string[] | null,
  today: DayNumber,
): Promise<DossierStatistics['rows']> {
  const whole = wholeHalves(period, today);
  const before = { first: BEGINNING, last: period.first - 1 };
  const sums = pair(
    ...(await Promise.all([
      sumsByProcedure(db, before, unitIds, 'stocks'),
      sumsByProcedure(db, whole, unitIds),
    ])),
  );
  if (whole.last > period.last) {
    const later = await laterByProcedure(db, { first: period.last + 1, last: whole.last }, unitIds);
    for (const { key, sums: ahead } of later) {
      const known = sums.get(key) ?? { before: {}, within: {} };
      sums.set(key, addSums(known, { before: {}, within: negated(ahead) }));
    }
  }
  const names = await knownProcedures(db, [...sums.keys()]);
  return [...sums].map(([key, each]) => ({
    key: key === '' ? null : key,
    name: names.get(key)?.name ?? key,
    figures: figuresOf(each, [], ROW_ONES),
  }));
}

/** The period as whole half months; the one that runs today may be cut off at today. Refuses any other. */
function wholeHalves({ first, last }: Span, today: DayNumber): Span {
  const end = last === today ? nextHalf(last) - 1 : last;
  if (halfOf(first) !== first || nextHalf(end) !== end + 1) refuse('dossier-half-months');
  return { first, last: end };
}

const negated = (sums: CounterSums): CounterSums =>
  Object.fromEntries(Object.entries(sums).map(([counter, by]) => [counter, -by]));

/** The twelve months up to the end of the period, each with what was open at its end. */
async function months(
  { db }: PublicContext,
  period: Span,
  unitIds: readonly string[] | null,
): Promise<DossierStatistics['months']> {
  const last = formatDate(period.last).slice(0, 7);
  const span = { first: parseDate(`${yearBefore(last)}-01`) ?? period.first, last: period.last };
  const beforeAll = addAll(
    await sumsByUnit(db, { first: BEGINNING, last: span.first - 1 }, unitIds, 'stocks'),
  );
  const halves = await sumsByHalf(db, { first: span.first, last: halfOf(period.last) - 1 }, unitIds);
  const running = addAll(await sumsByUnit(db, { first: halfOf(period.last), last: period.last }, unitIds));
  const byMonth = new Map<string, CounterSums>();
  for (const { key, sums } of [...halves, { key: formatDate(halfOf(period.last)), sums: running }])
    byMonth.set(key.slice(0, 7), plus(byMonth.get(key.slice(0, 7)) ?? {}, sums));
  let before = beforeAll;
  return [...byMonth].map(([month, within]) => {
    const figures = figuresOf({ before, within }, [], ROW_ONES);
    before = plus(before, within);
    return { month, figures };
  });
}

/** The month after the one a year ago: twelve of them end with this one. */
function yearBefore(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year}-01` : `${year - 1}-${String(number + 1).padStart(2, '0')}`;
}

const plus = (a: CounterSums, b: CounterSums): CounterSums =>
  addSums({ before: {}, within: a }, { before: {}, within: b }).within;
const addAll = (all: readonly SumsOf[]): CounterSums => all.map(({ sums }) => sums).reduce(plus, {});
