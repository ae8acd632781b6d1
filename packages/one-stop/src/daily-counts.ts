import type { DayNumber, WorkingClock } from '@parix/working-days';
import { ENDING_COUNTERS, type Counter, type Stock } from './counters.ts';
import type { DossierFacts, Span } from './dossier-facts.ts';

/** What is added to a counter on a day (Vietnam time). */
export interface DayCount {
  readonly day: DayNumber;
  readonly counter: Counter;
  readonly by: number;
}

type Add = (day: DayNumber, counter: Counter, by?: number) => void;

function addChannel(facts: DossierFacts, day: DayNumber, add: Add): void {
  if (facts.channel === 'online') add(day, 'received-online');
  else if (facts.channel === 'post') add(day, 'received-post');
  // QĐ 766 counts what has no channel as received at the counter.
  else add(day, 'received-counter');
  if (facts.channel === null) add(day, 'received-no-channel');
  if (facts.channel === 'post' || facts.returnChannel === 'post') add(day, 'by-post');
}

function addLevel(facts: DossierFacts, day: DayNumber, add: Add): void {
  const level = facts.onlineLevel;
  const isOnline = facts.channel === 'online';
  if (level === 'level-4' || level === 'full') {
    add(day, 'fully-online-possible');
    if (isOnline) add(day, 'fully-online');
  }
  if (!isOnline) return;
  if (level === 'level-3' || level === 'level-4' || level === 'partial' || level === 'full')
    add(day, `online-${level}`);
}

function addTraits(facts: DossierFacts, day: DayNumber, add: Add): void {
  addChannel(facts, day, add);
  addLevel(facts, day, add);
  if (facts.digitised) add(day, 'digitised');
  if (facts.hasFee) add(day, 'with-fee');
  if (facts.paid === 'online') add(day, 'paid-online');
  if (facts.supplementRequests > 0) add(day, 'supplement-requests', facts.supplementRequests);
  if (facts.apologies > 0) add(day, 'apologies', facts.apologies);
  if (facts.reappointed) add(day, 'reappointed');
}

function addEnd(facts: DossierFacts, day: DayNumber, add: Add): void {
  if (facts.ending === null) return;
  add(day, ENDING_COUNTERS[facts.ending]);
  if (facts.afterFirstDue) add(day, 'settled-after-first-due');
  if (facts.ending766 !== null) add(day, `settled-${facts.ending766}-766`);
}

/** Changes of one stock in the order of days. */
interface Turn {
  readonly turn: (day: DayNumber, stock: Stock | null) => void;
}

/** Where an open dossier stands; one stock at a time, so that they add up. */
function standing(add: Add): Turn {
  let held: Stock | null = null;
  const turn = (day: DayNumber, stock: Stock | null): void => {
    if (stock === held) return;
    if (held !== null) add(day, held, -1);
    if (stock !== null) add(day, stock);
    held = stock;
  };
  return { turn };
}

/** The standing of a span from one day up to (not including) another: paused or in time, near due, overdue. */
function walkSpan(span: Span, from: DayNumber, until: DayNumber, stock: Turn): void {
  if (!span.hasDeadline) return stock.turn(from, 'without-deadline');
  const overdue = Math.max(from, span.overdueFrom ?? until);
  const near = Math.max(from, span.nearFrom ?? until);
  if (overdue > from) {
    if (near > from || span.paused) stock.turn(from, span.paused ? 'paused' : null);
    if (!span.paused && near < Math.min(overdue, until)) stock.turn(near, 'near-due');
  }
  if (overdue < until) stock.turn(overdue, 'overdue');
}

function walkSpan766(
  span: Span,
  from: DayNumber,
  until: DayNumber,
  excess: DayNumber | null,
  stock: Turn,
): void {
  if (!span.hasDeadline) return;
  const late = Math.max(from, Math.min(span.overdue766From ?? until, excess ?? until));
  if (late > from) stock.turn(from, null);
  if (late < until) stock.turn(late, 'late-766');
}

/** Spans follow each other; of several that begin on one day the last one holds at its end. */
function addStocks(
  facts: DossierFacts,
  received: DayNumber,
  ended: DayNumber | null,
  excess: DayNumber | null,
  add: Add,
): void {
  if (ended === received) return;
  add(received, 'open');
  const stock = standing(add);
  const stock766 = standing(add);
  const end = ended ?? Number.POSITIVE_INFINITY;
  for (let at = 0; at < facts.spans.length; at++) {
    const span = facts.spans[at];
    if (span === undefined) break;
    const until = Math.min(facts.spans[at + 1]?.day ?? end, end);
    if (span.day >= until) continue;
    walkSpan(span, span.day, until, stock);
    walkSpan766(span, span.day, until, excess, stock766);
  }
  if (ended === null) return;
  stock.turn(ended, null);
  stock766.turn(ended, null);
  add(ended, 'open', -1);
}

function addUnreceived(facts: DossierFacts, clock: WorkingClock, add: Add): void {
  const { ending, endedAt } = facts;
  if (endedAt === null) return;
  if (ending === 'refused' || ending === 'withdrawn' || ending === 'stopped')
    add(clock.dayOf(endedAt), `${ending}-unreceived`);
}

/**
 * What a dossier adds to which day. Every figure of any period is a sum of these: flows and traits over the days of the
 * period, stocks over all days up to its beginning or its end. A dossier that changed adds the difference of its new
 * counts to its old ones (`changeOfCounts`).
 */
export function countsOf(facts: DossierFacts, clock: WorkingClock): readonly DayCount[] {
  const counts: DayCount[] = [];
  const add: Add = (day, counter, by = 1) => void counts.push({ day, counter, by });
  if (facts.receivedAt === null) {
    addUnreceived(facts, clock, add);
    return counts;
  }
  const received = clock.dayOf(facts.receivedAt);
  const ended = facts.endedAt === null ? null : clock.dayOf(facts.endedAt);
  const excess = facts.excessRequestAt === null ? null : clock.dayOf(facts.excessRequestAt);
  add(received, 'received');
  addTraits(facts, received, add);
  if (ended !== null) addEnd(facts, ended, add);
  addStocks(facts, received, ended, excess, add);
  return counts;
}

/** What has to be added to sums that contain `before` so that they contain `after` instead. Zeros are left out. */
export function changeOfCounts(before: readonly DayCount[], after: readonly DayCount[]): readonly DayCount[] {
  const change = new Map<string, DayCount>();
  const put = ({ day, counter, by }: DayCount, sign: number): void => {
    const key = `${day} ${counter}`;
    const held = change.get(key);
    change.set(key, { day, counter, by: (held?.by ?? 0) + sign * by });
  };
  for (const count of after) put(count, 1);
  for (const count of before) put(count, -1);
  return [...change.values()].filter(({ by }) => by !== 0);
}
