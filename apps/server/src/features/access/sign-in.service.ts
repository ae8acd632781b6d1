import type { Me } from '@parix/api-contract';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import { passwordMatches } from '../../platform/passwords.ts';
import type { Person } from '../../platform/person.ts';
import { findPerson } from '../../platform/person.queries.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSession, hashOf, removeEndedSessions, startSession } from '../../platform/sessions.ts';
import { type AccountRow, clearFailures, countFailure, findAccountByUsername } from './access.queries.ts';

/** Wrong tries before the account rests, and for how long. */
export const MAX_TRIES = 5;
export const LOCK_MINUTES = 5;

/**
 * Checks a name and password and starts a session. Unknown name, wrong password and disabled account answer the
 * same in words and in time; after `MAX_TRIES` wrong tries the account is locked for `LOCK_MINUTES`. The session that
 * the browser had before ends: nobody is left signed in behind somebody else.
 */
export async function signIn(
  context: PublicContext,
  given: { readonly username: string; readonly password: string },
  formerSecret: string | undefined,
): Promise<{ readonly secret: string; readonly answer: Me }> {
  const account = await findAccountByUsername(context.db, given.username.toLowerCase(), context.now);
  if (account?.lockedUntil && account.lockedUntil > context.now)
    refuseLocked(account.lockedUntil, context.now);
  const matches = await passwordMatches(account?.passwordHash, given.password);
  if (!account || !matches || account.disabledAt) return refuseTry(context, account);
  const person = (await findPerson(context.db, account.id, context.now)) ?? refuse('wrong-credentials');
  await clearFailures(context.db, account.id);
  await removeEndedSessions(context.db, context.now);
  if (formerSecret !== undefined) await endSession(context.db, hashOf(formerSecret));
  const { secret, csrfToken } = await startSession(context.db, account.id, context.now);
  await recordAudit(
    context.db,
    { ...context, person },
    { action: 'session.started', subject: `account:${account.id}` },
  );
  return { secret, answer: describeMe(person, csrfToken, context.now) };
}

async function refuseTry(context: PublicContext, account: AccountRow | undefined): Promise<never> {
  if (!account || account.disabledAt) return refuse('wrong-credentials');
  const until = new Date(context.now.getTime() + LOCK_MINUTES * 60_000);
  const locked = await countFailure(context.db, account.id, MAX_TRIES, until);
  const action = locked ? 'account.locked' : 'session.refused';
  await recordAudit(context.db, { ...context, person: null }, { action, subject: `account:${account.id}` });
  return locked ? refuseLocked(until, context.now) : refuse('wrong-credentials');
}

function refuseLocked(until: Date, now: Date): never {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  refuse('locked-out', { headers: { 'retry-after': String(seconds) } });
}

export function describeMe(person: Person, csrfToken: string, now: Date): Me {
  const { accountId, username, displayName, roles, unitId, unitName, divisionId, areas, locale } = person;
  return {
    account: {
      id: accountId,
      username,
      displayName,
      roles: [...roles],
      unitId,
      unitName,
      divisionId,
      areas: [...areas],
      locale,
    },
    csrfToken,
    serverTime: now.toISOString(),
  };
}

export async function signOut(context: Context, secret: string | undefined): Promise<void> {
  if (secret === undefined) return;
  await endSession(context.db, hashOf(secret));
  await recordAudit(context.db, context, {
    action: 'session.ended',
    subject: `account:${context.person.accountId}`,
  });
}
