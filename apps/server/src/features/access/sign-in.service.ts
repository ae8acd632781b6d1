import type { Me } from '@parix/api-contract';
import type { SessionAssurance, SessionEntrance } from '../../db/schema.ts';
import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Client } from '../../platform/client.ts';
import type { PublicContext } from '../../platform/context.ts';
import { passwordMatches } from '../../platform/passwords.ts';
import { findPerson } from '../../platform/person.queries.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSession, hashOf, removeEndedSessions, startSession } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  findAccountById,
  findAccountByUsername,
  setLastSignIn,
  type SignInAccount,
} from './access.queries.ts';
import { describeNewSession } from './describe-me.ts';
import { refuseDormant } from './dormant-accounts.ts';
import { findWays, hasSecondFactor } from './factors.queries.ts';
import { accountOfPasskey, type PasskeyAnswer } from './passkeys.ts';
import { countedByAddress, countedByName, countedTry, refuseLocked } from './sign-in-guard.ts';

/** Who asks, and the session that the browser had before. */
export interface Entrance {
  readonly client: Client;
  /** The whole address, for counting wrong tries only; it is not kept. */
  readonly ip: string;
  readonly formerSecret: string | undefined;
}

interface Entered {
  readonly secret: string;
  readonly answer: Me;
}

/**
 * Checks a name and password and starts a session; with a second factor it is complete only after that. Unknown name,
 * wrong password and disabled account answer the same in words and do the same work; too many wrong tries make the
 * name rest, whether an account has it or not.
 */
export async function signIn(
  context: PublicContext,
  given: { readonly username: string; readonly password: string },
  entrance: Entrance,
): Promise<Entered> {
  const username = given.username.toLowerCase();
  const account = await tryCounted(context, entrance, username, async () => {
    const found = await findAccountByUsername(context.db, username);
    const matches = await passwordMatches(found?.passwordHash ?? undefined, given.password);
    const unusable = found?.disabledAt && found.disabledReason !== 'dormant';
    return { found, right: matches && found && !unusable ? found : undefined };
  });
  return enter(context, account, entrance, { enteredBy: 'password', assurance: 'password' });
}

/** A passkey names its account itself and verifies the person: it is both factors at once. */
export async function signInWithPasskey(
  context: PublicContext,
  { challengeId, answer }: { readonly challengeId: string; readonly answer: PasskeyAnswer },
  entrance: Entrance,
): Promise<Entered> {
  const account = await tryCounted(context, entrance, undefined, async () => {
    const accountId = await accountOfPasskey(context, challengeId, answer);
    const found = accountId === undefined ? undefined : await findAccountById(context.db, accountId);
    const unusable = found?.disabledAt && found.disabledReason !== 'dormant';
    return { found, right: found && !unusable ? found : undefined };
  });
  return enter(context, account, entrance, { enteredBy: 'passkey', assurance: 'second-factor' });
}

interface Judged {
  readonly found: SignInAccount | undefined;
  readonly right: SignInAccount | undefined;
}

async function tryCounted(
  context: PublicContext,
  { ip }: Entrance,
  username: string | undefined,
  judge: () => Promise<Judged>,
): Promise<SignInAccount> {
  const { db, now } = context;
  const limit = accessOf(context.config).maxTries;
  const byName = username === undefined ? [] : [countedByName(username, limit)];
  let found: SignInAccount | undefined;
  const judged = await countedTry(db, now, [...byName, countedByAddress(ip)], async () => {
    const { right, ...rest } = await judge();
    ({ found } = rest);
    return right;
  });
  if (judged.right !== undefined) return judged.right;
  const action = judged.lockedUntil ? 'account.locked' : 'session.refused';
  const subject = `account:${found?.id ?? 'unknown'}`;
  await recordAudit(db, { ...context, person: null }, { action, subject });
  if (judged.lockedUntil) refuseLocked(judged.lockedUntil, now);
  refuse('wrong-credentials');
}

/**
 * Starts the session of somebody who has proved who they are. The one that the browser had before ends: nobody is
 * left signed in behind somebody else, and no secret from before is taken over.
 */
export async function enter(
  context: PublicContext,
  account: SignInAccount,
  { client, formerSecret }: Entrance,
  how: { readonly enteredBy: SessionEntrance; readonly assurance: SessionAssurance },
): Promise<Entered> {
  await refuseDormant(context, account);
  const { now, config } = context;
  const pending = how.assurance === 'password' && hasSecondFactor(await findWays(context.db, account.id));
  return inTransaction(context.db, async (db) => {
    const person = (await findPerson(db, account.id, now)) ?? refuse('wrong-credentials');
    await removeEndedSessions(db, now);
    if (formerSecret !== undefined) await endSession(db, hashOf(formerSecret));
    const session = { accountId: account.id, client, pending, ...how };
    const { secret } = await startSession(db, session, now, accessOf(config));
    if (!pending) await recordEntrance({ ...context, db }, account.id, how.enteredBy);
    return { secret, answer: await describeNewSession({ ...context, db }, secret), person };
  });
}

/** A sign-in that is complete. */
export async function recordEntrance(
  context: PublicContext,
  accountId: string,
  by: SessionEntrance,
): Promise<void> {
  const person = (await findPerson(context.db, accountId, context.now)) ?? null;
  await setLastSignIn(context.db, accountId, context.now);
  const subject = `account:${accountId}`;
  await recordAudit(
    context.db,
    { ...context, person },
    { action: 'session.started', subject, detail: { by } },
  );
}
