import { queryOptions } from '@tanstack/react-query';
import { currentLanguage } from '../i18n/current-language.ts';
import { call } from './call.ts';

/**
 * While an answer is fetched in another language, the one on screen stays: what a person has opened or typed there
 * must not go. Only for the same thing, named by the key without its language.
 */
export function isSameThing(
  query: { readonly queryKey: readonly unknown[] } | undefined,
  key: readonly string[],
): boolean {
  return key.every((part, at) => query?.queryKey[at] === part);
}

/** Reads that more than one feature shows. The language is part of the key: the server answers in it. */
export const roundQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['round', roundId],
    queryFn: ({ signal }) => call('getRound', { params: { roundId }, signal }),
  });

export const unitKindsQuery = queryOptions({
  queryKey: ['unit-kinds'],
  queryFn: ({ signal }) => call('listUnitKinds', { signal }),
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
    placeholderData: (before, query) => (isSameThing(query, ['set', versionId]) ? before : undefined),
  });

export const setsQuery = queryOptions({
  queryKey: ['sets'],
  queryFn: ({ signal }) => call('listSets', { signal }),
});

export const blocksQuery = queryOptions({
  queryKey: ['blocks'],
  queryFn: ({ signal }) => call('listBlocks', { signal }),
});

/** Ways of signing in that this installation has; the server decides by its settings, so that it seldom changes. */
export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  staleTime: 10 * 60_000,
  queryFn: ({ signal }) => call('signInWays', { signal }),
});
