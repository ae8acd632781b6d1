import type { PublicContext } from '../context.ts';
import { newId } from '../ids.ts';
import type { Locale } from '../locale.ts';
import { inTransaction } from '../transaction.ts';
import { headerText, type MailBlock } from './compose-mail.ts';
import { deliverMail } from './deliver-mail.job.ts';
import { deleteMailContent, insertAttempt, insertMail } from './mail.queries.ts';
import { isMailAddress } from './mail-settings.ts';

/** Stands in a key that carries the unit first, for what concerns no unit. */
export const NO_UNIT = '00000000-0000-0000-0000-000000000000';

export interface NewMail {
  readonly to: string;
  /** Whose mailbox it is; null: nobody with an account yet. */
  readonly accountId: string | null;
  /** Unit of the person; null: none. */
  readonly unitId: string | null;
  /** What it is for, as a slug: `invitation`, `password-reset`, `notices`. */
  readonly kind: string;
  readonly locale: Locale;
  readonly subject: string;
  readonly blocks: readonly MailBlock[];
  /** After this instant it is no longer worth sending (a link that has run out); null: no such instant. */
  readonly expiresAt?: Date | null;
}

/**
 * `queued`: it will go out. `not-configured`: the installation has no mail server, so say so to the person and offer
 * another way. `bad-address`: nothing can be sent there.
 */
export interface SentMail {
  readonly mailId: string;
  readonly state: 'queued' | 'not-configured' | 'bad-address';
}

/**
 * Takes a mail for sending, in the transaction of `context.db` when it is one: it goes out exactly when the change
 * that causes it stands. What it says is kept only until the mail server answered for good; address, subject, times
 * and answers stay as proof (tables `mail` and `mail_attempt`).
 */
export function sendMail(
  context: Pick<PublicContext, 'db' | 'now' | 'config'>,
  mail: NewMail,
): Promise<SentMail> {
  return inTransaction(context.db, async (db) => {
    const key = { unitId: mail.unitId ?? NO_UNIT, mailId: newId() };
    const { to, accountId, kind, locale, subject, blocks, expiresAt = null } = mail;
    const recipient = headerText(to) || '-';
    const row = { recipient, accountId, kind, locale, subject: headerText(subject) || '-', expiresAt };
    const created = { unitId: key.unitId, id: key.mailId, createdAt: context.now, ...row };
    await insertMail(db, created, JSON.stringify(blocks));
    const hindrance = hindranceOf(context, to);
    if (hindrance === undefined) {
      await deliverMail.enqueue(db, key);
      return { mailId: key.mailId, state: 'queued' };
    }
    const { state, outcome, answer } = hindrance;
    const attempt = { ...key, attempt: 1, at: context.now, outcome, server: null, code: null, answer };
    await insertAttempt(db, attempt);
    await deleteMailContent(db, key);
    return { mailId: key.mailId, state };
  });
}

function hindranceOf({ config }: Pick<PublicContext, 'config'>, to: string) {
  if (config.mail === undefined)
    return {
      state: 'not-configured',
      outcome: 'not-configured',
      answer: 'chưa cấu hình thư (SMTP_URL)',
    } as const;
  if (!isMailAddress(to))
    return { state: 'bad-address', outcome: 'refused', answer: 'địa chỉ thư không hợp lệ' } as const;
  return undefined;
}
