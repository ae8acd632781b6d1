import type { SurveyDetail } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { surveyKey } from './survey-keys.ts';

/** A change whose answer is the whole survey: it is shown at once, and what hangs on it is read again. */
export function useSurveyChange<Given>(
  surveyId: string,
  change: (given: Given) => Promise<SurveyDetail>,
  done?: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (survey) => {
      queries.setQueryData(surveyKey(surveyId), survey);
      await queries.invalidateQueries();
      done?.();
    },
  });
}
