import { dayInVietnam, instantInVietnam, isoDay } from './vietnam-time.ts';

/** A remediation plan (kế hoạch khắc phục) on its way to the leader of the unit; an approved one changes no more. */
export const PLAN_STATES = ['draft', 'sent', 'approved'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const PLAN_EVENTS = ['opened', 'sent', 'returned', 'approved'] as const;
export type PlanEvent = (typeof PLAN_EVENTS)[number];

/** One thing to put right: open → said to be done, with proof → found fixed or not by the agency that leads the area. */
export const TASK_STATES = ['open', 'claimed', 'fixed', 'not-fixed'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_EVENTS = ['claimed', 'fixed', 'not-fixed'] as const;
export type TaskEvent = (typeof TASK_EVENTS)[number];

/** What must hold before a step; the server finds out. */
export const REMEDIATION_GUARDS = [
  /** Every task says what is done, by whom, until when, and what comes of it. */
  'complete',
  'reason',
  'plan-approved',
  /** A document of the unit or an address where the work can be seen. */
  'proof',
] as const;
export type RemediationGuard = (typeof REMEDIATION_GUARDS)[number];

interface Move<State, Event> {
  readonly from: State;
  readonly event: Event;
  readonly to: State;
  readonly guards: readonly RemediationGuard[];
}

/** The one table of steps of a plan. */
export const PLAN_MOVES: readonly Move<PlanState, Exclude<PlanEvent, 'opened'>>[] = [
  { from: 'draft', event: 'sent', to: 'sent', guards: ['complete'] },
  { from: 'sent', event: 'returned', to: 'draft', guards: ['reason'] },
  { from: 'sent', event: 'approved', to: 'approved', guards: ['complete'] },
];

/** The one table of steps of a task. What was found not fixed is claimed anew; what was found fixed stays so. */
export const TASK_MOVES: readonly Move<TaskState, TaskEvent>[] = [
  { from: 'open', event: 'claimed', to: 'claimed', guards: ['plan-approved', 'proof'] },
  { from: 'not-fixed', event: 'claimed', to: 'claimed', guards: ['plan-approved', 'proof'] },
  { from: 'claimed', event: 'fixed', to: 'fixed', guards: ['plan-approved'] },
  { from: 'claimed', event: 'not-fixed', to: 'not-fixed', guards: ['plan-approved', 'reason'] },
];

export const findPlanMove = (from: PlanState, event: PlanEvent) =>
  PLAN_MOVES.find((move) => move.from === from && move.event === event);

export const findTaskMove = (from: TaskState, event: TaskEvent) =>
  TASK_MOVES.find((move) => move.from === from && move.event === event);

/** State after the last event; a plan begins with being opened. */
export const planStateOf = (last: PlanEvent): PlanState =>
  last === 'sent' || last === 'approved' ? last : 'draft';

/** State after the last event; null: none yet. */
export const taskStateOf = (last: TaskEvent | null): TaskState => last ?? 'open';

/** The instant, exclusive, at which the last day of a task has passed in Vietnam (ms since the epoch). */
export const dueEnd = (dueOn: string): number => instantInVietnam(dayNumber(dueOn) + 1, 0);

const dayNumber = (day: string): number => dayInVietnam(Date.parse(`${day}T00:00:00+07:00`));

export interface TrackedTask {
  readonly state: TaskState;
  /** `YYYY-MM-DD`, the last day on which it may be done. */
  readonly dueOn: string;
  /** Instant of the claim that stands (ms since the epoch); null: nothing was claimed. */
  readonly claimedAt: number | null;
}

/**
 * Days by which the unit is late; 0: it is not. A task that waits to be checked is late only as far as it was claimed
 * late: the unit does not answer for how long the check takes.
 */
export function daysLate({ state, dueOn, claimedAt }: TrackedTask, now: number): number {
  const done = state === 'claimed' || state === 'fixed' ? (claimedAt ?? now) : now;
  return done < dueEnd(dueOn) ? 0 : dayInVietnam(done) - dayNumber(dueOn);
}

/** Nothing done, or found not fixed, after the last day. Follows from the clock and is stored nowhere. */
export const isOverdue = (task: TrackedTask, now: number): boolean =>
  (task.state === 'open' || task.state === 'not-fixed') && daysLate(task, now) > 0;

/** Days before the last day of a task on which whoever has it is told, and between reminders once it is late. */
export const REMIND_BEFORE_DAYS = 3;
export const REMIND_EVERY_DAYS = 7;

/**
 * How many reminders of a task that is not done have fallen due by the end of a day (both `YYYY-MM-DD`): one before its
 * last day, one on the day after it, then one a week.
 */
export function remindersBy(dueOn: string, day: string): number {
  const late = dayNumber(day) - dayNumber(dueOn);
  if (late < -REMIND_BEFORE_DAYS) return 0;
  return late <= 0 ? 1 : 2 + Math.floor((late - 1) / REMIND_EVERY_DAYS);
}

export const TASK_OUTCOMES = ['fixed-in-time', 'fixed-late', 'not-fixed'] as const;
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

/** What a task that was due comes to, as it counts for a later rule: in time is judged by the claim that was found true. */
export function outcomeOf(task: TrackedTask, now: number): TaskOutcome {
  if (task.state !== 'fixed') return 'not-fixed';
  return daysLate(task, now) > 0 ? 'fixed-late' : 'fixed-in-time';
}

/** Today's date in Vietnam, `YYYY-MM-DD`. */
export const todayInVietnam = (now: number): string => isoDay(dayInVietnam(now));
