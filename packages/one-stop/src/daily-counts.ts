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

/** Is told what is added to a counter on a day. Ten million dossiers pass through: nothing is made of each count. */
export type AddCount = (day: DayNumber, counter: Counter, by: number) => void;

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

function addChannel(facts: DossierFacts, day: DayNumber, add: AddCount): void {
  add(day, RECEIVED_BY[facts.channel ?? 'counter'], 1);
  if (facts.channel === null) add(day, 'received-no-channel', 1);
  if (facts.channel === 'post' || facts.returnChannel === 'post') add(day, 'by-post', 1);
}

function addLevel(facts: DossierFacts, day: DayNumber, add: AddCount): void {
  const level = facts.onlineLevel;
  if (level === null) return;
  const isOnline = facts.channel === 'online';
  if (level === 'level-4' || level === 'full') {
    add(day, 'fully-online-possible', 1);
    if (isOnline) add(day, 'fully-online', 1);
  }
  const counter = ONLINE[level];
  if (isOnline && counter !== null) add(day, counter, 1);
}

function addTraits(facts: DossierFacts, day: DayNumber, add: AddCount): void {
  addChannel(facts, day, add);
  addLevel(facts, day, add);
  if (facts.digitised) add(day, 'digitised', 1);
  if (facts.hasFee) add(day, 'with-fee', 1);
  if (facts.paid === 'online') add(day, 'paid-online', 1);
  if (facts.supplementRequests > 0) add(day, 'supplement-requests', facts.supplementRequests);
  if (facts.apologies > 0) add(day, 'apologies', facts.apologies);
  if (facts.reappointed) add(day, 'reappointed', 1);
}

function addEnd(facts: DossierFacts, day: DayNumber, add: AddCount): void {
  if (facts.ending === null) return;
  add(day, ENDED[facts.ending], 1);
  if (facts.afterFirstDue) add(day, 'settled-after-first-due', 1);
  if (facts.ending766 === 'on-time') add(day, 'settled-on-time-766', 1);
  if (facts.ending766 === 'late') add(day, 'settled-late-766', 1);
  if (SETTLED.has(facts.ending)) addJudgement(facts, day, add);
}

const SETTLED: ReadonlySet<Ending> = new Set(['early', 'on-time', 'late', 'without-deadline']);

function addJudgement({ rating, petitioned, ending766 }: DossierFacts, day: DayNumber, add: AddCount): void {
  if (rating !== null) add(day, 'settled-rated', 1);
  if (rating === 'satisfied') add(day, 'settled-satisfied', 1);
  if ((rating === 'dissatisfied' || petitioned) && ending766 !== 'late')
    add(day, 'settled-complained-766', 1);
}

function addUnreceived(facts: DossierFacts, clock: WorkingClock, add: AddCount): void {
  const { ending, endedAt } = facts;
  if (endedAt === null) return;
  if (ending === 'refused' || ending === 'withdrawn' || ending === 'stopped')
    add(clock.dayOf(endedAt), `${ending}-unreceived`, 1);
}

/**
 * What a dossier adds to which day. Every figure of any period is a sum of these: flows and traits over the days of the
 * period, stocks over all days up to its beginning or its end. A dossier that changed adds the difference of its new
 * counts to its old ones (`changeOfCounts`).
 */
export function addCounts(facts: DossierFacts, clock: WorkingClock, add: AddCount): void {
  if (facts.receivedAt === null) return addUnreceived(facts, clock, add);
  const received = clock.dayOf(facts.receivedAt);
  const ended = facts.endedAt === null ? null : clock.dayOf(facts.endedAt);
  const excess = facts.excessRequestAt === null ? null : clock.dayOf(facts.excessRequestAt);
  add(received, 'received', 1);
  addTraits(facts, received, add);
  if (ended !== null) addEnd(facts, ended, add);
  addStocks(facts.spans, received, ended, excess, add);
}

/** The same as a list. */
export function countsOf(facts: DossierFacts, clock: WorkingClock): readonly DayCount[] {
  const counts: DayCount[] = [];
  addCounts(facts, clock, (day, counter, by) => counts.push({ day, counter, by }));
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
