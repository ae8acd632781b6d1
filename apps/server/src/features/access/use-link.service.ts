import type { Me, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { AccountLinkKind } from '../../db/schema.ts';
import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { PublicContext } from '../../platform/context.ts';
import { hashPassword } from '../../platform/passwords.ts';
import type { Person } from '../../platform/person.ts';
import { findPerson } from '../../platform/person.queries.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf, needsSecondFactor } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findAccountById, setPasswordHash, type SignInAccount } from './access.queries.ts';
import { findGoodLink, takeLink } from './account-links.queries.ts';
import { hashOfToken, voidPasswordLinks } from './account-links.ts';
import { isEmailFree, setEmail } from './accounts.queries.ts';
import { findWays, hasSecondFactor } from './factors.queries.ts';
import { minLength, requireGoodPassword } from './password-rules.ts';
import { enter, type Entrance } from './sign-in.service.ts';
import { countedByName, countedByProof, forget } from './sign-in-guard.ts';
import { tellPerson } from './tell-person.ts';

/** What the page that a link opens shows. Nothing is used up by looking. */
export async function readLink(
  context: PublicContext,
  token: string,
): Promise<z.input<typeof ROUTES.readLink.response>> {
  const link = (await findGoodLink(context.db, hashOfToken(token), context.now)) ?? refuse('link-invalid');
  const { account, person } = await personOf(context, link.accountId);
  return {
    kind: link.kind,
    username: account.username,
    displayName: account.displayName,
    email: link.email,
    minLength: minLength(await standsBehindFactor(context, person)),
    expiresAt: link.expiresAt.toISOString(),
  };
}

async function personOf(
  { db, now }: Pick<PublicContext, 'db' | 'now'>,
  accountId: string,
): Promise<{ readonly account: SignInAccount; readonly person: Person }> {
  const account = await findAccountById(db, accountId);
  const person = await findPerson(db, accountId, now);
  return account && person && account.disabledAt === null ? { account, person } : refuse('link-invalid');
}

/** Whether the password has a second factor beside it, or will have before anything else is reached. */
export async function standsBehindFactor(
  { db, config }: Pick<PublicContext, 'db' | 'config'>,
  { accountId, roles }: Person,
): Promise<boolean> {
  return needsSecondFactor(roles, accessOf(config)) || hasSecondFactor(await findWays(db, accountId));
}

interface Chosen {
  readonly token: string;
  readonly password: string;
}

/** The person of an invitation chooses the password and is signed in. */
export async function acceptInvitation(
  context: PublicContext,
  chosen: Chosen,
  entrance: Entrance,
): Promise<{ readonly secret: string; readonly answer: Me }> {
  const account = await choosePassword(context, chosen, 'invitation');
  return enter(context, account, entrance, { enteredBy: 'invitation', assurance: 'password' });
}

/** A forgotten password is replaced. Every session ends; the second factor stays, and nobody is signed in by this. */
export async function resetPassword(context: PublicContext, chosen: Chosen): Promise<Record<string, never>> {
  const { id } = await choosePassword(context, chosen, 'password-reset');
  await tellPerson(context, id, 'password-changed');
  return {};
}

async function choosePassword(
  context: PublicContext,
  { token, password }: Chosen,
  kind: AccountLinkKind,
): Promise<SignInAccount> {
  // Judged before the link is taken, so that a password that is refused does not use it up.
  const link = await findGoodLink(context.db, hashOfToken(token), context.now);
  if (link?.kind !== kind) refuse('link-invalid');
  const { account, person } = await personOf(context, link.accountId);
  const known = { ...account, unitName: person.unitName };
  await requireGoodPassword(context.config, password, known, await standsBehindFactor(context, person));
  const passwordHash = await hashPassword(password);
  return inTransaction(context.db, async (db) => {
    if (!(await takeLink(db, hashOfToken(token), kind, context.now))) refuse('link-invalid');
    await setPasswordHash(db, account.id, passwordHash);
    await voidPasswordLinks({ ...context, db }, account.id);
    await endSessionsOf(db, account.id);
    await forget(db, countedByName(account.username, 0).subject);
    await forget(db, countedByProof(account.id, 0).subject);
    const subject = `account:${account.id}`;
    await recordAudit(
      db,
      { ...context, person },
      { action: 'password.reset', subject, detail: { by: kind } },
    );
    return account;
  });
}

/** The new address holds from now on; the old one is told. */
export async function confirmEmail(context: PublicContext, token: string): Promise<{ email: string }> {
  return inTransaction(context.db, async (db) => {
    const link = await takeLink(db, hashOfToken(token), 'email-change', context.now);
    if (!link || link.email === null) return refuse('link-invalid');
    const { account, person } = await personOf({ ...context, db }, link.accountId);
    if (!(await isEmailFree(db, link.email, account.id))) refuse('email-taken');
    await setEmail(db, account.id, link.email);
    const detail = { before: account.email, after: link.email };
    const subject = `account:${account.id}`;
    await recordAudit(db, { ...context, person }, { action: 'email.changed', subject, detail });
    await tellPerson({ ...context, db }, account.id, 'email-changed', account.email);
    return { email: link.email };
  });
}
