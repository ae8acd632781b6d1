import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Everything under `['counter']` is read anew after an act. */
export const counterQuery = (unitId: string, code: string) =>
  queryOptions({
    queryKey: ['counter', unitId, code],
    queryFn: ({ signal }) => call('counterDossier', { params: { unitId, code }, signal }),
  });
