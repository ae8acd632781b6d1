import type { Card } from '@parix/api-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { session } from '../../api/session-state.ts';
import { cardKey } from './use-card-saver.ts';

export type Pulse = Answer<'pulse'>;
/** How often one is heard of on the card, in ms; nothing is sent while the page is hidden. */
const EVERY = 10_000;

/** True when somebody saved what this page has not read yet, or the card's step or window has moved. */
export function pulseTellsNews(
  card: Pick<Card, 'state' | 'window' | 'closesAt' | 'items'>,
  pulse: Pick<Pulse, 'state' | 'window' | 'closesAt' | 'changed'>,
): boolean {
  if (pulse.state !== card.state || pulse.window !== card.window) return true;
  if ((pulse.closesAt ?? '') !== (card.closesAt ?? '')) return true;
  const versions = new Map(card.items.map((item) => [item.itemId, item.version]));
  return pulse.changed.some(({ itemId, version }) => version > (versions.get(itemId) ?? 0));
}

/**
 * Tells where the person is on the card and reads the card again when others have changed it. A draft keeps the
 * version it was typed over, so that what others saved is never overwritten by it unasked.
 */
export function usePulse(card: Card, itemId: string | null) {
  const queries = useQueryClient();
  const since = useRef<string | null>(null);
  const { roundId, unitId } = card;
  const pulse = useQuery({
    queryKey: ['pulse', roundId, unitId, itemId],
    refetchInterval: EVERY,
    refetchIntervalInBackground: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) => {
      const params = { roundId, unitId };
      const answer = await call('pulse', { params, body: { itemId, since: since.current }, signal });
      since.current = answer.serverTime;
      session.hearTime(answer.serverTime);
      return answer;
    },
  });
  const { data } = pulse;
  useEffect(() => {
    const known = queries.getQueryData<Card>(cardKey(roundId, unitId));
    if (!data || !known || !pulseTellsNews(known, data)) return;
    void queries.invalidateQueries({ queryKey: cardKey(roundId, unitId) });
    void queries.invalidateQueries({ queryKey: ['sign-off', roundId, unitId] });
  }, [data, queries, roundId, unitId]);
  return pulse;
}
