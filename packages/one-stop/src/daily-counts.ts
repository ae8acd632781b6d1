import type { DayNumber, WorkingClock } from '@parix/working-days';
import { COUNTERS, type Counter } from './counters.ts';
import type { Channel, OnlineLevel } from './dossier-event.ts';
import type { DossierFacts, Ending } from './dossier-facts.ts';
import { addStocks } from './stock-counts.ts';

/** What is added to a counter on a day (Vietnam time). */
export interface DayCount {
  readonly day: DayNumber;
  readonly counter: Counter;
  readonly by: number;
}

// The counters as tables, and no function made per dossier: ten million of them pass through.
const ENDED: Readonly<Record<Ending, Counter>> = {
  early: 'settled-early',
  'on-time': 'settled-on-time',
  late: 'settled-late',
  'without-deadline': 'settled-without-deadline',
  refused: 'refused-received',
  withdrawn: 'withdrawn',
  stopped: 'stopped',
};
/** QĐ 766 counts what has no channel as received at the counter. */
const RECEIVED_BY: Readonly<Record<Channel, Counter>> = {
  online: 'received-online',
  counter: 'received-counter',
  post: 'received-post',
};
const ONLINE: Readonly<Record<OnlineLevel, Counter | null>> = {
  'level-1': null,
  'level-2': null,
  'level-3': 'online-level-3',
  'level-4': 'online-level-4',
  information: null,
  partial: 'online-partial',
  full: 'online-full',
};

function addChannel(facts: DossierFacts, day: DayNumber, counts: DayCount[]): void {
  counts.push({ day, counter: RECEIVED_BY[facts.channel ?? 'counter'], by: 1 });
  if (facts.channel === null) counts.push({ day, counter: 'received-no-channel', by: 1 });
  if (facts.channel === 'post' || facts.returnChannel === 'post')
    counts.push({ day, counter: 'by-post', by: 1 });
}

function addLevel(facts: DossierFacts, day: DayNumber, counts: DayCount[]): void {
  const level = facts.onlineLevel;
  if (level === null) return;
  const isOnline = facts.channel === 'online';
  if (level === 'level-4' || level === 'full') {
    counts.push({ day, counter: 'fully-online-possible', by: 1 });
    if (isOnline) counts.push({ day, counter: 'fully-online', by: 1 });
  }
  const counter = ONLINE[level];
  if (isOnline && counter !== null) counts.push({ day, counter, by: 1 });
}

function addTraits(facts: DossierFacts, day: DayNumber, counts: DayCount[]): void {
  addChannel(facts, day, counts);
  addLevel(facts, day, counts);
  if (facts.digitised) counts.push({ day, counter: 'digitised', by: 1 });
  if (facts.hasFee) counts.push({ day, counter: 'with-fee', by: 1 });
  if (facts.paid === 'online') counts.push({ day, counter: 'paid-online', by: 1 });
  if (facts.supplementRequests > 0)
    counts.push({ day, counter: 'supplement-requests', by: facts.supplementRequests });
  if (facts.apologies > 0) counts.push({ day, counter: 'apologies', by: facts.apologies });
  if (facts.reappointed) counts.push({ day, counter: 'reappointed', by: 1 });
}

function addEnd(facts: DossierFacts, day: DayNumber, counts: DayCount[]): void {
  if (facts.ending === null) return;
  counts.push({ day, counter: ENDED[facts.ending], by: 1 });
  if (facts.afterFirstDue) counts.push({ day, counter: 'settled-after-first-due', by: 1 });
  if (facts.ending766 === 'on-time') counts.push({ day, counter: 'settled-on-time-766', by: 1 });
  if (facts.ending766 === 'late') counts.push({ day, counter: 'settled-late-766', by: 1 });
  if (SETTLED.has(facts.ending)) addJudgement(facts, day, counts);
}

const SETTLED: ReadonlySet<Ending> = new Set(['early', 'on-time', 'late', 'without-deadline']);

function addJudgement(
  { rating, petitioned, ending766 }: DossierFacts,
  day: DayNumber,
  counts: DayCount[],
): void {
  if (rating !== null) counts.push({ day, counter: 'settled-rated', by: 1 });
  if (rating === 'satisfied') counts.push({ day, counter: 'settled-satisfied', by: 1 });
  if ((rating === 'dissatisfied' || petitioned) && ending766 !== 'late')
    counts.push({ day, counter: 'settled-complained-766', by: 1 });
}

function addUnreceived(facts: DossierFacts, clock: WorkingClock, counts: DayCount[]): void {
  const { ending, endedAt } = facts;
  if (endedAt === null) return;
  if (ending === 'refused' || ending === 'withdrawn' || ending === 'stopped')
    counts.push({ day: clock.dayOf(endedAt), counter: `${ending}-unreceived`, by: 1 });
}

/**
 * What a dossier adds to which day. Every figure of any period is a sum of these: flows and traits over the days of the
 * period, stocks over all days up to its beginning or its end. A dossier that changed adds the difference of its new
 * counts to its old ones (`changeOfCounts`).
 */
export function countsOf(facts: DossierFacts, clock: WorkingClock): readonly DayCount[] {
  const counts: DayCount[] = [];
  if (facts.receivedAt === null) {
    addUnreceived(facts, clock, counts);
    return counts;
  }
  const received = clock.dayOf(facts.receivedAt);
  const ended = facts.endedAt === null ? null : clock.dayOf(facts.endedAt);
  const excess = facts.excessRequestAt === null ? null : clock.dayOf(facts.excessRequestAt);
  counts.push({ day: received, counter: 'received', by: 1 });
  addTraits(facts, received, counts);
  if (ended !== null) addEnd(facts, ended, counts);
  addStocks(facts.spans, received, ended, excess, counts);
  return counts;
}

const INDEX: ReadonlyMap<Counter, number> = new Map(COUNTERS.map((counter, at) => [counter, at]));

function addTo(change: Map<number, DayCount>, counts: readonly DayCount[], sign: 1 | -1): void {
  for (const { day, counter, by } of counts) {
    const key = day * COUNTERS.length + (INDEX.get(counter) ?? 0);
    change.set(key, { day, counter, by: (change.get(key)?.by ?? 0) + sign * by });
  }
}

/** What has to be added to sums that contain `before` so that they contain `after` instead. Zeros are left out. */
export function changeOfCounts(before: readonly DayCount[], after: readonly DayCount[]): readonly DayCount[] {
  const change = new Map<number, DayCount>();
  addTo(change, after, 1);
  addTo(change, before, -1);
  const counts: DayCount[] = [];
  for (const count of change.values()) if (count.by !== 0) counts.push(count);
  return counts;
}
