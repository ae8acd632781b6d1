import type { Appraiser } from '@parix/api-contract';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';

export const groupsKey = (roundId: string) => ['appraisal-groups', roundId] as const;

export const groupsQuery = (roundId: string) =>
  queryOptions({
    queryKey: [...groupsKey(roundId), 'groups'],
    queryFn: ({ signal }) => call('listAppraisalGroups', { params: { roundId }, signal }),
  });
export const areasQuery = (roundId: string) =>
  queryOptions({
    queryKey: [...groupsKey(roundId), 'areas'],
    queryFn: ({ signal }) => call('listAppraisalAreas', { params: { roundId }, signal }),
  });
export const workloadQuery = (roundId: string) =>
  queryOptions({
    queryKey: [...groupsKey(roundId), 'workload'],
    queryFn: ({ signal }) => call('workload', { params: { roundId }, signal }),
  });
export const ownInterestsQuery = (roundId: string) =>
  queryOptions({
    queryKey: [...groupsKey(roundId), 'own-interests'],
    queryFn: ({ signal }) => call('getOwnInterests', { params: { roundId }, signal }),
  });

/** Units of the round by name: few hundred, needed whole where one is chosen. */
export const roundUnitsQuery = (roundId: string) =>
  queryOptions({
    queryKey: [...groupsKey(roundId), 'units'],
    queryFn: async ({ signal }) => {
      const found: { readonly unitId: string; readonly unitName: string; readonly unitKind: string }[] = [];
      let cursor: string | undefined;
      do {
        const page = await call('listJudgedUnits', {
          params: { roundId },
          query: { cursor, limit: 200 },
          signal,
        });
        found.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return found;
    },
  });

/** Everybody with a role in the appraisal; of one area when named. */
export function useAppraisers(roundId: string, area?: string) {
  return useQuery({
    queryKey: [...groupsKey(roundId), 'appraisers', area ?? ''],
    queryFn: async ({ signal }): Promise<readonly Appraiser[]> => {
      const found: Appraiser[] = [];
      let cursor: string | undefined;
      do {
        const query = { cursor, limit: 200, area };
        const page = await call('listAppraisers', { params: { roundId }, query, signal });
        found.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return found;
    },
  });
}

/** After an act: everything about who judges, and the grids that say what may be decided. */
export function useRenewGroups(roundId: string) {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [
        groupsKey(roundId),
        ['grid', roundId],
        ['unit-appraisal', roundId],
        ['appraisal-progress', roundId],
        ['second-readings', roundId],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}
