import { causeOf, type Outline } from './outline.ts';
import { readChannel, readLevel, readRating, type SourceRecord } from './read-record.ts';
import { end, takeLevel } from './steps.ts';
import { beginWait, endWait, warn, type Walk } from './walk.ts';

/** What the record says beside the course of the dossier: the later statement counts. */
function takeAttributes(walk: Walk, { event, id, at }: SourceRecord): void {
  walk.channel = readChannel(event.channel, id, 'channel', walk.warnings) ?? walk.channel;
  walk.returnChannel =
    readChannel(event.returnChannel, id, 'returnChannel', walk.warnings) ?? walk.returnChannel;
  takeLevel(walk, readLevel(event.level, id, walk.warnings), id, at);
  walk.digitised = event.digitised ?? walk.digitised;
  walk.hasFee = event.fee ?? walk.hasFee;
  if (event.paidOnline != null) walk.paid = event.paidOnline ? 'online' : 'other';
  walk.rating = readRating(event.rating, id, walk.warnings) ?? walk.rating;
  walk.petitioned = event.petitioned ?? walk.petitioned;
  walk.heldBy = event.unit ?? walk.heldBy;
}

function takeRequests(walk: Walk, record: SourceRecord): void {
  const said = record.supplementRequests;
  if (said === null) return;
  walk.supplementRequests = said;
  if (said <= walk.rule.supplementLimit) walk.excessRequestAt = null;
  else {
    walk.excessRequestAt ??= record.at;
    warn(walk, 'too-many-supplement-requests', record.id);
  }
}

/** An open state of the record ends or begins the waits that events did not tell of. */
function takeOpenState(walk: Walk, record: SourceRecord): void {
  if (walk.endedAt !== null || walk.receivedAt === null || record.at < walk.receivedAt) return;
  const waitsFor = { 'awaiting-supplement': 'supplement', 'awaiting-payment': 'payment' } as const;
  const reason =
    record.state === 'awaiting-supplement' || record.state === 'awaiting-payment'
      ? waitsFor[record.state]
      : null;
  if (reason !== 'supplement') endWait(walk, 'supplement', record.at, record.id);
  if (reason !== 'payment') endWait(walk, 'payment', record.at, record.id);
  if (reason !== null && beginWait(walk, reason, record.at) && record.pausedMinutes === null)
    warn(walk, 'pause-start-unknown', record.id);
}

function takeCourse(walk: Walk, record: SourceRecord, outline: Outline): void {
  const cause = causeOf(record.state);
  if (outline.statedEnd !== null) end(walk, outline.statedEnd.cause, outline.statedEnd.at, record.id);
  else if (cause !== null && walk.endedAt === null) {
    warn(walk, 'end-instant-unknown', record.id);
    end(walk, cause, record.at, record.id);
  } else if (outline.saidOpen) takeOpenState(walk, record);
  walk.returnedAt = record.returned ?? walk.returnedAt;
  if (walk.cause === 'settled') {
    if (walk.returnedAt !== null || record.state === 'returned') walk.state = 'returned';
  } else if (walk.cause === null) walk.state = record.state ?? walk.state;
}

/**
 * The latest record of the source. What it says stands over events up to its instant and fills in what they leave open;
 * events after it go on from there. Older records have no effect.
 */
export function takeRecord(walk: Walk, record: SourceRecord): void {
  takeAttributes(walk, record);
  takeRequests(walk, record);
  takeCourse(walk, record, walk.outline);
  const { sourceDueAt } = walk.outline;
  if (walk.dueBasis === 'law' && record.due !== null && sourceDueAt !== null && walk.dueAt !== null) {
    const [found, beside] = [sourceDueAt, walk.dueAt];
    if (walk.clock.dayOf(found) !== walk.clock.dayOf(beside))
      walk.warnings.push({ code: 'due-differs', eventId: record.id, field: 'due', found, beside });
  }
}
