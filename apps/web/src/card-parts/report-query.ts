import { useQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { currentLanguage } from '../i18n/current-language.ts';
import type { CardKey } from './sign-off-query.ts';

export const detailsKey = ({ roundId, unitId }: CardKey) => ['report-details', roundId, unitId] as const;

/** What the report says beside figures and points. */
export const useReportDetails = ({ roundId, unitId }: CardKey) =>
  useQuery({
    queryKey: detailsKey({ roundId, unitId }),
    queryFn: ({ signal }) => call('getReportDetails', { params: { roundId, unitId }, signal }),
    meta: { language: currentLanguage() },
  });
