/** What is odd about a dossier. Nothing odd stops the fold; each code says what was done instead. */
export const WARNING_CODES = [
  /** Two contents under one id and revision: the one whose text sorts last counts. */
  'revision-conflict',
  /** Not a kind of event that is known: passed over. */
  'unknown-kind',
  /** `field` names no state, channel or level that is known: taken as not said. */
  'unknown-value',
  /** `field` is no whole instant of 1900-2199: taken as not said; an event without an instant is passed over. */
  'instant-invalid',
  /** `field` is negative or no whole number: taken as not said. */
  'amount-invalid',
  /** The procedure's processing time is negative or no whole number: taken as not known. */
  'rule-invalid',
  /** A second acceptance: the first one counts. */
  'accepted-again',
  /** Comes after the end of the dossier: passed over. */
  'event-after-end',
  /** An apology before the receipt: passed over. */
  'event-before-receipt',
  /** Settled or in process, but nothing says when it was received: the earliest known instant is taken. */
  'receipt-unknown',
  /** Ended (`found`) before it was received (`beside`): ended on receipt, without a duration. */
  'ended-before-received',
  /** The source's record says `beside` where an event says `found`: the record counts. */
  'report-differs',
  /** The source's record says that the dossier is open after an event ended it: it is open. */
  'report-reopens',
  /** The record names an end of processing and a state before the end: it has ended. */
  'report-contradicts-itself',
  /** Ended by its state, but no instant is given: the instant of the record is taken. */
  'end-instant-unknown',
  /** Waiting by its state, but no event says since when: since the instant of the record. */
  'pause-start-unknown',
  /** A supplement that was not asked for: passed over. */
  'supplement-not-requested',
  /** Asked again while the answer to the first request is still awaited: one pause. */
  'already-waiting',
  /** More requests for supplement than allowed: late under QĐ 766. */
  'too-many-supplement-requests',
  /** The clock was to be stopped after the due date had passed: the due date stays. */
  'clock-had-run-out',
  /** A second re-appointment: the first one counts. */
  'reappointed-again',
  /** Re-appointed on or after the due day: the due date stays. */
  'reappointed-too-late',
  /** The new appointment is not later than the one in force: the due date stays. */
  'reappointment-not-later',
  /** The source's appointment (`found`) is not the one by law (`beside`): the one by law counts. */
  'due-differs',
  /** The source's appointment falls on a day off: the end of the next working day counts. */
  'due-on-day-off',
  /** The appointment lies before the receipt. */
  'due-before-received',
  /** The due date would lie outside 1900-2199: there is none, or it stays. */
  'due-out-of-range',
  /** A level with a label that was not in use on the day of receipt: kept as given. */
  'level-not-of-its-date',
  /** The pauses are longer than the whole time: no duration. */
  'pauses-exceed-time',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** `eventId` null: the rule, not an event. Instants are epoch milliseconds. */
export interface Warning {
  readonly code: WarningCode;
  readonly eventId: string | null;
  readonly field?: string;
  readonly found?: number | string;
  readonly beside?: number | string;
}
