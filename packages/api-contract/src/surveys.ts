import { importQuery, importReport, roundParams } from './common.ts';
import { route } from './route.ts';

export const surveyRoutes = {
  importSurveyPoints: route({
    method: 'POST',
    path: '/rounds/:roundId/survey-points/import',
    permission: 'surveys.import',
    feature: 'surveys',
    summary: 'Import survey figures for the survey items only',
    upload: true,
    params: roundParams,
    query: importQuery,
    response: importReport,
  }),
};
