import { createHash } from 'node:crypto';
import type { UnitResult } from '@parix/scoring';

type Digested = Pick<UnitResult, 'unit' | 'points' | 'maximum' | 'index' | 'classId' | 'rank'>;

/** Of one unit what a freeze holds; two lines are equal exactly when the results are. */
export const resultLine = ({ unit, points, maximum, index, classId, rank }: Digested): string =>
  JSON.stringify([unit, points, maximum, index, classId, rank]);

/** What the number of a freeze stands for: SHA-256 (hex) over one line a unit, in the order of codes. */
export const digestOfResults = (units: readonly Digested[]): string =>
  createHash('sha256').update(units.map(resultLine).join('\n')).digest('hex');
