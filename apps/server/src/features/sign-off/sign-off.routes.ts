import type { signOffRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { approveCard } from './approve-card.service.ts';
import { extendCards, reopenCards } from './extend-cards.service.ts';
import { markItem } from './mark-item.service.ts';
import { recallCard, returnCard, sendCard } from './move-card.service.ts';
import { getSignOff, listCardEvents } from './sign-off.service.ts';
import { getSubmission, listSubmissions, submissionChanges } from './submissions.service.ts';
import { itemTimeline } from './timeline.service.ts';

export const signOffHandlers: Handlers<typeof signOffRoutes> = {
  getSignOff: ({ context, params }) => getSignOff(context, params),
  listCardEvents: ({ context, params, query }) => listCardEvents(context, params, query),
  markItem: ({ context, params, body }) => markItem(context, params, body),
  sendCard: ({ context, params, body }) => sendCard(context, params, body),
  recallCard: ({ context, params, body }) => recallCard(context, params, body),
  returnCard: ({ context, params, body }) => returnCard(context, params, body),
  approveCard: ({ context, params, body }) => approveCard(context, params, body),
  extendCards: ({ context, params, body }) => extendCards(context, params.roundId, body),
  reopenCards: ({ context, params, body }) => reopenCards(context, params.roundId, body),
  listSubmissions: ({ context, params, query }) => listSubmissions(context, params, query),
  getSubmission: ({ context, params }) => getSubmission(context, params, params.sequence),
  submissionChanges: ({ context, params, query }) =>
    submissionChanges(context, params, params.sequence, query.since),
  itemTimeline: ({ context, params, query }) => itemTimeline(context, params, query),
};
