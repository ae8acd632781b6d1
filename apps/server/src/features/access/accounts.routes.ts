import type { accountRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import {
  type AccountDetail,
  createAccount,
  disableAccount,
  enableAccount,
  endAccountSessions,
  getAccount,
  listAccounts,
  reviewAccount,
  unlockAccount,
} from './accounts.service.ts';
import { inviteAccount, resetFactors, sendAccountLink } from './invite.service.ts';
import { endRole, grantRole } from './roles.service.ts';
import { substituteAccount } from './substitution.service.ts';
import { updateAccount } from './update-account.service.ts';

type Reply = { readonly etag: (version: number) => void };
const versioned = (account: AccountDetail, reply: Reply): AccountDetail => {
  reply.etag(account.version);
  return account;
};

export const accountHandlers: Handlers<typeof accountRoutes> = {
  listAccounts: ({ context, query }) => listAccounts(context, query),
  getAccount: async ({ context, params, reply }) =>
    versioned(await getAccount(context, params.accountId), reply),
  inviteAccount: ({ context, body }) => inviteAccount(context, body),
  createAccount: ({ context, body }) => createAccount(context, body),
  sendAccountLink: ({ context, params }) => sendAccountLink(context, params.accountId),
  resetFactors: ({ context, params }) => resetFactors(context, params.accountId),
  updateAccount: async ({ context, params, ifMatch, body, reply }) =>
    versioned(await updateAccount(context, params.accountId, ifMatch, body), reply),
  disableAccount: ({ context, params }) => disableAccount(context, params.accountId),
  enableAccount: ({ context, params }) => enableAccount(context, params.accountId),
  unlockAccount: ({ context, params }) => unlockAccount(context, params.accountId),
  endAccountSessions: ({ context, params }) => endAccountSessions(context, params.accountId),
  reviewAccount: ({ context, params }) => reviewAccount(context, params.accountId),
  grantRole: ({ context, params, body }) => grantRole(context, params.accountId, body),
  endRole: ({ context, params, body }) => endRole(context, params.accountId, params.grantId, body),
  substituteAccount: ({ context, params, body }) => substituteAccount(context, params.accountId, body),
};
