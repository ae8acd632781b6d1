import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export const INSPECTIONS_KEY = 'inspections';

export const visitQuery = (unitId: string, visitId: string) =>
  queryOptions({
    queryKey: [INSPECTIONS_KEY, 'visit', visitId],
    queryFn: ({ signal }) => call('getInspectionVisit', { params: { unitId, visitId }, signal }),
  });

export const visitsQuery = (filter: { readonly mine: boolean; readonly roundId: string }) =>
  infiniteQueryOptions({
    queryKey: [INSPECTIONS_KEY, 'visits', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('listInspectionVisits', {
        query: {
          ...(filter.mine && { mine: 'true' }),
          ...(filter.roundId !== '' && { roundId: filter.roundId }),
          cursor: pageParam,
        },
        signal,
      }),
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const plansQuery = (roundId: string) =>
  queryOptions({
    queryKey: [INSPECTIONS_KEY, 'plans', roundId],
    queryFn: ({ signal }) => call('listInspectionPlans', { params: { roundId }, signal }),
    enabled: roundId !== '',
  });

export const inspectorsQuery = queryOptions({
  queryKey: [INSPECTIONS_KEY, 'inspectors'],
  queryFn: ({ signal }) => call('listInspectors', { query: { limit: 200 }, signal }),
});
