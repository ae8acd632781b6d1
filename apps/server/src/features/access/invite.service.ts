import type { ROUTES } from '@parix/api-contract';
import { mayHoldTogether } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findAccountById, insertAccount, setPasswordHash } from './access.queries.ts';
import { refuseTogether, requireFitting } from './account-faults.ts';
import { type MadeLink, makeLink, voidPasswordLinks } from './account-links.ts';
import { grantFirstRoles } from './accounts.service.ts';
import { deleteRecoveryCodes, deleteTotp } from './factors.queries.ts';
import { deletePasskeysOf } from './passkeys.queries.ts';
import { overlap, readSpan } from './roles.service.ts';
import { tellPerson } from './tell-person.ts';

type Invitation = z.output<typeof ROUTES.inviteAccount.body>;

/** Makes an account without a password and mails its person the link to choose one. */
export async function inviteAccount(context: Context, invitation: Invitation): Promise<{ id: string }> {
  context.permit('accounts.manage');
  requireSpans(invitation.roles, context.now);
  return invite(context, invitation);
}

/** Each span is right, and no two of them exclude or repeat each other at any moment. */
function requireSpans(roles: Invitation['roles'], now: Date): void {
  const held = roles.map((span) => ({ role: span.role, ...readSpan(span, now) }));
  for (const [at, a] of held.entries()) {
    for (const b of held.slice(at + 1)) {
      if (!overlap(a, b)) continue;
      if (a.role === b.role) refuse('already-exists');
      if (!mayHoldTogether([a.role, b.role])) refuseTogether();
    }
  }
}

/** What `inviteAccount` does once it is known that whoever asks may give these roles in this place. */
export async function invite(context: Context, { roles, ...account }: Invitation): Promise<{ id: string }> {
  return inTransaction(context.db, async (db) => {
    // Roles that exclude each other may follow one another; each is held against the place alone.
    for (const { role } of roles) await requireFitting(db, [role], { ...account, areas: [] });
    await requireFitting(db, areaRolesOf(roles), account);
    const id = newId();
    const taken = await insertAccount(db, { id, ...account });
    if (taken !== null) refuse(taken === 'email' ? 'email-taken' : 'already-exists');
    await grantFirstRoles({ ...context, db }, id, roles);
    const detail = { username: account.username, roles, unitId: account.unitId };
    await recordAudit(db, context, { action: 'account.created', subject: `account:${id}`, detail });
    const made = (await findAccountById(db, id)) ?? refuse('not-found');
    if (account.email !== null) await makeLink({ ...context, db }, made, 'invitation', account.email);
    return { id };
  });
}

const areaRolesOf = (roles: Invitation['roles']) =>
  roles.map(({ role }) => role).filter((role) => role !== 'administrator');

/** A new link for somebody who has lost theirs, or their password. Mailed, or shown to whoever asked to hand it over. */
export async function sendAccountLink(context: Context, accountId: string): Promise<MadeLink> {
  context.permit('accounts.manage');
  return sendLink(context, accountId);
}

export async function sendLink(context: Context, accountId: string): Promise<MadeLink> {
  const account = await findAccountById(context.db, accountId);
  if (!account || account.disabledAt !== null) return refuse('not-found');
  const kind = account.passwordHash === null ? 'invitation' : 'password-reset';
  return inTransaction(context.db, (db) => makeLink({ ...context, db }, account, kind, account.email));
}

/**
 * For somebody who has lost the second factor and the recovery codes: everything by which they sign in goes, so that
 * a password alone never becomes enough. They start anew from a link. Nobody does it to themselves.
 */
export async function resetFactors(context: Context, accountId: string): Promise<Record<string, never>> {
  context.permit('accounts.manage');
  if (accountId === context.person.accountId) refuse('forbidden');
  return inTransaction(context.db, async (db) => {
    if (!(await findAccountById(db, accountId))) refuse('not-found');
    await takeAwaySignIn({ ...context, db }, accountId);
    return {};
  });
}

/** Everything by which somebody signs in goes: password, factors, links and sessions. */
export async function takeAwaySignIn(
  context: Omit<PublicContext, 'locale'> & { readonly person: Person | null },
  accountId: string,
): Promise<void> {
  const { db } = context;
  await deleteTotp(db, accountId);
  await deletePasskeysOf(db, accountId);
  await deleteRecoveryCodes(db, accountId);
  await setPasswordHash(db, accountId, null);
  await voidPasswordLinks(context, accountId);
  await endSessionsOf(db, accountId);
  await recordAudit(db, context, { action: 'factors.reset', subject: `account:${accountId}` });
  await tellPerson(context, accountId, 'factors-reset');
}
