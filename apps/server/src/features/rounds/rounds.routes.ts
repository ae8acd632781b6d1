import type { Round, roundRoutes } from '@parix/api-contract';
import type { Handlers, ReplyControls } from '../../platform/handlers.ts';
import { createRound } from './create-round.service.ts';
import { freezeResults } from './freeze-results.service.ts';
import { moveRound } from './move-round.service.ts';
import { changeRound, getRound, listRounds } from './rounds.service.ts';

const tagged = async (reply: ReplyControls, answer: Promise<Round>): Promise<Round> => {
  const round = await answer;
  reply.etag(round.version);
  return round;
};

export const roundHandlers: Handlers<typeof roundRoutes> = {
  listRounds: ({ context, query }) => listRounds(context, query),
  getRound: ({ context, params, reply }) => tagged(reply, getRound(context, params.roundId)),
  createRound: ({ context, body, reply }) => tagged(reply, createRound(context, body)),
  updateRound: ({ context, params, ifMatch, body, reply }) =>
    tagged(reply, changeRound(context, params.roundId, ifMatch, body)),
  freezeResults: ({ context, params }) => freezeResults(context, params.roundId),
  moveRound: ({ context, params, ifMatch, body, reply }) =>
    tagged(reply, moveRound(context, params.roundId, ifMatch, body)),
};
