import type { WorkingClock } from '@parix/working-days';
import type { DossierEvent, DossierState } from './dossier-event.ts';
import { readInstant, readRecord, type SourceRecord } from './read-record.ts';
import type { Warning } from './warnings.ts';

/** Why a dossier left the desk. */
export type EndCause = 'settled' | 'refused' | 'withdrawn' | 'stopped';

/** What has to be known before the events are walked through in their order. */
export interface Outline {
  /** The latest record: by its instant, then its revision, then its id. Older records do not count at all. */
  readonly record: SourceRecord | null;
  readonly receivedAt: number | null;
  readonly receiptInferred: boolean;
  /** The end that the record names with an instant: ends that events name up to the record give way to it. */
  readonly statedEnd: { readonly at: number; readonly cause: EndCause } | null;
  /** The record says that the dossier is open at its instant. */
  readonly saidOpen: boolean;
  readonly sourceDueAt: number | null;
  /** The first of two appointments, when `sourceDueAt` is the second one. */
  readonly sourceFirstDueAt: number | null;
}

export function causeOf(state: DossierState | null): EndCause | null {
  if (state === 'refused' || state === 'withdrawn' || state === 'stopped') return state;
  return state === 'finished' || state === 'returned' ? 'settled' : null;
}

/** States that a dossier reaches only after it was received. */
function isAfterReceipt(state: DossierState | null): boolean {
  return (
    state === 'accepted' ||
    state === 'processing' ||
    state === 'awaiting-payment' ||
    causeOf(state) === 'settled'
  );
}

function latestRecord(
  events: readonly DossierEvent[],
  clock: WorkingClock,
  warnings: Warning[],
): SourceRecord | null {
  let latest = null;
  for (const event of events) {
    if (event.kind !== 'reported') continue;
    // Events come by instant and id, so only the revision is left to compare.
    if (latest === null || event.at > latest.at || event.revision >= latest.revision) latest = event;
  }
  return latest === null ? null : readRecord(latest, clock, warnings);
}

function statedEndOf(record: SourceRecord | null, warnings: Warning[]): Outline['statedEnd'] {
  if (record === null) return null;
  const at = record.finished ?? record.returned;
  if (at === null) return null;
  const cause = causeOf(record.state);
  if (cause === null && record.state !== null)
    warnings.push({ code: 'report-contradicts-itself', eventId: record.id, found: record.state });
  return { at, cause: cause ?? 'settled' };
}

/** The acceptance that counts: the first one. */
function acceptanceOf(events: readonly DossierEvent[]): DossierEvent | null {
  for (const event of events) if (event.kind === 'accepted') return event;
  return null;
}

/** Whether something says that the dossier was received although nothing says when. */
function mustHaveBeenReceived(
  events: readonly DossierEvent[],
  record: SourceRecord | null,
  end: Outline['statedEnd'],
): boolean {
  if (end?.cause === 'settled' || (record !== null && isAfterReceipt(record.state))) return true;
  for (const { kind } of events)
    if (kind === 'finished' || kind === 'returned' || kind === 'apologised') return true;
  return false;
}

function earliestInstant(events: readonly DossierEvent[], end: Outline['statedEnd']): number {
  const first = events[0]?.at ?? Number.POSITIVE_INFINITY;
  return end === null ? first : Math.min(first, end.at);
}

/** An apology lies between the printed appointment and the record's, so the record's is the second one. */
function isReappointed(events: readonly DossierEvent[], record: SourceRecord | null): boolean {
  if (record === null) return false;
  for (const event of events) if (event.kind === 'apologised' && event.at <= record.at) return true;
  return false;
}

export function outlineOf(
  events: readonly DossierEvent[],
  clock: WorkingClock,
  warnings: Warning[],
): Outline {
  const record = latestRecord(events, clock, warnings);
  const statedEnd = statedEndOf(record, warnings);
  const accepted = acceptanceOf(events);
  const said = record?.received ?? accepted?.at ?? null;
  const receiptInferred = said === null && mustHaveBeenReceived(events, record, statedEnd);
  if (receiptInferred) warnings.push({ code: 'receipt-unknown', eventId: record?.id ?? null });
  const printed =
    accepted?.kind === 'accepted' ? readInstant(clock, accepted.due, accepted.id, 'due', warnings) : null;
  return {
    record,
    receivedAt: receiptInferred ? earliestInstant(events, statedEnd) : said,
    receiptInferred,
    statedEnd,
    saidOpen:
      statedEnd === null && record !== null && record.state !== null && causeOf(record.state) === null,
    sourceDueAt: record?.due ?? printed,
    sourceFirstDueAt: record?.firstDue ?? (isReappointed(events, record) ? printed : null),
  };
}
