import type { WorkingClock } from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import {
  loadEveryProcedureRule,
  type RuleOfProcedure,
  stampOfProcedures,
} from '../procedures/procedure-rules.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';

/** The rules of all procedures and the calendar, by which dossiers are counted, as they stood at one moment. */
export interface CountingBasis {
  readonly ruleOf: RuleOfProcedure;
  readonly clock: WorkingClock;
  /** Another one as soon as a rule was changed. */
  readonly stamp: string;
}

/** What holds now: `known` itself as long as nothing of it was changed. */
export async function currentBasis(db: Db, known?: CountingBasis): Promise<CountingBasis> {
  // The stamp first: rules that are changed in between are newer than it says, and read again the next time.
  const stamp = await stampOfProcedures(db);
  const clock = await loadWorkingClock(db);
  if (known?.stamp === stamp && known.clock === clock) return known;
  return { ruleOf: await loadEveryProcedureRule(db), clock, stamp };
}
