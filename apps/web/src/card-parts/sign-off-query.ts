import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { session } from '../api/session-state.ts';
import { currentLanguage } from '../i18n/current-language.ts';

export interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}

const keyOf = ({ roundId, unitId }: CardKey) => ['sign-off', roundId, unitId] as const;

/** Where the card stands and what the person may do with it; renews the server's clock on the way. */
export function useSignOff(card: CardKey) {
  const { roundId, unitId } = card;
  return useQuery({
    queryKey: [...keyOf(card), currentLanguage()],
    queryFn: async ({ signal }) => {
      const answer = await call('getSignOff', { params: { roundId, unitId }, signal });
      session.hearTime(answer.serverTime);
      return answer;
    },
  });
}

/** After a step or a deadline: what is shown of the card, its round and where it stands is read again. */
export function useRenewCard({ roundId, unitId }: CardKey) {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['round', roundId] }),
      ...['sign-off', 'card', 'submissions', 'item-timeline', 'report-details'].map((name) =>
        queries.invalidateQueries({ queryKey: [name, roundId, unitId] }),
      ),
    ]);
}
