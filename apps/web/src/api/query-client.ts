import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './api-error.ts';

/**
 * Reads are tried again only after a lost connection or an overload. `always`: a device that thinks it is
 * offline gets a failure in words, not a page that waits for ever.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
