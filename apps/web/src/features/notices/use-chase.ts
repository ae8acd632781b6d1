import type { CardState, Forecast } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { progressKey } from './progress-keys.ts';

/** What the units to chase have in common, as the board filters them. */
export interface ChaseFilter {
  readonly q?: string | undefined;
  readonly state?: CardState | undefined;
  readonly forecasts?: readonly Forecast[] | undefined;
}

export interface Chase {
  readonly units: { readonly unitIds: readonly string[] } | { readonly matching: ChaseFilter };
  readonly message: string;
  /** Also those who were chased within the hour. */
  readonly again: boolean;
}

/** Chases units of a round and renews the board. */
export function useChase(roundId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ units, message, again }: Chase) =>
      call('chaseUnits', { params: { roundId }, body: { ...bodyOf(units), message, again } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: progressKey(roundId) }),
  });
}

function bodyOf(units: Chase['units']) {
  if ('unitIds' in units) return { unitIds: [...units.unitIds] };
  const { forecasts, ...matching } = units.matching;
  return { matching: { ...matching, ...(forecasts && { forecasts: [...forecasts] }) } };
}
