import type { ProcedureRow } from '@parix/api-contract';
import { showDate } from '../../format/dates.ts';
import type { Say } from '../../i18n/use-words.ts';
import { timeOf } from './procedure-draft.ts';

export const ONLINE_LEVELS = [
  'level-1',
  'level-2',
  'level-3',
  'level-4',
  'information',
  'partial',
  'full',
] as const satisfies readonly NonNullable<ProcedureRow['onlineLevel']>[];

export function timeWords({ processingMinutes }: ProcedureRow, say: Say): string {
  if (processingMinutes === null) return say('procedures:noTime');
  const { time, timeIn } = timeOf(processingMinutes);
  return say(`procedures:time.${timeIn}`, { number: time });
}

export const levelWords = ({ onlineLevel }: ProcedureRow, say: Say): string =>
  onlineLevel === null ? say('procedures:noLevel') : say(`procedures:level.${onlineLevel}`);

/** From its first day until the day before the next row or its end. */
export const spanWords = ({ validFrom, countsUntil }: ProcedureRow, say: Say): string =>
  countsUntil === null
    ? say('procedures:since', { from: showDate(validFrom) })
    : say('procedures:between', { from: showDate(validFrom), until: showDate(countsUntil) });
