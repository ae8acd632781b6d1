import type { PublicContext } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findAccountByUsername } from './access.queries.ts';
import { makeLink } from './account-links.ts';
import { takeAwaySignIn } from './invite.service.ts';

export interface OperatorLink {
  readonly url: string;
  readonly expiresAt: string;
}

/**
 * A link to choose a password, for the operator at the machine: the way back when no administrator can sign in.
 * `reset` takes away password, second factor and sessions first.
 */
export async function makeLinkAsOperator(
  context: PublicContext,
  username: string,
  { reset }: { readonly reset: boolean },
): Promise<OperatorLink> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db, person: null };
    const before = await findAccountByUsername(db, username.toLowerCase());
    if (!before || before.disabledAt !== null) throw unknownAccount(username);
    if (reset) await takeAwaySignIn(inside, before.id);
    const kind = reset || before.passwordHash === null ? 'invitation' : 'password-reset';
    // Not mailed: it is shown to whoever sits at the machine.
    const { url, expiresAt } = await makeLink(inside, before, kind, null);
    if (url === null) throw new Error('a link that was not mailed has an address');
    return { url, expiresAt };
  });
}

function unknownAccount(username: string): OperatorError {
  return new OperatorError('ACCOUNT_NOT_FOUND', {
    vi: `Không có tài khoản "${username}" đang dùng được. Kiểm tra tên đăng nhập; tài khoản đã khóa do một quản trị khác mở lại.`,
    en: `There is no account "${username}" that can be used. Check the user name; a disabled account is enabled by another administrator.`,
  });
}
