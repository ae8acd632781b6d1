import type { CalendarYear, DecisionPreview, ROUTES } from '@parix/api-contract';
import {
  checkYearDecision,
  formatDate,
  type LocalException,
  type WorkingClock,
  type YearDecision,
} from '@parix/working-days';
import { z } from 'zod';
import { type AuditAction, recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import type { ImportProblem } from '../../platform/import-report.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { orderRecountOfDays } from '../dossiers/recount-orders.read-model.ts';
import { copyOf, daysOf, describeYear, findings } from './describe-year.ts';
import { readDecision } from './read-decision.ts';
import { loadYear, loadYears, storedDecision } from './stored-decision.ts';
import { insertDecision, listDecisionRows, lockDecisions } from './working-calendar.queries.ts';
import { clockOfYears } from './clock-of-years.read-model.ts';
import { loadWorkingClock } from './working-clock.read-model.ts';

export async function getCalendarYear(context: Context, year: number): Promise<CalendarYear> {
  context.permit('working-calendar.read');
  return describeYear(context, year);
}

export async function listDecisions(
  context: Context,
  { limit, cursor, year }: z.output<typeof ROUTES.listYearDecisions.query>,
) {
  context.permit('working-calendar.read');
  const after = decodeCursor(cursor, z.tuple([z.int(), z.int()]));
  const rows = await listDecisionRows(context.db, { year }, after, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.year, row.sequence],
    ({ document, recordedAt, ...row }) => ({
      ...row,
      recordedAt: recordedAt.toISOString(),
      decision: copyOf(storedDecision(document)),
    }),
  );
}

/** What is wrong with a document, and which days it would change; nothing is stored. */
export async function previewDecision(context: Context, document: unknown): Promise<DecisionPreview> {
  context.permit('working-calendar.manage');
  const { db, locale } = context;
  const { decision, errors, warnings } = readDecision(document, locale);
  if (decision === null) return { year: null, sequence: 0, errors, warnings, changedDays: [] };
  const { row } = await loadYear(db, decision.year);
  const before = await loadWorkingClock(db);
  const after = clockOfYears([...(await loadYears(db)), decision]);
  const changedDays = differences(before, after, decision.year);
  return { year: decision.year, sequence: row?.sequence ?? 0, errors, warnings, changedDays };
}

export async function recordDecision(
  context: Context,
  document: unknown,
  version: number,
): Promise<CalendarYear> {
  context.permit('working-calendar.manage');
  const { decision, errors } = readDecision(document, context.locale);
  if (decision === null) refuse('year-decision-invalid', { errors: errors.map(inBody) });
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await lockDecisions(db);
    await refuseStale(inside, decision.year, version);
    return store(inside, decision, 'year-decision.recorded', {});
  });
}

const inBody = ({ place, code, message }: ImportProblem) => ({
  place: `/body/document${place}`,
  code,
  message,
});

/** Adds a day of the authority's own to what holds for the year, or replaces the one that stands for the day. */
export async function addException(
  context: Context,
  year: number,
  { date, works, reason, ...source }: z.output<typeof ROUTES.addLocalException.body>,
  version: number,
): Promise<CalendarYear> {
  context.permit('working-calendar.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const decision = await heldYear(inside, year, version);
    const exception: LocalException = { date, works, reason };
    const document = {
      issuer: source.issuer,
      number: source.number,
      date: source.documentDate,
      about: reason,
      note: null,
    };
    const changed = {
      ...decision,
      source: [...sourcesWithout(decision, date), document],
      localExceptions: [...othersThan(decision, date), exception].toSorted(byDate),
    };
    return store(inside, checked(inside, changed), 'local-exception.added', { ...exception, document });
  });
}

export async function withdrawException(
  context: Context,
  { year, date }: z.output<typeof ROUTES.withdrawLocalException.params>,
  reason: string,
  version: number,
): Promise<CalendarYear> {
  context.permit('working-calendar.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const decision = await heldYear(inside, year, version);
    const localExceptions = othersThan(decision, date);
    if (localExceptions.length === decision.localExceptions.length) refuse('not-found');
    const changed = { ...decision, source: sourcesWithout(decision, date), localExceptions };
    return store(inside, changed, 'local-exception.withdrawn', { date, reason });
  });
}

const othersThan = ({ localExceptions }: YearDecision, date: string): readonly LocalException[] =>
  localExceptions.filter((exception) => exception.date !== date);

/** The documents but that of the day's exception; a decision rests on one at least. */
function sourcesWithout({ source, localExceptions }: YearDecision, date: string): YearDecision['source'] {
  const gone = localExceptions.find((exception) => exception.date === date);
  const shared = localExceptions.some((other) => other !== gone && other.reason === gone?.reason);
  const left = source.filter(({ about }) => about !== gone?.reason);
  return gone === undefined || shared || left.length === 0 ? source : left;
}

const byDate = (a: LocalException, b: LocalException): number => (a.date < b.date ? -1 : 1);

/** What holds for the year, held against others who change it. A year without law starts from weekends alone. */
async function heldYear(context: Context, year: number, version: number): Promise<YearDecision> {
  await lockDecisions(context.db);
  await refuseStale(context, year, version);
  const { decision } = await loadYear(context.db, year);
  return decision ?? { year, source: [], daysOff: [], workedDays: [], localExceptions: [] };
}

async function refuseStale(context: Context, year: number, version: number): Promise<void> {
  const { row } = await loadYear(context.db, year);
  if ((row?.sequence ?? 0) !== version)
    refuse('edit-conflict', { current: await describeYear(context, year) });
}

function checked({ locale }: Context, decision: YearDecision): YearDecision {
  const errors = checkYearDecision(decision).problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    refuse('year-decision-invalid', {
      errors: findings(errors, locale).map(({ code, message }) => ({ place: '/body/date', code, message })),
    });
  return decision;
}

type DecisionAct = Extract<AuditAction, 'year-decision.recorded' | `local-exception.${string}`>;

async function store(
  context: Context,
  decision: YearDecision,
  action: DecisionAct,
  detail: Readonly<Record<string, unknown>>,
): Promise<CalendarYear> {
  const { db, now, person, requestId } = context;
  const { year } = decision;
  const before = await loadWorkingClock(db);
  const sequence = ((await loadYear(db, year)).row?.sequence ?? 0) + 1;
  const document = JSON.stringify(decision);
  const row = { year, sequence, document, authorId: person.accountId, recordedAt: now, requestId };
  await insertDecision(db, row);
  const changedDays = differences(before, await loadWorkingClock(db), year);
  const subject = `year-decision:${year}/${sequence}`;
  await recordAudit(db, context, { action, subject, detail: { ...detail, changedDays } });
  await orderRecountOfDays(
    db,
    context,
    changedDays.map(({ date }) => date),
  );
  return describeYear(context, year);
}

/** A decision may say what is worked at the end of the year before, or at the beginning of the next. */
const differences = (before: WorkingClock, after: WorkingClock, year: number) =>
  [year - 1, year, year + 1]
    .flatMap(daysOf)
    .filter((day) => before.isWorkingDay(day) !== after.isWorkingDay(day))
    .map((day) => ({ date: formatDate(day), works: after.isWorkingDay(day) }));
