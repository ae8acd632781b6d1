import type { surveyRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { importSurveyPoints } from './surveys.service.ts';

export const surveyHandlers: Handlers<typeof surveyRoutes> = {
  importSurveyPoints: ({ context, params, file, query }) =>
    importSurveyPoints(context, params.roundId, file, query),
};
