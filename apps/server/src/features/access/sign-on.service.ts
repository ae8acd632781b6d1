import type { Role } from '@parix/workflow';
import { isUnitRole } from '@parix/workflow';
import type { SessionAssurance } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Db, PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { SignOnSettings } from '../../platform/sign-on-settings.ts';
import { type OpenSession, renewSession } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  findAccountByEmail,
  findAccountById,
  findAccountByUsername,
  insertAccount,
  type SignInAccount,
} from './access.queries.ts';
import { findWays, hasSecondFactor } from './factors.queries.ts';
import { endGrant, insertRoleGrants, listComingGrants, lockAccounts } from './roles.queries.ts';
import { fitsBeside } from './roles.service.ts';
import { enter, type Entrance } from './sign-in.service.ts';
import type { SignOnClaims } from './sign-on-client.ts';
import { findIdentity, insertIdentity, isLinked, touchIdentity } from './sign-on.queries.ts';

/** Why somebody whom the service knows is not let in. */
export type SignOnProblem =
  'no-account' | 'disabled' | 'other-person' | 'failed' | 'cancelled' | 'unreachable';

export class SignOnRefused extends Error {
  readonly problem: SignOnProblem;
  readonly accountId: string | null;

  constructor(problem: SignOnProblem, accountId: string | null = null) {
    super(problem);
    this.name = 'SignOnRefused';
    this.problem = problem;
    this.accountId = accountId;
  }
}

/** Signs in the account of the person whom the service has named. @returns the secret of the session */
export async function signInBySignOn(
  context: PublicContext,
  settings: SignOnSettings,
  claims: SignOnClaims,
  entrance: Entrance,
): Promise<string> {
  const account = await inTransaction(context.db, async (db) => {
    const found = await accountOf({ ...context, db }, settings, claims);
    if (found.disabledAt !== null && found.disabledReason !== 'dormant') {
      throw new SignOnRefused('disabled', found.id);
    }
    await followGroups({ ...context, db }, settings, claims, found);
    return found;
  });
  const how = { enteredBy: 'sign-on', assurance: assuranceOf(settings, claims) } as const;
  const { secret } = await enter(context, account, entrance, how);
  return secret;
}

/** A person who is signed in has proved anew who they are: for a locked screen, or before a weighty act. */
export async function confirmBySignOn(
  context: PublicContext,
  settings: SignOnSettings,
  claims: SignOnClaims,
  session: OpenSession,
): Promise<string> {
  const { db, now } = context;
  const { accountId } = session.person;
  const identity = await findIdentity(db, settings.issuer, claims.sub);
  if (identity?.accountId !== accountId) throw new SignOnRefused('other-person', accountId);
  // Where a factor is kept here, the service alone is the lesser proof and opens the screen only.
  const whole = assuranceOf(settings, claims) === 'second-factor';
  const weighty = whole || !hasSecondFactor(await findWays(db, accountId));
  const { secret } = await renewSession(db, session, now, weighty ? { provedAt: now } : {});
  const action = session.state === 'locked' ? 'session.unlocked' : 'session.confirmed';
  const origin = { ...context, person: session.person };
  await recordAudit(db, origin, { action, subject: `account:${accountId}`, detail: { by: 'sign-on' } });
  return secret;
}

function assuranceOf(
  { secondFactorValues }: SignOnSettings,
  { amr = [], acr }: SignOnClaims,
): SessionAssurance {
  const said = acr === undefined ? amr : [...amr, acr];
  return said.some((value) => secondFactorValues.includes(value)) ? 'second-factor' : 'password';
}

/** The account of this `sub`; the first time it is matched, from then on the `sub` alone counts. */
async function accountOf(
  context: PublicContext,
  settings: SignOnSettings,
  claims: SignOnClaims,
): Promise<SignInAccount> {
  const { db, now } = context;
  const { issuer } = settings;
  const identity = await findIdentity(db, issuer, claims.sub);
  if (identity) {
    await touchIdentity(db, issuer, claims.sub, now);
    const known = await findAccountById(db, identity.accountId);
    if (known) return known;
  }
  const account = (await matchOf(db, settings, claims)) ?? (await createFor(context, settings, claims));
  if (await isLinked(db, issuer, account.id)) throw new SignOnRefused('other-person', account.id);
  await insertIdentity(db, { issuer, subject: claims.sub, accountId: account.id }, now);
  const detail = { issuer, matchedBy: settings.matchBy };
  const subject = `account:${account.id}`;
  await recordAudit(db, { ...context, person: null }, { action: 'sign-on.linked', subject, detail });
  return account;
}

