import type { PublicContext } from '../context.ts';
import { newId } from '../ids.ts';
import type { Locale } from '../locale.ts';
import { inTransaction } from '../transaction.ts';
import { headerText, type MailBlock } from './compose-mail.ts';
import { deliverMail } from './deliver-mail.job.ts';
import { insertAttempts, insertMailContents, insertMails } from './mail.queries.ts';
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
export async function sendMail(context: SendContext, mail: NewMail): Promise<SentMail> {
  const [sent] = await sendMails(context, [mail]);
  if (!sent) throw new Error('a mail was given and none came back');
  return sent;
}

type SendContext = Pick<PublicContext, 'db' | 'now' | 'config'>;

/** Takes mails for sending, all or none, by a few statements. @returns in the order of the mails */
export function sendMails(context: SendContext, mails: readonly NewMail[]): Promise<readonly SentMail[]> {
  const taken = mails.map((mail) => takenMail(context, mail));
  return inTransaction(context.db, async (db) => {
    const queued = taken.filter(({ hindrance }) => hindrance === undefined);
    await insertMails(
      db,
      taken.map(({ row }) => row),
    );
    await insertMailContents(
      db,
      queued.map(({ key, blocks }) => ({ ...key, blocks })),
    );
    await insertAttempts(
      db,
      taken.flatMap(({ attempt }) => attempt ?? []),
    );
    await deliverMail.enqueueAll(
      db,
      queued.map(({ key }) => key),
    );
    return taken.map(({ key, hindrance }) => ({ mailId: key.mailId, state: hindrance?.state ?? 'queued' }));
  });
}

function takenMail(context: SendContext, mail: NewMail) {
  const key = { unitId: mail.unitId ?? NO_UNIT, mailId: newId() };
  const { to, accountId, kind, locale, subject, blocks, expiresAt = null } = mail;
  const recipient = headerText(to) || '-';
  const words = { recipient, accountId, kind, locale, subject: headerText(subject) || '-', expiresAt };
  const row = { unitId: key.unitId, id: key.mailId, createdAt: context.now, ...words };
  const hindrance = hindranceOf(context, to);
  const tried = { attempt: 1, at: context.now, server: null, code: null } as const;
  const attempt = hindrance && { ...key, ...tried, outcome: hindrance.outcome, answer: hindrance.answer };
  return { key, row, blocks: JSON.stringify(blocks), hindrance, attempt };
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
