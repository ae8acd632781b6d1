import type { WorkingClock } from '@parix/working-days';
import type { Channel, DossierState, OnlineLevel, Rating } from './dossier-event.ts';
import type { Span } from './dossier-facts.ts';
import { dueByLaw, isLate, laterBy, overdueFrom, pauseLength, settledAppointment } from './due-date.ts';
import type { EndCause, Outline } from './outline.ts';
import type { ProcedureRule } from './procedure-rule.ts';
import type { Warning, WarningCode } from './warnings.ts';

/** What is known of one dossier while its events are gone through in their order. */
export interface Walk {
  readonly clock: WorkingClock;
  readonly rule: ProcedureRule;
  readonly outline: Outline;
  readonly warnings: Warning[];
  readonly receivedAt: number | null;
  readonly spans: Span[];
  state: DossierState | null;
  registeredAt: number | null;
  isAccepted: boolean;
  dueBasis: 'law' | 'source' | null;
  dueAt: number | null;
  firstDueAt: number | null;
  due766At: number | null;
  /** Since when the applicant is waited for, by reason; null: not waited for. */
  supplementFrom: number | null;
  paymentFrom: number | null;
  /** Since when the clock stands still. */
  pauseFrom: number | null;
  pausedMinutes: number;
  supplementRequests: number;
  excessRequestAt: number | null;
  apologies: number;
  reappointed: boolean;
  endedAt: number | null;
  cause: EndCause | null;
  /** The end was moved to the receipt, so there is no duration. */
  isTimeless: boolean;
  returnedAt: number | null;
  channel: Channel | null;
  returnChannel: Channel | null;
  level: OnlineLevel | null;
  digitised: boolean;
  hasFee: boolean;
  paid: 'online' | 'other' | null;
  rating: Rating | null;
  petitioned: boolean;
  heldBy: string | null;
}

export function beginWalk(
  outline: Outline,
  rule: ProcedureRule,
  clock: WorkingClock,
  warnings: Warning[],
): Walk {
  const walk: Walk = {
    clock,
    rule,
    outline,
    warnings,
    receivedAt: outline.receivedAt,
    spans: [],
    state: null,
    registeredAt: null,
    isAccepted: false,
    dueBasis: null,
    dueAt: null,
    firstDueAt: null,
    due766At: null,
    supplementFrom: null,
    paymentFrom: null,
    pauseFrom: null,
    pausedMinutes: outline.record?.pausedMinutes ?? 0,
    supplementRequests: 0,
    excessRequestAt: null,
    apologies: 0,
    reappointed: false,
    endedAt: null,
    cause: null,
    isTimeless: false,
    returnedAt: null,
    channel: null,
    returnChannel: null,
    level: null,
    digitised: false,
    hasFee: rule.hasFee,
    paid: null,
    rating: null,
    petitioned: false,
    heldBy: null,
  };
  if (walk.receivedAt !== null) {
    setDue(walk, walk.receivedAt);
    addSpan(walk, walk.receivedAt);
  }
  return walk;
}

export function warn(walk: Walk, code: WarningCode, eventId: string | null): void {
  walk.warnings.push({ code, eventId });
}

/** Due dates as they stand on receipt, with the pauses that the record knows of. */
function setDue(walk: Walk, receivedAt: number): void {
  const minutes = walk.rule.processingMinutes;
  const isKnown = minutes !== null && Number.isSafeInteger(minutes) && minutes >= 0;
  if (minutes !== null && !isKnown) warn(walk, 'rule-invalid', null);
  if (isKnown) setLawDue(walk, receivedAt, minutes);
  else setSourceDue(walk);
  const source = walk.outline.sourceDueAt;
  if (source !== null && walk.clock.dayOf(source) < walk.clock.dayOf(receivedAt))
    warn(walk, 'due-before-received', walk.outline.record?.id ?? null);
}

function setLawDue(walk: Walk, receivedAt: number, minutes: number): void {
  const { clock, rule } = walk;
  const due = laterBy(clock, rule, dueByLaw(clock, rule, receivedAt, minutes), walk.pausedMinutes);
  if (Number.isNaN(due)) return warn(walk, 'due-out-of-range', null);
  walk.dueBasis = 'law';
  walk.dueAt = walk.firstDueAt = walk.due766At = due;
}

/** The source's appointment stands as it was written; for QĐ 766 the pauses it does not contain yet are added. */
function setSourceDue(walk: Walk): void {
  const { clock, rule, outline } = walk;
  if (outline.sourceDueAt === null) return;
  const due = settledAppointment(clock, outline.sourceDueAt);
  if (Number.isNaN(due)) return warn(walk, 'due-out-of-range', outline.record?.id ?? null);
  if (clock.dayOf(due) !== clock.dayOf(outline.sourceDueAt))
    warn(walk, 'due-on-day-off', outline.record?.id ?? null);
  walk.dueBasis = 'source';
  walk.dueAt = due;
  const first = settledAppointment(clock, outline.sourceFirstDueAt ?? outline.sourceDueAt);
  walk.firstDueAt = Number.isNaN(first) ? due : Math.min(first, due);
  walk.reappointed = clock.dayOf(walk.firstDueAt) < clock.dayOf(due);
  const isMoved = outline.record?.event.dueMoved === true;
  const later = isMoved ? due : laterBy(clock, rule, due, walk.pausedMinutes);
  walk.due766At = Number.isNaN(later) ? due : later;
}

