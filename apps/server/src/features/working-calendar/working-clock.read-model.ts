import {
  calendarOf,
  checkYearDecision,
  compileWorkingClock,
  completeYears,
  FIRST_YEAR_OF_LAW,
  HOLIDAY_SCHEDULES,
  type OfficeHours,
  type WorkingClock,
  type YearDecision,
} from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { listLatest, listLatestHashes } from './working-calendar.queries.ts';

/** Office hours that hold until an office says otherwise: eight hours, with two for the midday meal. */
export const DEFAULT_OFFICE_HOURS: readonly OfficeHours[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];

/** Later years are not announced for decades; their days off would only be weekends. */
const LAST_EXPECTED_YEAR = 2100;

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
  const recorded = rows.map(({ document }) => storedDecision(document));
  const years = completeYears([...HOLIDAY_SCHEDULES, ...recorded], FIRST_YEAR_OF_LAW, LAST_EXPECTED_YEAR);
  const clock = compileWorkingClock(calendarOf(years), DEFAULT_OFFICE_HOURS);
  const oldest = compiled.keys().next().value;
  if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(contentOf(rows), clock);
  return clock;
}

const contentOf = (rows: readonly { readonly year: number; readonly hash: string }[]): string =>
  rows.map(({ year, hash }) => `${year}:${hash}`).join(' ');

/** Throws when what was checked before it was stored is no decision any more: deadlines must not move unseen. */
function storedDecision(document: unknown): YearDecision {
  const { decision, problems } = checkYearDecision(document);
  if (decision === null) throw new Error(`a stored year decision cannot be read: ${problems[0]?.code}`);
  return decision;
}
