import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { progressKey } from './progress-keys.ts';

export interface Chase {
  readonly unitIds: readonly string[];
  readonly message: string;
  /** Also those who were chased within the hour. */
  readonly again: boolean;
}

/** Chases units of a round and renews the board. */
export function useChase(roundId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ unitIds, message, again }: Chase) =>
      call('chaseUnits', { params: { roundId }, body: { unitIds: [...unitIds], message, again } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: progressKey(roundId) }),
  });
}
