import { queryOptions } from '@tanstack/react-query';
import { currentLanguage } from '../i18n/current-language.ts';
import { call } from './call.ts';

/** Reads that more than one feature shows. The language is part of the key: the server answers in it. */
export const roundQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['round', roundId],
    queryFn: ({ signal }) => call('getRound', { params: { roundId }, signal }),
  });

export const roundsQuery = queryOptions({
  queryKey: ['rounds'],
  queryFn: ({ signal }) => call('listRounds', { query: { limit: 50 }, signal }),
});

export const setQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['set', versionId, currentLanguage()],
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => call('getSet', { params: { versionId }, signal }),
  });

export const setsQuery = queryOptions({
  queryKey: ['sets'],
  queryFn: ({ signal }) => call('listSets', { signal }),
});

export const blocksQuery = queryOptions({
  queryKey: ['blocks'],
  queryFn: ({ signal }) => call('listBlocks', { signal }),
});