async function matchOf(
  db: Db,
  settings: SignOnSettings,
  claims: SignOnClaims,
): Promise<SignInAccount | undefined> {
  if (settings.matchBy === 'email') {
    // An address that the service has not verified may be anybody's.
    if (claims.email === undefined || claims.email_verified !== true) return undefined;
    return findAccountByEmail(db, claims.email.toLowerCase());
  }
  const name = claims[settings.usernameClaim];
  return typeof name === 'string' ? findAccountByUsername(db, name.toLowerCase()) : undefined;
}

/** Roles that the groups of the person give; unit roles only to somebody who has a unit. */
function rolesOf(settings: SignOnSettings, claims: SignOnClaims, unitId: string | null): readonly Role[] {
  const groups = claims[settings.groupsClaim];
  const names: readonly unknown[] = Array.isArray(groups) ? groups : [groups];
  const roles = names.flatMap((name) => (typeof name === 'string' ? (settings.roles.get(name) ?? []) : []));
  return [...new Set(roles)].filter((role) => unitId !== null || !isUnitRole(role));
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{2,63}$/;

/** Somebody new gets an account only where the operator wants that, and only when a group gives them a role. */
async function createFor(
  { db, now, requestId }: PublicContext,
  settings: SignOnSettings,
  claims: SignOnClaims,
): Promise<SignInAccount> {
  const named = claims[settings.usernameClaim];
  const username = typeof named === 'string' ? named.toLowerCase() : '';
  const roles = rolesOf(settings, claims, null);
  if (!settings.create || roles.length === 0 || !USERNAME.test(username))
    throw new SignOnRefused('no-account');
  const id = newId();
  const displayName = (claims.name ?? username).normalize('NFC').trim().slice(0, 200) || username;
  const verified = claims.email !== undefined && claims.email_verified === true;
  const email = verified ? (claims.email?.toLowerCase() ?? null) : null;
  // A name that somebody here has is not theirs: it would be a way into that account.
  if ((await insertAccount(db, { id, username, displayName, email })) !== null) {
    throw new SignOnRefused('no-account');
  }
  const detail = { username, by: 'sign-on' };
  const origin = { now, requestId, person: null };
  await recordAudit(db, origin, { action: 'account.created', subject: `account:${id}`, detail });
  const made = await findAccountById(db, id);
  if (!made) throw new SignOnRefused('failed');
  return made;
}

/** Roles by groups follow the groups at every sign-in; roles that were given here stay as they are. */
async function followGroups(
  context: PublicContext,
  settings: SignOnSettings,
  claims: SignOnClaims,
  { id, unitId }: SignInAccount,
): Promise<void> {
  const { db, now } = context;
  if (settings.roles.size === 0) return;
  await lockAccounts(db, [id]);
  const wanted = rolesOf(settings, claims, unitId);
  const held = await listComingGrants(db, id, now);
  const record = (action: 'role.granted' | 'role.ended', role: Role) =>
    recordAudit(
      db,
      { ...context, person: null },
      { action, subject: `account:${id}`, detail: { role, by: 'sign-on' } },
    );
  for (const grant of held) {
    if (grant.source !== 'sign-on' || wanted.includes(grant.role)) continue;
    await endGrant(db, grant, now, null);
    await record('role.ended', grant.role);
  }
  for (const role of wanted) {
    const span = { role, startsAt: now, endsAt: null };
    if (!(await fitsBeside(db, id, span, now))) continue;
    await insertRoleGrants(db, [{ accountId: id, id: newId(), ...span, grantedAt: now, source: 'sign-on' }]);
    await record('role.granted', role);
  }
}
