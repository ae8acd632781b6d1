import { checkMeasures, type SourceProblem } from '@parix/criteria-sets';
import { MEASURES } from '@parix/one-stop';
import type { CriteriaSet } from '@parix/scoring';

/** What speaks against figures that a set takes from measures, by the dictionary of this server. */
export const measureProblems = (set: CriteriaSet, file: string): readonly SourceProblem[] =>
  checkMeasures(set, MEASURES, file);
