import { queryOptions } from '@tanstack/react-query';
import { call, type Answer } from '../../api/call.ts';

export type OwnAccount = Answer<'getOwnAccount'>;

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'],
  queryFn: ({ signal }) => call('getOwnAccount', { signal }),
});
