import type { accessRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import {
  createAccount,
  disableAccount,
  enableAccount,
  endAccountSessions,
  getAccount,
  listAccounts,
  reviewAccount,
  unlockAccount,
} from './accounts.service.ts';
import { describeMe } from './describe-me.ts';
import { askForPasskey } from './passkeys.ts';
import { endRole, grantRole } from './roles.service.ts';
import { giveSecondFactor, lockOwnSession, signOut, stepUp, unlockSession } from './session.service.ts';
import { signIn, signInWithPasskey } from './sign-in.service.ts';

export const accessHandlers: Handlers<typeof accessRoutes> = {
  signIn: async ({ context, body, session, client, ip, reply }) => {
    const { secret, answer } = await signIn(context, body, { client, ip, formerSecret: session.secret });
    reply.startSession(secret);
    return answer;
  },
  askPasskey: ({ context }) => askForPasskey(context),
  signInWithPasskey: async ({ context, body, session, client, ip, reply }) => {
    const entrance = { client, ip, formerSecret: session.secret };
    const { secret, answer } = await signInWithPasskey(context, body, entrance);
    reply.startSession(secret);
    return answer;
  },
  me: ({ context, session }) => describeMe(context, session),
  signOut: async ({ context, session, reply }) => {
    await signOut(context, session);
    reply.endSession();
    return { continueAt: null };
  },
  giveSecondFactor: async ({ context, session, body, reply }) => {
    const { secret, answer } = await giveSecondFactor(context, session, body);
    reply.startSession(secret);
    return answer;
  },
  lockSession: ({ context, session }) => lockOwnSession(context, session),
  unlockSession: async ({ context, session, body, reply }) => {
    const { secret, answer } = await unlockSession(context, session, body);
    reply.startSession(secret);
    return answer;
  },
  stepUp: async ({ context, session, body, reply }) => {
    const { secret, answer } = await stepUp(context, session, body);
    reply.startSession(secret);
    return answer;
  },
  listAccounts: ({ context, query }) => listAccounts(context, query),
  getAccount: async ({ context, params, reply }) => {
    const account = await getAccount(context, params.accountId);
    reply.etag(account.version);
    return account;
  },
  createAccount: ({ context, body }) => createAccount(context, body),
  disableAccount: ({ context, params }) => disableAccount(context, params.accountId),
  enableAccount: ({ context, params }) => enableAccount(context, params.accountId),
  unlockAccount: ({ context, params }) => unlockAccount(context, params.accountId),
  endAccountSessions: ({ context, params }) => endAccountSessions(context, params.accountId),
  reviewAccount: ({ context, params }) => reviewAccount(context, params.accountId),
  grantRole: ({ context, params, body }) => grantRole(context, params.accountId, body),
  endRole: ({ context, params, body }) => endRole(context, params.accountId, params.grantId, body),
};
