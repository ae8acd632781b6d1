import type { Db } from '../../platform/context.ts';
import { loadEveryProcedure, stampOfProcedures } from '../procedures/procedure-rules.read-model.ts';
import { rulesInForce } from '../procedures/rules-in-force.read-model.ts';
import { loadWorkingClock, loadWorkingYears } from '../working-calendar/working-clock.read-model.ts';
import type { CountingBasis, ToldBasis } from './counting-basis.ts';

/** What dossiers are counted by, as it stood at one moment. */
export interface CurrentBasis extends CountingBasis {
  readonly told: ToldBasis;
  /** Another one as soon as a rule was changed. */
  readonly stamp: string;
}

/** What holds now: `known` itself as long as nothing of it was changed. */
export async function currentBasis(db: Db, known?: CurrentBasis): Promise<CurrentBasis> {
  // Stamp and clock first: what is changed in between is newer than they say, and read again the next time.
  const stamp = await stampOfProcedures(db);
  const clock = await loadWorkingClock(db);
  if (known?.stamp === stamp && known.clock === clock) return known;
  const told = { procedures: await loadEveryProcedure(db), years: await loadWorkingYears(db) };
  return { ruleOf: rulesInForce(told.procedures), clock, stamp, told };
}
