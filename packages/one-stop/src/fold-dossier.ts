import type { WorkingClock } from '@parix/working-days';
import type { DossierEvent } from './dossier-event.ts';
import type { DossierFacts, Ending } from './dossier-facts.ts';
import { isLate, workingDayFrom } from './due-date.ts';
import { effectiveEvents } from './effective-events.ts';
import { outlineOf } from './outline.ts';
import type { ProcedureRule } from './procedure-rule.ts';
import { takeEvent } from './steps.ts';
import { takeRecord } from './take-record.ts';
import { beginWalk, warn, type Walk } from './walk.ts';
import type { Warning } from './warnings.ts';

/** Early: on a working day before the due day, by the first appointment. */
function endingOf(walk: Walk): Ending | null {
  const { clock, rule, cause, endedAt, dueAt, firstDueAt } = walk;
  if (cause === null || endedAt === null) return null;
  if (cause !== 'settled') return cause;
  if (dueAt === null || firstDueAt === null) return 'without-deadline';
  if (isLate(clock, rule, endedAt, dueAt)) return 'late';
  return workingDayFrom(clock, clock.dayOf(endedAt)) < clock.dayOf(firstDueAt) ? 'early' : 'on-time';
}

function ending766Of(walk: Walk): 'on-time' | 'late' | null {
  const { clock, rule, cause, endedAt, due766At } = walk;
  if (cause !== 'settled' || endedAt === null || due766At === null) return null;
  return walk.excessRequestAt !== null || isLate(clock, rule, endedAt, due766At) ? 'late' : 'on-time';
}

function usedMinutesOf(walk: Walk): number | null {
  const { receivedAt, endedAt } = walk;
  if (receivedAt === null || endedAt === null || walk.isTimeless || walk.outline.receiptInferred) return null;
  const minutes = walk.clock.minutesBetween(receivedAt, endedAt) - walk.pausedMinutes;
  if (minutes >= 0) return minutes;
  warn(walk, 'pauses-exceed-time', walk.outline.record?.id ?? null);
  return null;
}

function factsOf(walk: Walk): DossierFacts {
  const { clock, rule, endedAt, cause, firstDueAt } = walk;
  const isSettled = cause === 'settled' && endedAt !== null;
  return {
    state: walk.state,
    registeredAt: walk.registeredAt,
    receivedAt: walk.receivedAt,
    receiptInferred: walk.outline.receiptInferred,
    dueAt: walk.dueAt,
    dueBasis: walk.dueBasis,
    firstDueAt,
    due766At: walk.due766At,
    sourceDueAt: walk.outline.sourceDueAt,
    endedAt,
    ending: endingOf(walk),
    ending766: ending766Of(walk),
    afterFirstDue: isSettled && firstDueAt !== null && isLate(clock, rule, endedAt, firstDueAt),
    returnedAt: walk.returnedAt,
    supplementRequests: walk.supplementRequests,
    excessRequestAt: walk.excessRequestAt,
    apologies: walk.apologies,
    reappointed: walk.reappointed,
    channel: walk.channel,
    returnChannel: walk.returnChannel,
    onlineLevel: walk.level ?? rule.onlineLevel,
    digitised: walk.digitised,
    // What was paid for has a fee, whatever a record says.
    hasFee: walk.hasFee || walk.paid !== null,
    paid: walk.paid,
    rating: walk.rating,
    petitioned: walk.petitioned,
    heldBy: walk.heldBy,
    usedMinutes: usedMinutesOf(walk),
    pausedMinutes: walk.pausedMinutes,
    spans: walk.spans,
    warnings: walk.warnings,
  };
}

/** The rule in force at the receipt, which follows from the events alone; null: it was not received. */
export type RuleOnReceipt = (receivedAt: number | null) => ProcedureRule;

/**
 * What a dossier is, from all that is known of it: a function of the set of events. Order of arrival, repetition and
 * lateness make no difference, and nothing throws: what is odd is a warning.
 */
export function foldDossier(
  events: readonly DossierEvent[],
  rule: ProcedureRule | RuleOnReceipt,
  clock: WorkingClock,
): DossierFacts {
  const warnings: Warning[] = [];
  const ordered = effectiveEvents(events, clock, warnings);
  const outline = outlineOf(ordered, clock, warnings);
  const inForce = typeof rule === 'function' ? rule(outline.receivedAt) : rule;
  const walk = beginWalk(outline, inForce, clock, warnings);
  const { record } = walk.outline;
  for (const event of ordered) {
    if (event.kind !== 'reported') takeEvent(walk, event);
    else if (record !== null && event === record.event) takeRecord(walk, record);
  }
  if (walk.state === null && ordered.length > 0) walk.state = 'registered';
  return factsOf(walk);
}
