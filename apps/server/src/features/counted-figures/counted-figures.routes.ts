import type { countedFigureRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { countedOfRound, countedOfUnit } from './counted-figures.service.ts';
import { monthlyIndex } from './monthly-index.service.ts';
import { takeCountedFigures } from './take-figures.service.ts';

export const countedFigureHandlers: Handlers<typeof countedFigureRoutes> = {
  countedOfUnit: ({ context, params, query }) => countedOfUnit(context, params, query.itemId),
  countedOfRound: ({ context, params, query }) => countedOfRound(context, params.roundId, query),
  monthlyIndex: ({ context, query }) => monthlyIndex(context, query),
  takeCountedFigures: ({ context, params }) => takeCountedFigures(context, params.roundId),
};
