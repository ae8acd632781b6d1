import type { InspectionPackage } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { INSPECTIONS_KEY, visitQuery } from './inspection-queries.ts';

export const paramsOf = ({ unitId, id }: InspectionPackage) => ({ unitId, visitId: id });

/** An act on the record; its answer is what the page then shows. */
export function useRecordAct<Given = void>(
  visit: InspectionPackage,
  act: (given: Given) => Promise<InspectionPackage>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      queries.setQueryData(visitQuery(visit.unitId, visit.id).queryKey, answer);
      await queries.invalidateQueries({ queryKey: [INSPECTIONS_KEY, 'visits'] });
    },
  });
}
