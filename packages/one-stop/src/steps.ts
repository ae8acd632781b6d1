import type { Apologised, DossierEvent, DossierState, Happened, OnlineLevel } from './dossier-event.ts';
import { settledAppointment } from './due-date.ts';
import type { EndCause } from './outline.ts';
import { checkLevelDate, readChannel, readInstant, readLevel, readRating } from './read-record.ts';
import { addSpan, beginWait, endWait, warn, type Walk } from './walk.ts';

/** The dossier has left the desk, by an event before or by the record. */
function hasEndedBy(walk: Walk, at: number): boolean {
  return walk.endedAt !== null || (walk.outline.statedEnd !== null && at > walk.outline.statedEnd.at);
}

function isReceivedBy(walk: Walk, at: number): boolean {
  return walk.receivedAt !== null && at >= walk.receivedAt;
}

/** False, with a warning, for what comes after the end. */
function mayStillHappen(walk: Walk, event: DossierEvent): boolean {
  if (!hasEndedBy(walk, event.at)) return true;
  warn(walk, 'event-after-end', event.id);
  return false;
}

/** The record counts where an event says something else. */
function noteDifference(
  walk: Walk,
  eventId: string,
  field: string,
  found: number,
  said: number | null,
): void {
  if (said === null || said === found) return;
  walk.warnings.push({ code: 'report-differs', eventId, field, found, beside: said });
}

export function takeLevel(walk: Walk, level: OnlineLevel | null, eventId: string, at: number): void {
  if (level === null) return;
  walk.level = level;
  checkLevelDate(level, walk.clock.dayOf(walk.receivedAt ?? at), eventId, walk.warnings);
}

function takeFiling(walk: Walk, event: Extract<DossierEvent, { kind: 'registered' | 'accepted' }>): void {
  walk.channel = readChannel(event.channel, event.id, 'channel', walk.warnings) ?? walk.channel;
  takeLevel(walk, readLevel(event.level, event.id, walk.warnings), event.id, event.at);
}

function accept(walk: Walk, event: Extract<DossierEvent, { kind: 'accepted' }>): void {
  if (walk.isAccepted) return warn(walk, 'accepted-again', event.id);
  walk.isAccepted = true;
  takeFiling(walk, event);
  noteDifference(walk, event.id, 'received', event.at, walk.outline.record?.received ?? null);
  // A refusal before the receipt is over with it; a course that has begun before, by the record, goes on.
  const isFirst = walk.state === null || walk.state === 'registered' || !isReceivedBy(walk, event.at - 1);
  if (walk.endedAt === null && isFirst) walk.state = 'accepted';
}

/** The state of an open dossier once it waits for nothing, or still for something. */
function openState(walk: Walk): DossierState {
  if (walk.supplementFrom !== null) return 'awaiting-supplement';
  return walk.paymentFrom === null ? 'processing' : 'awaiting-payment';
}

function requestSupplement(walk: Walk, event: Happened): void {
  if (!mayStillHappen(walk, event)) return;
  // Before the receipt no clock runs that could be stopped.
  if (!isReceivedBy(walk, event.at)) {
    walk.state = 'awaiting-supplement';
    return;
  }
  walk.supplementRequests++;
  if (walk.supplementRequests > walk.rule.supplementLimit) {
    walk.excessRequestAt ??= event.at;
    warn(walk, 'too-many-supplement-requests', event.id);
  }
  if (!beginWait(walk, 'supplement', event.at)) warn(walk, 'already-waiting', event.id);
  walk.state = openState(walk);
}

function takeSupplement(walk: Walk, event: Happened): void {
  if (!mayStillHappen(walk, event)) return;
  if (!isReceivedBy(walk, event.at)) {
    if (walk.state === 'awaiting-supplement') walk.state = 'registered';
  } else if (walk.supplementFrom === null) warn(walk, 'supplement-not-requested', event.id);
  else {
    endWait(walk, 'supplement', event.at, event.id);
    walk.state = openState(walk);
  }
}

function requestPayment(walk: Walk, event: Happened): void {
  walk.hasFee = true;
  if (!mayStillHappen(walk, event) || !isReceivedBy(walk, event.at)) return;
  if (!beginWait(walk, 'payment', event.at)) warn(walk, 'already-waiting', event.id);
  walk.state = openState(walk);
}

/** A fee may be paid at any time, also with the application or when the result is fetched. */
function takePayment(walk: Walk, event: Extract<DossierEvent, { kind: 'paid' }>): void {
  walk.paid = event.online ? 'online' : (walk.paid ?? 'other');
  if (walk.paymentFrom === null || hasEndedBy(walk, event.at)) return;
  endWait(walk, 'payment', event.at, event.id);
  walk.state = openState(walk);
}

