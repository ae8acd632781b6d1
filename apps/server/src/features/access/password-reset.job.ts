import { z } from 'zod';
import { registerJob } from '../../platform/jobs/jobs.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findAccountById } from './access.queries.ts';
import { makeLink } from './account-links.ts';

/**
 * Mails the link to whoever asked for a new password. Done in the background and enqueued for names that nobody has
 * as well, so that neither the answer nor its time tells whether there is such an account.
 */
export const mailPasswordReset = registerJob(
  'access.mail-password-reset',
  z.object({ accountId: z.uuid() }),
  async (context, { accountId }) => {
    const account = await findAccountById(context.db, accountId);
    if (!account || account.disabledAt !== null || account.email === null) return;
    const kind = account.passwordHash === null ? 'invitation' : 'password-reset';
    await inTransaction(context.db, (db) =>
      makeLink({ ...context, db, person: null }, account, kind, account.email),
    );
  },
);