/** A clock that stands still does not run out; one that had run out before cannot be stopped any more. */
function overdueDay(walk: Walk, due: number | null): number | null {
  if (due === null) return null;
  const { clock, rule, pauseFrom } = walk;
  if (pauseFrom !== null && !isLate(clock, rule, pauseFrom, due)) return null;
  return overdueFrom(clock, rule, due);
}

/** First day at whose end the dossier is near due; null while the clock stands still. */
function nearDay({ clock, rule, dueAt, pauseFrom }: Walk): number | null {
  if (dueAt === null || pauseFrom !== null) return null;
  const near = clock.shiftDays(clock.dayOf(dueAt), -rule.nearDueDays);
  return Number.isNaN(near) ? null : near;
}

/** From the end of the instant's day on, the dossier stands as it does now. */
export function addSpan(walk: Walk, at: number): void {
  const { dueAt, due766At, pauseFrom } = walk;
  const overdue = overdueDay(walk, dueAt);
  walk.spans.push({
    day: walk.clock.dayOf(at),
    paused: pauseFrom !== null,
    hasDeadline: dueAt !== null,
    nearFrom: nearDay(walk),
    overdueFrom: overdue,
    overdue766From: due766At === dueAt ? overdue : overdueDay(walk, due766At),
  });
}

/** Pauses up to the record are in its total, when it gives one. */
function notIn(walk: Walk, from: number, isCounted: boolean): number {
  const record = walk.outline.record;
  return record !== null && isCounted ? Math.max(from, record.at) : from;
}

/** The due date after a pause; one that had passed before the pause stays. */
function moved(walk: Walk, due: number, pauseFrom: number, minutes: number, eventId: string): number {
  if (minutes === 0) return due;
  if (isLate(walk.clock, walk.rule, pauseFrom, due)) {
    // That the first of two appointments had passed is what the second one is for.
    if (!walk.reappointed) warn(walk, 'clock-had-run-out', eventId);
    return due;
  }
  const later = laterBy(walk.clock, walk.rule, due, minutes);
  if (!Number.isNaN(later)) return later;
  warn(walk, 'due-out-of-range', eventId);
  return due;
}

/** The clock starts again: by law the due dates move by the pause. */
function closePause(walk: Walk, at: number, eventId: string): void {
  const pauseFrom = walk.pauseFrom;
  if (pauseFrom === null) return;
  walk.pauseFrom = null;
  const from = notIn(walk, pauseFrom, walk.outline.record?.pausedMinutes != null);
  walk.pausedMinutes += walk.clock.minutesBetween(from, at);
  if (walk.dueBasis !== 'law' || walk.dueAt === null || walk.firstDueAt === null) return;
  const minutes = pauseLength(walk.clock, walk.rule, from, at);
  const isReappointed = walk.firstDueAt !== walk.dueAt;
  walk.dueAt = moved(walk, walk.dueAt, pauseFrom, minutes, eventId);
  walk.firstDueAt = isReappointed ? moved(walk, walk.firstDueAt, pauseFrom, minutes, eventId) : walk.dueAt;
  walk.due766At = walk.dueAt;
}

/** A source's appointment does not move; the one that QĐ 766 judges by moves by the supplement. */
function closeSupplement(walk: Walk, supplementFrom: number, at: number, eventId: string): void {
  if (walk.dueBasis !== 'source' || walk.due766At === null) return;
  const record = walk.outline.record;
  const isCounted = record?.pausedMinutes != null || record?.event.dueMoved === true;
  const minutes = pauseLength(walk.clock, walk.rule, notIn(walk, supplementFrom, isCounted), at);
  walk.due766At = moved(walk, walk.due766At, supplementFrom, minutes, eventId);
}

/** Begins to wait for the applicant; false when that is already so. */
export function beginWait(walk: Walk, reason: 'supplement' | 'payment', at: number): boolean {
  const isPayment = reason === 'payment';
  if ((isPayment ? walk.paymentFrom : walk.supplementFrom) !== null) return false;
  if (isPayment) walk.paymentFrom = at;
  else walk.supplementFrom = at;
  if (walk.pauseFrom === null && (!isPayment || walk.rule.paymentStopsClock)) {
    walk.pauseFrom = at;
    addSpan(walk, at);
  }
  return true;
}

/** Waits no longer for that; the clock runs again when nothing else is waited for. */
export function endWait(walk: Walk, reason: 'supplement' | 'payment', at: number, eventId: string): void {
  if (reason === 'supplement') {
    if (walk.supplementFrom !== null) closeSupplement(walk, walk.supplementFrom, at, eventId);
    walk.supplementFrom = null;
  } else walk.paymentFrom = null;
  const stands = walk.supplementFrom !== null || (walk.paymentFrom !== null && walk.rule.paymentStopsClock);
  if (stands || walk.pauseFrom === null) return;
  closePause(walk, at, eventId);
  if (walk.endedAt === null) addSpan(walk, at);
}
