import { countsOf, type DayCount } from '../daily-counts.ts';
import type { Reported } from '../dossier-event.ts';
import { foldDossier } from '../fold-dossier.ts';
import { sumCounts, type PeriodSums } from '../period-sums.ts';
import { UNKNOWN_PROCEDURE } from '../procedure-rule.ts';
import type { Period } from '../report-periods.ts';
import { OFFICE } from './office.ts';

/** A published table by what became of the dossiers; `carriedOver` of them were received before the period. */
export interface Table {
  readonly carriedOver: number;
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly withdrawn: number;
  readonly openInTime: number;
}

const HOUR = 3_600_000;
const morning = (day: number): number => OFFICE.startOf(day) + 9 * HOUR;

/** Course of the n-th dossier: appointments on changing working days well inside the period. */
function recordOf(table: Table, n: number, period: Period): Reported {
  const due = OFFICE.shiftDays(period.first, 8 + (n % 8));
  const ends = [
    [table.early, OFFICE.shiftDays(due, -1)],
    [table.onTime, due],
    [table.late, OFFICE.shiftDays(due, 2)],
    [table.withdrawn, due],
    [table.openInTime, null],
  ] as const;
  let rest = n;
  const course = ends.findIndex(([count]) => (rest -= count) < 0);
  const ended = ends[course]?.[1] ?? null;
  return {
    id: `${n}`,
    revision: 1,
    kind: 'reported',
    at: morning(period.last + 1),
    // Spread over the courses, so that dossiers of every course were carried over.
    received: morning(
      (n * 7919) % total(table) < table.carriedOver
        ? period.first - 9
        : OFFICE.shiftDays(period.first, n % 6),
    ),
    due: OFFICE.startOf(ended === null ? OFFICE.shiftDays(period.last, 20) : due),
    finished: ended === null ? null : morning(ended),
    state: ended === null ? 'processing' : course === 3 ? 'withdrawn' : 'returned',
  };
}

export function total(table: Table): number {
  return table.early + table.onTime + table.late + table.withdrawn + table.openInTime;
}

/** Dossiers that became what a table says, folded, counted and summed. */
export function sumsOf(table: Table, period: Period): PeriodSums {
  const counts: DayCount[] = [];
  for (let n = 0; n < total(table); n++) {
    const facts = foldDossier([recordOf(table, n, period)], UNKNOWN_PROCEDURE, OFFICE);
    for (const count of countsOf(facts, OFFICE)) counts.push(count);
  }
  return sumCounts(counts, period);
}
