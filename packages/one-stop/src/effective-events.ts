import type { WorkingClock } from '@parix/working-days';
import { EVENT_KINDS, type DossierEvent } from './dossier-event.ts';
import type { Warning } from './warnings.ts';

const RANK: ReadonlyMap<string, number> = new Map(EVENT_KINDS.map((kind, at) => [kind, at]));

/** One text for one content, whatever the order of its fields. Events are flat. */
function contentOf(event: DossierEvent): string {
  return JSON.stringify(event, Object.keys(event).sort());
}

/** The revision as a number that can be compared; what is none comes before all others. */
function revisionOf(event: DossierEvent): number {
  return Number.isSafeInteger(event.revision) ? event.revision : -1;
}

/** Few events with an id each, as nearly always: nothing has to be looked for among their revisions. */
function areDistinct(events: readonly DossierEvent[]): boolean {
  if (events.length > 8) return false;
  for (let a = 1; a < events.length; a++)
    for (let b = 0; b < a; b++) if (events[a]?.id === events[b]?.id) return false;
  return true;
}

/** The highest revision of each id; a conflict counts only while nothing higher has replaced it. */
function latestRevisions(events: readonly DossierEvent[], warnings: Warning[]): readonly DossierEvent[] {
  if (areDistinct(events)) return events;
  const latest = new Map<string, DossierEvent>();
  const conflicts = new Set<string>();
  for (const event of events) {
    const held = latest.get(event.id);
    const step = held === undefined ? 1 : revisionOf(event) - revisionOf(held);
    if (held === undefined || step > 0) {
      latest.set(event.id, event);
      if (step > 0) conflicts.delete(event.id);
    } else if (step === 0 && held !== event) {
      const [mine, theirs] = [contentOf(event), contentOf(held)];
      if (mine !== theirs) conflicts.add(event.id);
      if (mine > theirs) latest.set(event.id, event);
    }
  }
  for (const id of [...conflicts].sort()) warnings.push({ code: 'revision-conflict', eventId: id });
  return [...latest.values()];
}

/** Order of events: by instant, at the same instant by kind (see `EVENT_KINDS`), then by id. */
export function compareEvents(a: DossierEvent, b: DossierEvent): number {
  if (a.at !== b.at) return a.at - b.at;
  const byKind = (RANK.get(a.kind) ?? 0) - (RANK.get(b.kind) ?? 0);
  if (byKind !== 0) return byKind;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Events mostly arrive in their order. */
function isOrdered(events: readonly DossierEvent[]): boolean {
  let last: DossierEvent | null = null;
  for (const event of events) {
    if (last !== null && compareEvents(last, event) > 0) return false;
    last = event;
  }
  return true;
}

export function isInstant(clock: WorkingClock, value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && !Number.isNaN(clock.dayOf(value));
}

/**
 * What counts of a dossier's events, in their order: the highest revision of each id, without voided ones and without
 * those that have no instant or no known kind. Only the set of events matters, not how and when they arrived.
 */
export function effectiveEvents(
  events: readonly DossierEvent[],
  clock: WorkingClock,
  warnings: Warning[],
): readonly DossierEvent[] {
  const kept: DossierEvent[] = [];
  const odd: Warning[] = [];
  for (const event of latestRevisions(events, warnings)) {
    if (event.voided === true) continue;
    if (!RANK.has(event.kind)) odd.push({ code: 'unknown-kind', eventId: event.id });
    else if (!isInstant(clock, event.at))
      odd.push({ code: 'instant-invalid', eventId: event.id, field: 'at' });
    else kept.push(event);
  }
  if (odd.length > 0) {
    odd.sort((a, b) => ((a.eventId ?? '') < (b.eventId ?? '') ? -1 : 1));
    for (const warning of odd) warnings.push(warning);
  }
  return isOrdered(kept) ? kept : kept.sort(compareEvents);
}
