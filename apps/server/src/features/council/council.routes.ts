import type { councilRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { getCouncil, listAgenda } from './council.service.ts';
import { decideWithVotes } from './decide-with-votes.service.ts';
import { minutesDocument } from './minutes-document.service.ts';
import { saveMinutes, signMinutes } from './minutes.service.ts';
import { publicationDecision } from './publication-decision.service.ts';

export const councilHandlers: Handlers<typeof councilRoutes> = {
  getCouncil: ({ context, params }) => getCouncil(context, params.roundId),
  listAgenda: ({ context, params, query }) => listAgenda(context, params.roundId, query),
  councilDecide: async ({ context, params, ifMatch, body, reply }) => {
    const row = await decideWithVotes(context, params, ifMatch, body);
    reply.etag(row.version);
    return row;
  },
  saveMinutes: async ({ context, params, ifMatch, body, reply }) => {
    const answer = await saveMinutes(context, params.roundId, ifMatch, body);
    reply.etag(answer.minutes?.version ?? 0);
    return answer;
  },
  minutesDocument: ({ context, params }) => minutesDocument(context, params.roundId, params.format),
  publicationDecision: ({ context, params }) => publicationDecision(context, params.roundId, params.format),
  signMinutes: ({ context, params, body }) => signMinutes(context, params.roundId, body),
};
