import type { DayNumber } from '@parix/working-days';
import type { Stock } from './counters.ts';
import type { AddCount } from './daily-counts.ts';
import type { Span } from './dossier-facts.ts';

/** The one stock that an open dossier stands in beside `open`, so that the stocks add up; null: none of them. */
interface Standing {
  held: Stock | null;
}

function turn(standing: Standing, day: DayNumber, stock: Stock | null, add: AddCount): void {
  const { held } = standing;
  if (stock === held) return;
  if (held !== null) add(day, held, -1);
  if (stock !== null) add(day, stock, 1);
  standing.held = stock;
}

/** The standing in a span from one day up to (not including) another: paused or in time, near due, overdue. */
function walkSpan(standing: Standing, span: Span, from: DayNumber, until: DayNumber, add: AddCount): void {
  if (!span.hasDeadline) return turn(standing, from, 'without-deadline', add);
  const overdue = Math.max(from, span.overdueFrom ?? until);
  const near = Math.max(from, span.nearFrom ?? until);
  if (overdue > from) {
    if (span.paused) turn(standing, from, 'paused', add);
    else {
      if (near > from) turn(standing, from, null, add);
      if (near < overdue && near < until) turn(standing, near, 'near-due', add);
    }
  }
  if (overdue < until) turn(standing, overdue, 'overdue', add);
}

/** As QĐ 766 judges: late by its own due date, or since one request for supplement too many. */
function walkSpan766(
  standing: Standing,
  span: Span,
  from: DayNumber,
  until: DayNumber,
  excess: DayNumber | null,
  add: AddCount,
): void {
  if (!span.hasDeadline) return;
  const late = Math.max(from, Math.min(span.overdue766From ?? until, excess ?? until));
  if (late > from) turn(standing, from, null, add);
  if (late < until) turn(standing, late, 'late-766', add);
}

/**
 * The stocks of a dossier from its receipt to its end (null: still open). Spans follow each other; of several that begin
 * on one day the last one holds at its end.
 */
export function addStocks(
  spans: readonly Span[],
  received: DayNumber,
  ended: DayNumber | null,
  excess: DayNumber | null,
  add: AddCount,
): void {
  if (ended === received) return;
  add(received, 'open', 1);
  const standing: Standing = { held: null };
  const standing766: Standing = { held: null };
  const end = ended ?? Number.POSITIVE_INFINITY;
  for (let at = 0; at < spans.length; at++) {
    const span = spans[at];
    if (span === undefined) break;
    const until = Math.min(spans[at + 1]?.day ?? end, end);
    if (span.day >= until) continue;
    walkSpan(standing, span, span.day, until, add);
    walkSpan766(standing766, span, span.day, until, excess, add);
  }
  if (ended === null) return;
  turn(standing, ended, null, add);
  turn(standing766, ended, null, add);
  add(ended, 'open', -1);
}
