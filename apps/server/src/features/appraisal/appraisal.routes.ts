import type { appraisalRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { acceptRest } from './accept-rest.service.ts';
import { decide } from './decide.service.ts';
import { bulkDecide } from './bulk-decide.service.ts';
import { grid, progress, unitGrid } from './grid.service.ts';
import { nextUndecided } from './queue.service.ts';
import { addReasonText, endReasonText, listReasonTexts } from './reason-texts.service.ts';

export const appraisalHandlers: Handlers<typeof appraisalRoutes> = {
  progress: ({ context, params }) => progress(context, params.roundId),
  grid: ({ context, params, query }) => grid(context, params.roundId, params.itemId, query),
  unitGrid: ({ context, params }) => unitGrid(context, params.roundId, params.unitId),
  nextUndecided: ({ context, params, query }) => nextUndecided(context, params.roundId, query),
  bulkDecide: ({ context, params, body }) => bulkDecide(context, params.roundId, params.itemId, body),
  listReasonTexts: ({ context, params, query }) => listReasonTexts(context, params.roundId, query.item),
  addReasonText: ({ context, params, body }) => addReasonText(context, params.roundId, body),
  endReasonText: ({ context, params }) => endReasonText(context, params.roundId, params.reasonId),
  decide: async ({ context, params, ifMatch, body, reply }) => {
    const row = await decide(context, params, ifMatch, body);
    reply.etag(row.version);
    return row;
  },
  acceptRest: ({ context, params, body }) => acceptRest(context, params.roundId, [params.itemId], body),
};
