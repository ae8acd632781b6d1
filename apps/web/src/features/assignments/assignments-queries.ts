import type { Assignment, Division, UnitPerson } from '@parix/api-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

interface OnePage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
/** The server's largest page. */
const LIMIT = 100;

/** Every page of a list that is needed whole: a card has few hundred items, a unit few hundred people. */
async function all<T>(read: (cursor: string | undefined) => Promise<OnePage<T>>): Promise<readonly T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export interface UnitPeople {
  readonly people: readonly UnitPerson[];
  readonly divisions: readonly Division[];
}

export function useUnitPeople(unitId: string) {
  return useQuery({
    queryKey: ['unit-people', unitId],
    queryFn: async ({ signal }): Promise<UnitPeople> => {
      const params = { unitId };
      const [people, divisions] = await Promise.all([
        all((cursor) => call('listAssignable', { params, query: { cursor, limit: LIMIT }, signal })),
        all((cursor) => call('listDivisions', { params, query: { cursor, limit: LIMIT }, signal })),
      ]);
      return { people, divisions };
    },
  });
}

export function useAssignments(roundId: string, unitId: string) {
  return useQuery({
    queryKey: ['assignments', roundId, unitId],
    queryFn: ({ signal }): Promise<readonly Assignment[]> =>
      all((cursor) =>
        call('listAssignments', { params: { roundId, unitId }, query: { cursor, limit: LIMIT }, signal }),
      ),
  });
}

/** After an act: people, assignments and the card's own words of who fills what. */
export function useRenewAssignments() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['unit-people', 'assignments', 'card', 'sign-off'].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    );
}
