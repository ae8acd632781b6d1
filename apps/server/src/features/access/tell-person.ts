import type { PublicContext } from '../../platform/context.ts';
import { sendMail } from '../../platform/mail/send-mail.ts';
import { findAccountById } from './access.queries.ts';
import { type AccessChange, changeMail } from './access-mail.ts';

/** Mails the person that the way in was changed, when there is an address and a mail server. */
export async function tellPerson(
  context: Pick<PublicContext, 'db' | 'now' | 'config'>,
  accountId: string,
  change: AccessChange,
  to?: string | null,
): Promise<void> {
  const account = await findAccountById(context.db, accountId);
  const address = to ?? account?.email ?? null;
  if (!account || address === null || context.config.mail === undefined) return;
  const { id, unitId, username, displayName } = account;
  const locale = account.locale === 'en' ? 'en' : 'vi';
  const words = changeMail(change, { username, displayName }, context.now, locale);
  await sendMail(context, { to: address, accountId: id, unitId, kind: 'account-changed', locale, ...words });
}
