import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Reads of the board of one round; renewed together after a chase. */
export const progressKey = (roundId: string) => ['progress', roundId] as const;

/** Counts over all units of the round. */
export const progressSummaryQuery = (roundId: string) =>
  queryOptions({
    queryKey: [...progressKey(roundId), 'summary'],
    queryFn: ({ signal }) => call('getProgressSummary', { params: { roundId }, signal }),
  });
