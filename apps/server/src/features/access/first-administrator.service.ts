import { randomBytes } from 'node:crypto';
import { recordAudit } from '../../platform/audit-log.ts';
import type { PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { insertAccount } from './access.queries.ts';
import { hasNoAccounts } from './access.read-model.ts';
import { insertRoleGrants } from './roles.queries.ts';

export interface FirstAdministrator {
  readonly username: string;
  /** Shown once to the operator; only its hash is kept. */
  readonly password: string;
}

/** Makes the one account that can make the others, in an installation without any; undefined when there are some. */
export async function createFirstAdministrator(
  context: PublicContext,
): Promise<FirstAdministrator | undefined> {
  const password = randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  return inTransaction(context.db, async (db) => {
    if (!(await hasNoAccounts(db))) return undefined;
    const account = {
      id: newId(),
      username: 'quantri',
      displayName: 'Quản trị hệ thống',
    } as const;
    if ((await insertAccount(db, { ...account, passwordHash })) !== null) return undefined;
    const { now } = context;
    await insertRoleGrants(db, [
      { accountId: account.id, id: newId(), role: 'administrator', startsAt: now, grantedAt: now },
    ]);
    const subject = `account:${account.id}`;
    await recordAudit(
      db,
      { ...context, person: null },
      { action: 'account.created', subject, detail: { first: true } },
    );
    return { username: account.username, password };
  });
}
