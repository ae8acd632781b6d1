import type { ROUTES } from '@parix/api-contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../../api/call.ts';

export type FiguresQuery = z.input<typeof ROUTES.dossierFigures.query>;
type QueueQuery = z.input<typeof ROUTES.listDossiers.query>;

export const figuresQuery = (query: FiguresQuery) =>
  queryOptions({
    queryKey: ['dossier-figures', query],
    queryFn: ({ signal }) => call('dossierFigures', { query, signal }),
    placeholderData: (before) => before,
  });

export const measuresQuery = queryOptions({
  queryKey: ['dossier-measures'],
  queryFn: ({ signal }) => call('dossierMeasures', { signal }),
  staleTime: Infinity,
});

export const queueQuery = (query: QueueQuery) =>
  infiniteQueryOptions({
    queryKey: ['dossiers', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listDossiers', { query: { ...query, cursor: pageParam || undefined, limit: 50 }, signal }),
    getNextPageParam: (last) => last.next,
  });

export const sourcesQuery = infiniteQueryOptions({
  queryKey: ['dossier-sources'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    call('listDossierSources', { query: { cursor: pageParam || undefined, limit: 50 }, signal }),
  getNextPageParam: (last) => last.next,
});
