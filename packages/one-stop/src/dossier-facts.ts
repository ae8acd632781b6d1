import type { DayNumber } from '@parix/working-days';
import type { Channel, DossierState, OnlineLevel, Rating } from './dossier-event.ts';
import type { Warning } from './warnings.ts';

/**
 * How a dossier ended. Only the first four are settled (giải quyết xong); refused, withdrawn and stopped dossiers are
 * neither settled nor late. The split of early and on time is a display, every ratio joins them.
 */
export const ENDINGS = [
  'early',
  'on-time',
  'late',
  'without-deadline',
  'refused',
  'withdrawn',
  'stopped',
] as const;
export type Ending = (typeof ENDINGS)[number];

/**
 * A stretch of an open dossier's time, from the end of the day `day` until the next span or the end. The three dates
 * are those that were known then: what a later event moves does not change what a past day showed.
 */
export interface Span {
  readonly day: DayNumber;
  /** The clock stands still: the applicant is waited for. */
  readonly paused: boolean;
  readonly hasDeadline: boolean;
  /** First day at whose end it is near due / overdue (by the appointment) / late under QĐ 766; null: never here. */
  readonly nearFrom: DayNumber | null;
  readonly overdueFrom: DayNumber | null;
  readonly overdue766From: DayNumber | null;
}

/** What a dossier is, by all that is known of it. Instants are epoch milliseconds, durations working minutes. */
export interface DossierFacts {
  /** null: no event is left. */
  readonly state: DossierState | null;
  readonly registeredAt: number | null;
  readonly receivedAt: number | null;
  /** Nothing says when it was received; `receivedAt` is the earliest instant that is known. */
  readonly receiptInferred: boolean;
  /** The appointment in force; null: without deadline. */
  readonly dueAt: number | null;
  /** `law`: computed from the processing time; `source`: the source's own, the processing time is not known. */
  readonly dueBasis: 'law' | 'source' | null;
  /** The appointment without any re-appointment. */
  readonly firstDueAt: number | null;
  /** The appointment with the time for supplement subtracted, by which QĐ 766 judges. */
  readonly due766At: number | null;
  /** The appointment as the source wrote it. */
  readonly sourceDueAt: number | null;
  /** End of processing (the result is at the counter), or of the dossier; never before `receivedAt`. */
  readonly endedAt: number | null;
  readonly ending: Ending | null;
  /** Judged as QĐ 766 does; null: not settled, or without deadline. */
  readonly ending766: 'on-time' | 'late' | null;
  /** Settled after the first appointment, whatever a later one says. */
  readonly afterFirstDue: boolean;
  readonly returnedAt: number | null;
  readonly supplementRequests: number;
  /** When there was one request too many. */
  readonly excessRequestAt: number | null;
  readonly apologies: number;
  /** A re-appointment moved the due date. */
  readonly reappointed: boolean;
  readonly channel: Channel | null;
  readonly returnChannel: Channel | null;
  readonly onlineLevel: OnlineLevel | null;
  readonly digitised: boolean;
  readonly hasFee: boolean;
  readonly paid: 'online' | 'other' | null;
  /** The applicant's last judgement; null: none. */
  readonly rating: Rating | null;
  readonly petitioned: boolean;
  /** Code of the unit that the dossier was last passed on to. */
  readonly heldBy: string | null;
  /** Working minutes from receipt to end without pauses; null: open, or not to be told. */
  readonly usedMinutes: number | null;
  readonly pausedMinutes: number;
  readonly spans: readonly Span[];
  readonly warnings: readonly Warning[];
}
