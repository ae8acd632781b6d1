import type { Me } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { call } from './call.ts';
import { session } from './session-state.ts';

export const ME_KEY = ['me'] as const;

export function useSessionQuery() {
  return useQuery({
    queryKey: ME_KEY,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const me = await call('me', { signal });
      session.begin(me);
      return me;
    },
  });
}

export const MeContext = createContext<Me | null>(null);

/** The signed-in person. Only below the session gate. */
export function useAccount(): Me['account'] {
  const me = useContext(MeContext);
  if (!me) throw new Error('useAccount outside the session gate');
  return me.account;
}

/** The server's clock in milliseconds, renewed every so many seconds. */
export function useServerNow(everySeconds: number): number {
  const [now, setNow] = useState(() => session.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(session.now()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}
