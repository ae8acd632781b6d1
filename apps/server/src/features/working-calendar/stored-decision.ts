import {
  checkYearDecision,
  completeYears,
  expectedDecision,
  FIRST_YEAR_OF_LAW,
  HOLIDAY_SCHEDULES,
  type YearDecision,
} from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { listDecisionRows, listLatest } from './working-calendar.queries.ts';

/** Later years are not announced for decades; their days off would only be weekends. */
const LAST_EXPECTED_YEAR = 2100;

/** Throws when what was checked before it was stored is no decision any more: deadlines must not move unseen. */
export function storedDecision(document: unknown): YearDecision {
  const { decision, problems } = checkYearDecision(document);
  if (decision === null) throw new Error(`a stored year decision cannot be read: ${problems[0]?.code}`);
  return decision;
}

/** What holds: built-in schedules, over them the recorded ones, and what is expected by law for other years. */
export const yearsWith = (recorded: readonly YearDecision[]): readonly YearDecision[] =>
  completeYears([...HOLIDAY_SCHEDULES, ...recorded], FIRST_YEAR_OF_LAW, LAST_EXPECTED_YEAR);

export async function loadYears(db: Db): Promise<readonly YearDecision[]> {
  return yearsWith((await listLatest(db)).map(({ document }) => storedDecision(document)));
}

/** The decision of a year that counts now, and the recorded row that it comes from. */
export async function loadYear(db: Db, year: number) {
  const [row] = await listDecisionRows(db, { year }, null, 1);
  const recorded = row && storedDecision(row.document);
  const builtIn = HOLIDAY_SCHEDULES.find((one) => one.year === year);
  return { row, decision: recorded ?? builtIn ?? expectedDecision(year) };
}

/** True for a decision that rests on the law alone, with or without days of the authority's own. */
export function isExpected({ year, source }: YearDecision): boolean {
  const law = expectedDecision(year)?.source[0];
  return law !== undefined && source.some(({ number, note }) => number === law.number && note === law.note);
}
