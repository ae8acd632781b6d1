import type { commendationRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listCommendations, recordCommendation, withdrawCommendation } from './commendations.service.ts';
import { exportCommendations } from './export-commendations.service.ts';

export const commendationHandlers: Handlers<typeof commendationRoutes> = {
  listCommendations: ({ context, query }) => listCommendations(context, query),
  exportCommendations: ({ context, query }) => exportCommendations(context, query),
  recordCommendation: ({ context, params, body }) => recordCommendation(context, params.roundId, body),
  withdrawCommendation: ({ context, params, body }) =>
    withdrawCommendation(context, params.commendationId, body.reason),
};
