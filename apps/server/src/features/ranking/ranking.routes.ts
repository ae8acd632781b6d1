import type { rankingRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { exportRanking } from './export-ranking.service.ts';
import { getRanking, getUnitResult } from './ranking.service.ts';
import { goalSeek, whatIf } from './simulate.service.ts';

export const rankingHandlers: Handlers<typeof rankingRoutes> = {
  getRanking: ({ context, params, query }) => getRanking(context, params.roundId, query.layer),
  getUnitResult: ({ context, params, query }) =>
    getUnitResult(context, params.roundId, params.unitId, query.layer),
  exportRanking: ({ context, params, query }) => exportRanking(context, params.roundId, query.format),
  whatIf: ({ context, params, body }) => whatIf(context, params.roundId, params.unitId, body),
  goalSeek: ({ context, params, body }) => goalSeek(context, params.roundId, params.unitId, body),
};