/** Only the first re-appointment moves the due date, when it was written before the due day and names a later one. */
function apologise(walk: Walk, event: Apologised): void {
  const { clock, dueAt } = walk;
  if (!mayStillHappen(walk, event)) return;
  if (!isReceivedBy(walk, event.at)) return warn(walk, 'event-before-receipt', event.id);
  const due = readInstant(clock, event.due, event.id, 'due', walk.warnings);
  walk.apologies++;
  const record = walk.outline.record;
  const isInRecord = walk.dueBasis === 'source' && record?.due != null && event.at <= record.at;
  if (due === null || dueAt === null || isInRecord) return;
  if (walk.reappointed) return warn(walk, 'reappointed-again', event.id);
  // While the clock stands still, the due day is as far away as it was when it stopped.
  const isTooLate = clock.dayOf(walk.pauseFrom ?? event.at) >= clock.dayOf(dueAt);
  if (isTooLate) return warn(walk, 'reappointed-too-late', event.id);
  const later = settledAppointment(clock, due);
  if (!(later > dueAt)) return warn(walk, 'reappointment-not-later', event.id);
  walk.reappointed = true;
  walk.dueAt = walk.due766At = later;
  addSpan(walk, event.at);
}

/** Ends the dossier; what it still waited for ends with it. */
export function end(walk: Walk, cause: EndCause, at: number, eventId: string): void {
  const { receivedAt } = walk;
  let when = at;
  if (receivedAt !== null && at < receivedAt) {
    when = receivedAt;
    walk.isTimeless = true;
    walk.warnings.push({ code: 'ended-before-received', eventId, found: at, beside: receivedAt });
  }
  walk.endedAt = when;
  walk.cause = cause;
  walk.state = cause === 'settled' ? 'finished' : cause;
  endWait(walk, 'supplement', when, eventId);
  endWait(walk, 'payment', when, eventId);
}

/** The record that comes later names the end, or says that there was none: the event gives way. */
function givesWay(walk: Walk, event: DossierEvent, cause: EndCause): boolean {
  const { record, statedEnd, saidOpen } = walk.outline;
  if (record === null || event.at > record.at || !(saidOpen || statedEnd !== null)) return false;
  if (saidOpen) warn(walk, 'report-reopens', event.id);
  else if (statedEnd !== null && event.kind !== 'returned') {
    if (statedEnd.cause !== cause) warn(walk, 'report-differs', event.id);
    else noteDifference(walk, event.id, 'finished', event.at, statedEnd.at);
  }
  return true;
}

function endByEvent(walk: Walk, event: DossierEvent, cause: EndCause): void {
  // What is refused or taken back before it was received may still be received: it has not ended by that.
  if (cause !== 'settled' && walk.receivedAt !== null && event.at < walk.receivedAt) {
    walk.state = cause;
    return;
  }
  if (givesWay(walk, event, cause) || !mayStillHappen(walk, event)) return;
  end(walk, cause, event.at, event.id);
}

function giveBack(walk: Walk, event: Extract<DossierEvent, { kind: 'returned' }>): void {
  walk.returnChannel =
    readChannel(event.channel, event.id, 'returnChannel', walk.warnings) ?? walk.returnChannel;
  const isOpen = !hasEndedBy(walk, event.at);
  const isOverruled = givesWay(walk, event, 'settled');
  if (isOverruled && walk.outline.saidOpen) return;
  if (isOpen && !isOverruled) end(walk, 'settled', event.at, event.id);
  walk.returnedAt ??= event.at;
  if (walk.cause === 'settled') walk.state = 'returned';
}

function passOn(walk: Walk, event: Extract<DossierEvent, { kind: 'transferred' }>): void {
  if (!mayStillHappen(walk, event)) return;
  walk.heldBy = event.unit;
  if (walk.state === 'accepted') walk.state = 'processing';
}

/** One event of the dossier, in its order. Records are not taken here (see `take-record.ts`). */
export function takeEvent(walk: Walk, event: Exclude<DossierEvent, { kind: 'reported' }>): void {
  switch (event.kind) {
    case 'registered':
      walk.registeredAt ??= event.at;
      walk.state ??= 'registered';
      return takeFiling(walk, event);
    case 'accepted':
      return accept(walk, event);
    case 'transferred':
      return passOn(walk, event);
    case 'digitised':
      walk.digitised = true;
      return;
    case 'supplement-requested':
      return requestSupplement(walk, event);
    case 'supplemented':
      return takeSupplement(walk, event);
    case 'payment-requested':
      return requestPayment(walk, event);
    case 'paid':
      return takePayment(walk, event);
    case 'apologised':
      return apologise(walk, event);
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return endByEvent(walk, event, event.kind);
    case 'finished':
      return endByEvent(walk, event, 'settled');
    case 'returned':
      return giveBack(walk, event);
    case 'rated':
      walk.rating = readRating(event.rating, event.id, walk.warnings) ?? walk.rating;
      return;
    case 'petitioned':
      walk.petitioned = true;
  }
}
