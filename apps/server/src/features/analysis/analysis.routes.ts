import type { analysisRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { getComparison, getUnitComparison } from './comparison.service.ts';
import { confirmItemMapping, getItemMapping } from './item-mapping.service.ts';
import { getPartResults } from './part-results.service.ts';
import { getRoundAnalysis } from './round-analysis.service.ts';
import { getStability } from './stability.service.ts';
import { getUnitAnalysis } from './unit-analysis.service.ts';

export const analysisHandlers: Handlers<typeof analysisRoutes> = {
  getRoundAnalysis: ({ context, params, query }) => getRoundAnalysis(context, params.roundId, query.layer),
  getPartResults: ({ context, params, query }) =>
    getPartResults(context, params.roundId, params.partId, query.layer),
  getStability: ({ context, params, query }) => getStability(context, params.roundId, query.step),
  getComparison: ({ context, params }) => getComparison(context, params.roundId, params.otherId),
  getUnitComparison: ({ context, params }) =>
    getUnitComparison(context, params.roundId, params.otherId, params.unitId),
  getUnitAnalysis: ({ context, params, query }) =>
    getUnitAnalysis(context, params.roundId, params.unitId, query.step),
  getItemMapping: ({ context, params }) => getItemMapping(context, params.versionId, params.otherId),
  confirmItemMapping: ({ context, params, body }) =>
    confirmItemMapping(context, params.versionId, params.otherId, body),
};
