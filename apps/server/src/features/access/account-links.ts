import { createHash, randomBytes } from 'node:crypto';
import type { AccountLinkKind } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { PublicContext } from '../../platform/context.ts';
import { sendMail, type SentMail } from '../../platform/mail/send-mail.ts';
import type { Person } from '../../platform/person.ts';
import type { SignInAccount } from './access.queries.ts';
import { insertLink, voidLinks } from './account-links.queries.ts';
import { type LinkMail, linkMail } from './access-mail.ts';

const HOUR = 3_600_000;
/** How long each kind of link is good for. */
export const LINK_HOURS: Readonly<Record<AccountLinkKind, number>> = {
  invitation: 7 * 24,
  'password-reset': 1,
  'email-change': 24,
};

/** What is stored of the token in a link. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface MadeLink {
  readonly mail: SentMail['state'] | 'no-address';
  /** Only when it was not mailed. */
  readonly url: string | null;
  readonly expiresAt: string;
}

/** By whom a link is asked for; null: by somebody who is not signed in. */
type Asking = Omit<PublicContext, 'locale'> & { readonly person: Person | null };

/**
 * Makes a single-use link and mails it. The token is in the part of the address that browsers do not send: it stands
 * in no log. Whoever asked gets the link to hand over only when there is no mail to send it by.
 */
export async function makeLink(
  context: Asking,
  account: SignInAccount,
  kind: LinkMail['kind'],
  to: string | null,
): Promise<MadeLink> {
  const { db, now, config, person } = context;
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + LINK_HOURS[kind] * HOUR);
  const url = `${config.publicUrl}/account-link#${token}`;
  await insertLink(
    db,
    {
      tokenHash: hashOfToken(token),
      accountId: account.id,
      kind,
      email: kind === 'email-change' ? to : null,
      createdAt: now,
      createdBy: person?.accountId ?? null,
      expiresAt,
    },
    now,
  );
  const mail = to === null ? 'no-address' : await mailLink(context, account, { kind, url, expiresAt }, to);
  const subject = `account:${account.id}`;
  await recordAudit(db, context, { action: 'account.link-made', subject, detail: { kind, mail } });
  return { mail, url: mail === 'queued' ? null : url, expiresAt: expiresAt.toISOString() };
}

async function mailLink(
  context: Asking,
  { id, unitId, username, displayName, locale }: SignInAccount,
  link: LinkMail,
  to: string,
): Promise<SentMail['state']> {
  const language = locale === 'en' ? 'en' : 'vi';
  const words = linkMail(link, { username, displayName }, language);
  const sent = await sendMail(context, {
    to,
    accountId: id,
    unitId,
    kind: link.kind,
    locale: language,
    expiresAt: link.expiresAt,
    ...words,
  });
  return sent.state;
}

/** Links that were sent before no longer open the account. */
export const voidPasswordLinks = ({ db, now }: Pick<Asking, 'db' | 'now'>, accountId: string) =>
  voidLinks(db, accountId, ['invitation', 'password-reset'], now);
