import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export const surveysQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['surveys', roundId],
    queryFn: ({ signal }) => call('listSurveys', { params: { roundId }, signal }),
  });

export const surveyKey = (surveyId: string) => ['survey', surveyId] as const;

export const surveyQuery = (roundId: string, surveyId: string) =>
  queryOptions({
    queryKey: surveyKey(surveyId),
    queryFn: ({ signal }) => call('getSurvey', { params: { roundId, surveyId }, signal }),
  });
