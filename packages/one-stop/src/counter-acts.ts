import { dueInstant, type DayNumber, type WorkingClock } from '@parix/working-days';
import type { DossierEvent, DossierState, EventKind } from './dossier-event.ts';
import type { DossierFacts } from './dossier-facts.ts';
import { settledAppointment } from './due-date.ts';
import { effectiveEvents } from './effective-events.ts';
import type { ProcedureRule } from './procedure-rule.ts';

/**
 * What a clerk at the built-in counter does with a dossier that was received there; each act is the event of that kind.
 * The receipt itself (`accepted`) begins a dossier and is no act on one.
 */
export const COUNTER_ACTS = [
  'transferred',
  'supplement-requested',
  'supplemented',
  'payment-requested',
  'paid',
  'digitised',
  'apologised',
  'finished',
  'returned',
  'refused',
  'withdrawn',
  'stopped',
] as const satisfies readonly EventKind[];
export type CounterAct = (typeof COUNTER_ACTS)[number];

/** Acts that a state allows at all. The counter waits for one thing at a time. */
const IN_STATE: Readonly<Record<DossierState, readonly CounterAct[]>> = {
  registered: [],
  accepted: [
    'transferred',
    'supplement-requested',
    'payment-requested',
    'paid',
    'digitised',
    'apologised',
    'finished',
    'refused',
    'withdrawn',
    'stopped',
  ],
  processing: [
    'supplement-requested',
    'payment-requested',
    'paid',
    'digitised',
    'apologised',
    'finished',
    'refused',
    'withdrawn',
    'stopped',
  ],
  'awaiting-supplement': ['supplemented', 'digitised', 'refused', 'withdrawn', 'stopped'],
  'awaiting-payment': ['paid', 'digitised', 'withdrawn', 'stopped'],
  finished: ['paid', 'digitised', 'returned'],
  returned: ['digitised'],
  refused: [],
  withdrawn: [],
  stopped: [],
};

export interface CounterCase {
  readonly facts: DossierFacts;
  readonly rule: ProcedureRule;
  readonly clock: WorkingClock;
  /** Instant of the act, epoch milliseconds; after everything that has happened to the dossier. */
  readonly now: number;
}

/**
 * The acts that are open now. Done by this table alone, a dossier never contradicts itself; the one warning that is
 * left is `clock-had-run-out`, of what has to be asked for although the dossier is overdue.
 */
export function counterActs({ facts, rule, clock, now }: CounterCase): readonly CounterAct[] {
  if (facts.state === null) return [];
  const isOpen: Readonly<Partial<Record<CounterAct, boolean>>> = {
    'supplement-requested': facts.supplementRequests < rule.supplementLimit,
    paid: facts.state === 'awaiting-payment' || facts.paid === null,
    digitised: !facts.digitised,
    // Once, and in time: the applicant is told before the appointment, not after it.
    apologised: facts.dueAt !== null && !facts.reappointed && clock.dayOf(now) < clock.dayOf(facts.dueAt),
  };
  return IN_STATE[facts.state].filter((act) => isOpen[act] ?? true);
}

/** An appointment on that day: the end of its office hours. null on a day off, when nothing is handed out. */
export function appointmentOn(clock: WorkingClock, day: DayNumber): number | null {
  if (Number.isNaN(day) || !clock.isWorkingDay(day)) return null;
  const closing = dueInstant(clock, clock.startOf(day), 0, 'days');
  return Number.isNaN(closing) ? null : closing;
}

/** Whether an apology may name this appointment: a later one than the one in force. */
export function mayReappoint(clock: WorkingClock, facts: DossierFacts, due: number): boolean {
  return facts.dueAt !== null && settledAppointment(clock, due) > facts.dueAt;
}

/**
 * The one event that may be taken back or corrected: the clerk's latest that stands, so that nothing rests on it. What
 * the applicant says of the dossier is nobody else's to take back.
 */
export function latestStanding(events: readonly DossierEvent[], clock: WorkingClock): DossierEvent | null {
  return effectiveEvents(events, clock, []).findLast(({ kind }) => CLERKS.has(kind)) ?? null;
}

const CLERKS: ReadonlySet<EventKind> = new Set(['accepted', ...COUNTER_ACTS]);

/** The applicant may judge what was settled for them, and judge anew. */
export const mayRate = ({ state }: Pick<DossierFacts, 'state'>): boolean =>
  state === 'finished' || state === 'returned';
