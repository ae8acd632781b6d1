import { z } from 'zod';
import { importProblem, instant, legalDate, page, pageQuery, requiredText } from './common.ts';
import { COUNTINGS } from './procedures.ts';
import { route } from './route.ts';

const DAY_OFF_KINDS = ['holiday', 'compensation', 'swap'] as const;

const sourceDocument = z.object({
  issuer: z.string(),
  number: z.string().nullable(),
  date: legalDate.nullable(),
  about: z.string(),
  note: z.string().nullable(),
});
/** A yearly decision as `year-decision.schema.json` has it. */
const yearDecision = z.object({
  year: z.int(),
  source: z.array(sourceDocument),
  daysOff: z.array(z.object({ date: legalDate, kind: z.enum(DAY_OFF_KINDS), name: z.string() })),
  workedDays: z.array(z.object({ date: legalDate, insteadOf: legalDate })),
  localExceptions: z.array(z.object({ date: legalDate, works: z.boolean(), reason: z.string() })),
});

/**
 * Where a year's days come from. `announced`: a decision that is built in or recorded. `expected`: by the law alone, no
 * announcement is known yet. `weekends-only`: neither, for years before the law that is kept.
 */
export const YEAR_BASES = ['announced', 'expected', 'weekends-only'] as const;

export const calendarYear = z.object({
  year: z.int(),
  basis: z.enum(YEAR_BASES),
  /** Number of the recorded decision that counts; 0: none is recorded. */
  sequence: z.int(),
  recordedAt: instant.nullable(),
  recordedBy: z.string().nullable(),
  decision: yearDecision,
  /** Where the decision differs from the law, by place in it. */
  warnings: z.array(importProblem),
  /** Worked days of neighbouring years' decisions that lie in this year. */
  workedForOthers: z.array(z.object({ date: legalDate, insteadOf: legalDate })),
  /** Every day on which offices are closed, weekends too. */
  closed: z.array(legalDate),
  /** Working days of each month, from January. */
  workingDays: z.array(z.int()),
  /** Years, of this and the next, whose announcement should be here by now and is not. */
  unannounced: z.array(z.int()),
  today: legalDate,
});
export type CalendarYear = z.output<typeof calendarYear>;

const recordedDecision = z.object({
  year: z.int(),
  sequence: z.int(),
  recordedAt: instant,
  recordedBy: z.string().nullable(),
  /** False: a later one of the year counts. */
  counts: z.boolean(),
  decision: yearDecision,
});
export type RecordedDecision = z.output<typeof recordedDecision>;

const changedDays = z.array(z.object({ date: legalDate, works: z.boolean() }));
const decisionPreview = z.object({
  year: z.int().nullable().describe('null: the document does not say it'),
  /** Of the year, to record against. */
  sequence: z.int(),
  errors: z.array(importProblem),
  warnings: z.array(importProblem),
  changedDays: changedDays.describe('Days that would become working days or days off'),
});
export type DecisionPreview = z.output<typeof decisionPreview>;

const countedDay = z.object({
  date: legalDate,
  works: z.boolean(),
  /** Why it differs from other days of the week: the day off, the swap, the reason; null: nothing is special. */
  reason: z.string().nullable(),
  /** Of working days that count: which one, from 1; null: not counted. */
  number: z.int().nullable(),
  minutes: z.int().describe('Working minutes counted on the day'),
});
export type CountedDay = z.output<typeof countedDay>;

/** Enough for the longest processing time, and short enough to be read. */
const MOST_HOURS = 4000;
const yearParams = z.object({ year: z.coerce.number().int().min(1900).max(2199) });
const reason = requiredText(500);

export const workingCalendarRoutes = {
  getCalendarYear: route({
    method: 'GET',
    path: '/working-calendar/:year',
    permission: 'working-calendar.read',
    feature: 'working-calendar',
    summary: 'One year: days off with names, swaps, local exceptions, and the documents behind them',
    params: yearParams,
    response: calendarYear,
  }),
  listYearDecisions: route({
    method: 'GET',
    path: '/year-decisions',
    permission: 'working-calendar.read',
    feature: 'working-calendar',
    summary: 'Recorded yearly decisions, latest year first; nothing of them is ever overwritten',
    query: pageQuery.extend({ year: z.coerce.number().int().min(1900).max(2199).optional() }),
    response: page(recordedDecision),
  }),
  previewYearDecision: route({
    method: 'POST',
    path: '/year-decisions/preview',
    permission: 'working-calendar.manage',
    feature: 'working-calendar',
    summary: 'What is wrong with a decision, by place, and which days it would change',
    body: z.object({ document: z.unknown() }),
    response: decisionPreview,
  }),
  recordYearDecision: route({
    method: 'POST',
    path: '/year-decisions',
    permission: 'working-calendar.manage',
    feature: 'working-calendar',
    summary: 'Records a yearly decision; dossiers whose days it changes are counted again',
    ifMatch: true,
    idempotent: true,
    body: z.object({ document: z.unknown() }),
    response: calendarYear,
  }),
  addLocalException: route({
    method: 'POST',
    path: '/working-calendar/:year/local-exceptions',
    permission: 'working-calendar.manage',
    feature: 'working-calendar',
    summary: 'A day on which this authority differs from the country, by its own document',
    ifMatch: true,
    idempotent: true,
    params: yearParams,
    body: z.object({
      date: legalDate,
      works: z.boolean(),
      reason,
      issuer: requiredText(300),
      number: requiredText(100),
      documentDate: legalDate,
    }),
    response: calendarYear,
  }),
  withdrawLocalException: route({
    method: 'POST',
    path: '/working-calendar/:year/local-exceptions/:date/withdraw',
    permission: 'working-calendar.manage',
    feature: 'working-calendar',
    summary: 'The day is again as in the whole country; what was recorded stays on record',
    ifMatch: true,
    idempotent: true,
    params: yearParams.extend({ date: legalDate }),
    body: z.object({ reason }),
    response: calendarYear,
  }),
  countDeadline: route({
    method: 'GET',
    path: '/working-deadline',
    permission: 'working-calendar.read',
    feature: 'working-calendar',
    summary: 'The deadline of a processing time, with every day that was counted, to check by hand',
    query: z.object({
      from: instant.describe('Instant of receipt'),
      hours: z.coerce.number().min(0).max(MOST_HOURS).describe('Working hours; 8 are a day'),
      counting: z.enum(COUNTINGS),
    }),
    response: z.object({
      from: instant,
      due: instant.describe('Exclusive: what is done before is in time'),
      dueDay: legalDate.describe('Last day'),
      workingDays: z.int(),
      days: z.array(countedDay),
      officeHours: z.array(z.object({ from: z.string(), to: z.string() })),
    }),
  }),
};
