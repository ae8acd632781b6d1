import type { appraisalRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { acceptRest } from './accept-rest.service.ts';
import { councilDecide, decide } from './decide.service.ts';
import { grid, progress } from './grid.service.ts';

export const appraisalHandlers: Handlers<typeof appraisalRoutes> = {
  progress: ({ context, params }) => progress(context, params.roundId),
  grid: ({ context, params, query }) => grid(context, params.roundId, params.itemId, query),
  decide: async ({ context, params, ifMatch, body, reply }) => {
    const row = await decide(context, params, ifMatch, body);
    reply.etag(row.version);
    return row;
  },
  councilDecide: async ({ context, params, ifMatch, body, reply }) => {
    const row = await councilDecide(context, params, ifMatch, body);
    reply.etag(row.version);
    return row;
  },
  acceptRest: ({ context, params, body }) => acceptRest(context, params.roundId, [params.itemId], body),
};
