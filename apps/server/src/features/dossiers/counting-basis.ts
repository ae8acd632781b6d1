import type { WorkingClock, YearDecision } from '@parix/working-days';
import {
  type ProcedureRow,
  type RuleOfProcedure,
  rulesInForce,
} from '../procedures/rules-in-force.read-model.ts';
import { clockOfYears } from '../working-calendar/clock-of-years.read-model.ts';

/** The rules of all procedures and the calendar, by which dossiers are counted. */
export interface CountingBasis {
  readonly ruleOf: RuleOfProcedure;
  readonly clock: WorkingClock;
}

/** The same as plain data, for another process. */
export interface ToldBasis {
  readonly procedures: readonly ProcedureRow[];
  readonly years: readonly YearDecision[];
}

export const basisAsTold = ({ procedures, years }: ToldBasis): CountingBasis => ({
  ruleOf: rulesInForce(procedures),
  clock: clockOfYears(years),
});
