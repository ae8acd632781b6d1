import type { ReasonText } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { mightEver } from '@parix/workflow';

const NONE: readonly ReasonText[] = [];

/** Reasons that the groups of the round keep, read once; none while they are read, or for whoever does not judge. */
export function useReasons(roundId: string): readonly ReasonText[] {
  const { roles } = useAccount();
  const reasons = useQuery({
    queryKey: ['reason-texts', roundId],
    enabled: mightEver(roles, 'reasons.manage'),
    queryFn: ({ signal }) => call('listReasonTexts', { params: { roundId }, query: {}, signal }),
  });
  return reasons.data?.items ?? NONE;
}
