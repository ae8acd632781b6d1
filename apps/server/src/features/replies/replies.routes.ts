import type { replyRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listReplies } from './list-replies.service.ts';
import { approveReplies, reopenReplies, returnReplies, sendReplies } from './move-replies.service.ts';
import { preliminaryNotice } from './preliminary-notice.service.ts';
import { getReplies } from './replies.service.ts';
import { saveReply } from './save-reply.service.ts';

export const replyHandlers: Handlers<typeof replyRoutes> = {
  listReplies: ({ context, params, query }) => listReplies(context, params.roundId, query),
  getReplies: ({ context, params }) => getReplies(context, params),
  preliminaryNotice: ({ context, params }) => preliminaryNotice(context, params, params.format),
  saveReply: async ({ context, params, ifMatch, body, reply }) => {
    const item = await saveReply(context, params, ifMatch, body);
    reply.etag(item.version);
    return item;
  },
  sendReplies: ({ context, params, body }) => sendReplies(context, params, body),
  returnReplies: ({ context, params, body }) => returnReplies(context, params, body),
  approveReplies: ({ context, params, body }) => approveReplies(context, params, body),
  reopenReplies: ({ context, params, body }) => reopenReplies(context, params, body),
};
