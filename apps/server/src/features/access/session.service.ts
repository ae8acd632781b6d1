import type { Me, Proof } from '@parix/api-contract';
import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { endSession, lockSession, type OpenSession, renewSession } from '../../platform/sessions.ts';
import { describeNewSession } from './describe-me.ts';
import { findWays, hasSecondFactor } from './factors.queries.ts';
import { requireProof } from './proofs.ts';
import { recordEntrance } from './sign-in.service.ts';
import { signOnEnd } from './sign-on-client.ts';

interface Renewed {
  readonly secret: string;
  readonly answer: Me;
}

/** The second factor completes a sign-in: the session gets another secret and its whole length. */
export async function giveSecondFactor(
  context: Context,
  session: OpenSession,
  proof: Proof,
): Promise<Renewed> {
  await requireProof(context, proof, ['code', 'passkey']);
  const { db, now, config, person } = context;
  const expiresAt = new Date(now.getTime() + accessOf(config).sessionHours * 3_600_000);
  const { secret } = await renewSession(db, session, now, {
    assurance: 'second-factor',
    expiresAt,
    provedAt: now,
  });
  await recordEntrance(context, person.accountId, session.enteredBy);
  return { secret, answer: await describeNewSession(context, secret) };
}

export async function lockOwnSession(context: Context, session: OpenSession): Promise<Record<string, never>> {
  await lockSession(context.db, session.idHash, context.now);
  return {};
}

/** Any one proof opens the screen again: the session itself knows that the person came in with all of them. */
export async function unlockSession(context: Context, session: OpenSession, proof: Proof): Promise<Renewed> {
  await requireProof(context, proof, ['password', 'code', 'passkey']);
  const weighty =
    proof.kind !== 'password' || !hasSecondFactor(await findWays(context.db, accountOf(context)));
  return renewed(context, session, 'session.unlocked', weighty);
}

/** A fresh proof for a weighty act: the second factor of those who have one, the password of the others. */
export async function stepUp(context: Context, session: OpenSession, proof: Proof): Promise<Renewed> {
  const ways = await findWays(context.db, accountOf(context));
  await requireProof(context, proof, hasSecondFactor(ways) ? ['code', 'passkey'] : ['password']);
  return renewed(context, session, 'session.confirmed', true);
}

const accountOf = ({ person }: Context): string => person.accountId;

async function renewed(
  context: Context,
  session: OpenSession,
  action: 'session.unlocked' | 'session.confirmed',
  weighty: boolean,
): Promise<Renewed> {
  const change = weighty ? { provedAt: context.now } : {};
  const { secret } = await renewSession(context.db, session, context.now, change);
  await recordAudit(context.db, context, { action, subject: `account:${accountOf(context)}` });
  return { secret, answer: await describeNewSession(context, secret) };
}

/** Ends the session here. `continueAt`: where the browser goes on to end it at the single sign-on service too. */
export async function signOut(
  context: Context,
  session: OpenSession,
): Promise<{ continueAt: string | null }> {
  await endSession(context.db, session.idHash);
  await recordAudit(context.db, context, {
    action: 'session.ended',
    subject: `account:${accountOf(context)}`,
  });
  const bySignOn = session.enteredBy === 'sign-on';
  return { continueAt: bySignOn ? await signOnEnd(context.config, context.now) : null };
}
