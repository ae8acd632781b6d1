import { formatDate, parseDate, type WorkingClock } from '@parix/working-days';
import {
  CHANNELS,
  DOSSIER_STATES,
  ONLINE_LEVELS,
  RATINGS,
  type Channel,
  type DossierState,
  type OnlineLevel,
  type Rating,
  type Reported,
} from './dossier-event.ts';
import { isInstant } from './effective-events.ts';
import type { Warning } from './warnings.ts';

/** A reported record whose fields have been looked at: null is all that was not said or made no sense. */
export interface SourceRecord {
  readonly id: string;
  readonly at: number;
  readonly state: DossierState | null;
  readonly received: number | null;
  readonly due: number | null;
  readonly firstDue: number | null;
  readonly finished: number | null;
  readonly returned: number | null;
  readonly pausedMinutes: number | null;
  readonly supplementRequests: number | null;
  readonly event: Reported;
}

const STATES: ReadonlySet<unknown> = new Set(DOSSIER_STATES);
const CHANNEL_SET: ReadonlySet<unknown> = new Set(CHANNELS);
const LEVELS: ReadonlySet<unknown> = new Set(ONLINE_LEVELS);

const RATING_SET: ReadonlySet<unknown> = new Set(RATINGS);

const isRating = (value: unknown): value is Rating => RATING_SET.has(value);
const isState = (value: unknown): value is DossierState => STATES.has(value);
const isChannel = (value: unknown): value is Channel => CHANNEL_SET.has(value);
const isLevel = (value: unknown): value is OnlineLevel => LEVELS.has(value);

function known<T>(
  value: unknown,
  is: (value: unknown) => value is T,
  eventId: string,
  field: string,
  warnings: Warning[],
): T | null {
  if (value === null || value === undefined) return null;
  if (is(value)) return value;
  warnings.push({ code: 'unknown-value', eventId, field });
  return null;
}

export function readState(value: unknown, eventId: string, warnings: Warning[]): DossierState | null {
  return known(value, isState, eventId, 'state', warnings);
}

export function readChannel(
  value: unknown,
  eventId: string,
  field: 'channel' | 'returnChannel',
  warnings: Warning[],
): Channel | null {
  return known(value, isChannel, eventId, field, warnings);
}

export function readLevel(value: unknown, eventId: string, warnings: Warning[]): OnlineLevel | null {
  return known(value, isLevel, eventId, 'level', warnings);
}

export function readRating(value: unknown, eventId: string, warnings: Warning[]): Rating | null {
  return known(value, isRating, eventId, 'rating', warnings);
}

/** An instant that was said; null and a warning when it is none. */
export function readInstant(
  clock: WorkingClock,
  value: unknown,
  eventId: string,
  field: string,
  warnings: Warning[],
): number | null {
  if (value === null || value === undefined) return null;
  if (isInstant(clock, value)) return value;
  warnings.push({ code: 'instant-invalid', eventId, field });
  return null;
}

export function readAmount(
  value: unknown,
  eventId: string,
  field: string,
  warnings: Warning[],
): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  warnings.push({ code: 'amount-invalid', eventId, field });
  return null;
}

export function readRecord(event: Reported, clock: WorkingClock, warnings: Warning[]): SourceRecord {
  const { id } = event;
  return {
    id,
    at: event.at,
    state: readState(event.state, id, warnings),
    received: readInstant(clock, event.received, id, 'received', warnings),
    due: readInstant(clock, event.due, id, 'due', warnings),
    firstDue: readInstant(clock, event.firstDue, id, 'firstDue', warnings),
    finished: readInstant(clock, event.finished, id, 'finished', warnings),
    returned: readInstant(clock, event.returned, id, 'returned', warnings),
    pausedMinutes: readAmount(event.pausedMinutes, id, 'pausedMinutes', warnings),
    supplementRequests: readAmount(event.supplementRequests, id, 'supplementRequests', warnings),
    event,
  };
}

/** Nghị định 42/2022/NĐ-CP took effect: mức độ 1-4 before, cung cấp thông tin, một phần, toàn trình from here on. */
const NEW_LABELS_FROM = parseDate('2022-08-15') ?? 0;

/** Warns of a level whose label was not in use on the day; it is kept as it was given. */
export function checkLevelDate(level: OnlineLevel, day: number, eventId: string, warnings: Warning[]): void {
  const isNew = level === 'information' || level === 'partial' || level === 'full';
  if (isNew !== day >= NEW_LABELS_FROM)
    warnings.push({ code: 'level-not-of-its-date', eventId, found: level, beside: formatDate(day) });
}
