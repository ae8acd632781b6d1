import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf, needsSecondFactor, type OpenSession } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findAccountById, setPasswordHash } from './access.queries.ts';
import { makeLink, voidPasswordLinks } from './account-links.ts';
import { findAccountRow, updateAccountRow } from './accounts.queries.ts';
import { findTotp, findWays } from './factors.queries.ts';
import { listPasskeys } from './passkeys.queries.ts';
import { minLength, requireGoodPassword } from './password-rules.ts';
import { requireProof } from './proofs.ts';
import { listComingGrants } from './roles.queries.ts';
import { describeGrant } from './roles.service.ts';
import { findSignOn } from './sign-on.queries.ts';
import { tellPerson } from './tell-person.ts';
import { standsBehindFactor } from './use-link.service.ts';

export type OwnAccount = z.input<typeof ROUTES.getOwnAccount.response>;
type OwnChanges = z.output<typeof ROUTES.updateOwnAccount.body>;

/** What a person may know and change of their own account. */
export async function getOwnAccount(context: Context): Promise<OwnAccount> {
  const { db, now, person, config } = context;
  const row = (await findAccountRow(db, person.accountId, now)) ?? refuse('not-found');
  const ways = await findWays(db, person.accountId);
  const totp = ways.totp ? await findTotp(db, person.accountId) : undefined;
  const signOn = await findSignOn(db, person.accountId);
  const { username, displayName, email, unitName, divisionName, version } = row;
  return {
    ...{ username, displayName, email, unitName, divisionName, version },
    locale: row.locale === 'en' ? 'en' : 'vi',
    roles: (await listComingGrants(db, person.accountId, now)).map(describeGrant),
    hasPassword: ways.password,
    minPasswordLength: minLength(await standsBehindFactor(context, person)),
    secondFactorRequired: needsSecondFactor(person.roles, accessOf(config)),
    totp: totp?.confirmedAt ? { since: totp.confirmedAt.toISOString() } : null,
    passkeys: (await listPasskeys(db, person.accountId)).map((key) => ({
      id: key.id,
      name: key.name,
      createdAt: key.createdAt.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      backedUp: key.backedUp,
    })),
    recoveryCodes: ways.recoveryCodes,
    signOn: signOn ? { since: signOn.createdAt.toISOString() } : null,
  };
}

/** Name and language, and nothing else: roles, unit and address are not the person's to set. */
export async function updateOwnAccount(
  context: Context,
  version: number,
  { displayName, locale }: OwnChanges,
): Promise<OwnAccount> {
  const { person } = context;
  const changes = {
    ...(displayName !== undefined && { displayName }),
    ...(locale !== undefined && { locale }),
  };
  return inTransaction(context.db, async (db) => {
    if (!(await updateAccountRow(db, person.accountId, version, changes))) {
      refuse('edit-conflict', { current: await getOwnAccount({ ...context, db }) });
    }
    const before = { displayName: person.displayName, locale: person.locale };
    const subject = `account:${person.accountId}`;
    await recordAudit(db, context, {
      action: 'account.changed',
      subject,
      detail: { before, after: changes },
    });
    return getOwnAccount({ ...context, db });
  });
}

/** The new address holds once its mailbox has confirmed it: until then nothing is sent there and nothing changes. */
export async function askEmailChange(context: Context, email: string): Promise<Record<string, never>> {
  if (context.config.mail === undefined) refuse('mail-not-configured');
  const account = (await findAccountById(context.db, context.person.accountId)) ?? refuse('not-found');
  await inTransaction(context.db, (db) => makeLink({ ...context, db }, account, 'email-change', email));
  return {};
}

/** Every other session ends, because somebody else may have been in one of them. */
export async function changePassword(
  context: Context,
  session: OpenSession,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Record<string, never>> {
  await requireProof(context, { kind: 'password', password: current }, ['password']);
  const { person, config } = context;
  const account = (await findAccountById(context.db, person.accountId)) ?? refuse('not-found');
  const known = { ...account, unitName: person.unitName };
  await requireGoodPassword(config, next, known, await standsBehindFactor(context, person));
  const passwordHash = await hashPassword(next);
  return inTransaction(context.db, async (db) => {
    await setPasswordHash(db, person.accountId, passwordHash);
    await voidPasswordLinks({ ...context, db }, person.accountId);
    await endSessionsOf(db, person.accountId, session.idHash);
    await recordAudit(db, context, { action: 'password.changed', subject: `account:${person.accountId}` });
    await tellPerson({ ...context, db }, person.accountId, 'password-changed');
    return {};
  });
}
