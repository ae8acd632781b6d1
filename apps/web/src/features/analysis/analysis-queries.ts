import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { currentLanguage } from '../../i18n/current-language.ts';

export const analysisQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['round-analysis', roundId],
    queryFn: ({ signal }) =>
      call('getRoundAnalysis', { params: { roundId }, query: { layer: 'final' }, signal }),
  });

export const partQuery = (roundId: string, partId: string) =>
  queryOptions({
    queryKey: ['part-results', roundId, partId, currentLanguage()],
    queryFn: ({ signal }) =>
      call('getPartResults', { params: { roundId, partId }, query: { layer: 'final' }, signal }),
  });

export const STEPS = ['0.05', '0.1', '0.25', '0.5', '1'] as const;
export type Step = (typeof STEPS)[number];

export const stabilityQuery = (roundId: string, step: Step) =>
  queryOptions({
    queryKey: ['stability', roundId, step],
    queryFn: ({ signal }) => call('getStability', { params: { roundId }, query: { step }, signal }),
  });

export const comparisonQuery = (roundId: string, otherId: string) =>
  queryOptions({
    queryKey: ['comparison', roundId, otherId],
    queryFn: ({ signal }) => call('getComparison', { params: { roundId, otherId }, signal }),
  });

export const mappingQuery = (versionId: string, otherId: string) =>
  queryOptions({
    queryKey: ['item-mapping', versionId, otherId, currentLanguage()],
    queryFn: ({ signal }) => call('getItemMapping', { params: { versionId, otherId }, signal }),
  });
