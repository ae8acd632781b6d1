import type { Round } from '@parix/api-contract';
import { isAreaRole, isUnitRole } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { nextSteps, type NextStep } from './next-steps.ts';

export interface RoundWork {
  readonly steps: readonly NextStep[];
  /** How much of the person's own work is done; null where there is none or it is not known yet. */
  readonly progress: { readonly done: number; readonly all: number } | null;
}

/** What the person has to do in a round and how far they are. A unit outside the round's block has no card in it. */
export function useRoundWork(round: Round): RoundWork {
  const { roles } = useAccount();
  const inUnit = roles.some(isUnitRole);
  const steps = nextSteps(roles, round);
  const card = useQuery({
    queryKey: ['own-card', round.id],
    enabled: inUnit,
    queryFn: ({ signal }) =>
      call('listCards', { params: { roundId: round.id }, query: { limit: 1 }, signal }),
  });
  const appraisal = useQuery({
    queryKey: ['appraisal-progress', round.id],
    enabled: roles.some(isAreaRole) && steps.some((step) => step.place === 'appraisal'),
    queryFn: ({ signal }) => call('progress', { params: { roundId: round.id }, signal }),
  });
  const own = card.data?.items[0];
  if (inUnit)
    return {
      steps: card.isSuccess && !own ? steps.filter((step) => step.place !== 'card') : steps,
      progress: own ? { done: own.filled, all: own.items } : null,
    };
  const mine = appraisal.data?.items.filter((item) => item.mine) ?? [];
  const sum = (of: 'decided' | 'units') => mine.reduce((total, item) => total + item[of], 0);
  return { steps, progress: mine.length > 0 ? { done: sum('decided'), all: sum('units') } : null };
}
