import type { WorkingClock, YearDecision } from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { clockOfYears } from './clock-of-years.read-model.ts';
import { loadYears, storedDecision, yearsWith } from './stored-decision.ts';
import { listLatest, listLatestHashes } from './working-calendar.queries.ts';

/** Clocks by the content of what is recorded, which never ages and is the same in every database. */
const compiled = new Map<string, WorkingClock>();
const KEPT = 8;

/**
 * The clock of the calendar that holds now: built-in schedules, over them the latest recorded decision of each year,
 * and the expected days off by law for years without either. Whoever records a decision has the new one at once.
 */
export async function loadWorkingClock(db: Db): Promise<WorkingClock> {
  const known = compiled.get(contentOf(await listLatestHashes(db)));
  if (known !== undefined) return known;
  const rows = await listLatest(db);
  const years = yearsWith(rows.map(({ document }) => storedDecision(document)));
  const clock = clockOfYears(years);
  const oldest = compiled.keys().next().value;
  if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(contentOf(rows), clock);
  return clock;
}

/** What that clock is made of; plain data, so that it can be told to another process. */
export const loadWorkingYears = (db: Db): Promise<readonly YearDecision[]> => loadYears(db);

const contentOf = (rows: readonly { readonly year: number; readonly hash: string }[]): string =>
  rows.map(({ year, hash }) => `${year}:${hash}`).join(' ');
