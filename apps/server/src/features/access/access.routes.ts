import type { accessRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { createAccount, disableAccount, listAccounts } from './accounts.service.ts';
import { describeMe, signIn, signOut } from './sign-in.service.ts';

export const accessHandlers: Handlers<typeof accessRoutes> = {
  signIn: async ({ context, body, session, reply }) => {
    const { secret, answer } = await signIn(context, body, session.secret);
    reply.startSession(secret);
    return answer;
  },
  me: async ({ context, session }) => describeMe(context.person, session.csrfToken, context.now),
  signOut: async ({ context, session, reply }) => {
    await signOut(context, session.secret);
    reply.endSession();
    return {};
  },
  listAccounts: ({ context, query }) => listAccounts(context, query),
  createAccount: ({ context, body }) => createAccount(context, body),
  disableAccount: ({ context, params }) => disableAccount(context, params.accountId),
};
