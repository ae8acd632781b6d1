import type { accessRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { accountHandlers } from './accounts.routes.ts';
import { describeMe } from './describe-me.ts';
import { ownAccountHandlers } from './own-account.routes.ts';
import { askForPasskey } from './passkeys.ts';
import { askPasswordReset } from './password-reset.service.ts';
import { giveSecondFactor, lockOwnSession, signOut, stepUp, unlockSession } from './session.service.ts';
import { signIn, signInWithPasskey } from './sign-in.service.ts';
import { describeWays } from './sign-in-ways.ts';
import { unitPeopleHandlers } from './unit-people.routes.ts';
import { acceptInvitation, confirmEmail, readLink, resetPassword } from './use-link.service.ts';

export const accessHandlers: Handlers<typeof accessRoutes> = {
  signInWays: async ({ context }) => describeWays(context.config),
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
    const answer = await signOut(context, session);
    reply.endSession();
    return answer;
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
  askPasswordReset: ({ context, body }) => askPasswordReset(context, body.name),
  readLink: ({ context, body }) => readLink(context, body.token),
  acceptInvitation: async ({ context, body, session, client, ip, reply }) => {
    const entrance = { client, ip, formerSecret: session.secret };
    const { secret, answer } = await acceptInvitation(context, body, entrance);
    reply.startSession(secret);
    return answer;
  },
  resetPassword: ({ context, body }) => resetPassword(context, body),
  confirmEmail: ({ context, body }) => confirmEmail(context, body.token),
  ...ownAccountHandlers,
  ...accountHandlers,
  ...unitPeopleHandlers,
};
