import {
  calendarOf,
  compileWorkingClock,
  type OfficeHours,
  type WorkingClock,
  type YearDecision,
} from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { storedDecision, yearsWith } from './stored-decision.ts';
import { listLatest, listLatestHashes } from './working-calendar.queries.ts';

/** Office hours that hold until an office says otherwise: eight hours, with two for the midday meal. */
export const DEFAULT_OFFICE_HOURS: readonly OfficeHours[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];

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
  const clock = clockOf(years);
  const oldest = compiled.keys().next().value;
  if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(contentOf(rows), clock);
  return clock;
}

/** A clock by decisions, of which the last of a year counts. */
export const clockOf = (years: readonly YearDecision[]): WorkingClock =>
  compileWorkingClock(calendarOf(years), DEFAULT_OFFICE_HOURS);

const contentOf = (rows: readonly { readonly year: number; readonly hash: string }[]): string =>
  rows.map(({ year, hash }) => `${year}:${hash}`).join(' ');
