import type { ownAccountRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import {
  delegateOwnWork,
  listColleagues,
  listOwnDelegations,
  revokeOwnDelegation,
} from './delegations.service.ts';
import {
  askEmailChange,
  changePassword,
  getOwnAccount,
  type OwnAccount,
  updateOwnAccount,
} from './own-account.service.ts';
import {
  addPasskey,
  confirmTotp,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewRecoveryCodes,
  startPasskey,
  startTotp,
} from './own-factors.service.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from './own-sessions.service.ts';

type Reply = { readonly etag: (version: number) => void };
const versioned = (account: OwnAccount, reply: Reply): OwnAccount => {
  reply.etag(account.version);
  return account;
};

export const ownAccountHandlers: Handlers<typeof ownAccountRoutes> = {
  getOwnAccount: async ({ context, reply }) => versioned(await getOwnAccount(context), reply),
  updateOwnAccount: async ({ context, body, ifMatch, reply }) =>
    versioned(await updateOwnAccount(context, ifMatch, body), reply),
  askEmailChange: ({ context, body }) => askEmailChange(context, body.email),
  changePassword: ({ context, session, body }) => changePassword(context, session, body),
  startTotp: ({ context }) => startTotp(context),
  confirmTotp: async ({ context, session, body, reply }) => {
    const { secret, answer } = await confirmTotp(context, session, body.code);
    reply.startSession(secret);
    return answer;
  },
  removeTotp: ({ context, body }) => removeTotp(context, body.password),
  makeRecoveryCodes: ({ context }) => renewRecoveryCodes(context),
  startPasskey: ({ context }) => startPasskey(context),
  addPasskey: async ({ context, session, body, reply }) => {
    const { secret, answer } = await addPasskey(context, session, body);
    reply.startSession(secret);
    return answer;
  },
  renamePasskey: ({ context, params, body }) => renamePasskey(context, params.passkeyId, body.name),
  removePasskey: ({ context, params, body }) => removePasskey(context, params.passkeyId, body.password),
  listOwnSessions: ({ context, session }) => listOwnSessions(context, session),
  endOwnSession: ({ context, params }) => endOwnSession(context, params.sessionId),
  endOtherSessions: ({ context, session }) => endOtherSessions(context, session),
  listColleagues: ({ context }) => listColleagues(context),
  listOwnDelegations: ({ context }) => listOwnDelegations(context),
  delegateOwnWork: ({ context, body }) => delegateOwnWork(context, body),
  revokeOwnDelegation: ({ context, params }) => revokeOwnDelegation(context, params.delegationId),
};
