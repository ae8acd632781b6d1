import type { Proof } from '@parix/api-contract';
import { recordAudit } from '../../platform/audit-log.ts';
import { accessOf } from '../../platform/access-settings.ts';
import type { Context } from '../../platform/context.ts';
import { passwordMatches } from '../../platform/passwords.ts';
import { refuse } from '../../platform/refusal.ts';
import { findPasswordHash } from './access.queries.ts';
import { accountOfPasskey } from './passkeys.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { countedByProof, countedTry, refuseLocked } from './sign-in-guard.ts';
import { tellPerson } from './tell-person.ts';
import { isTotpCode, totpMatches } from './totp.ts';

/**
 * Refuses unless the proof is that of whoever is signed in. Wrong ones are counted and lead to a pause, whatever
 * their kind. Not to be called in a transaction: what was counted must stand when the request is refused.
 */
export async function requireProof(
  context: Context,
  proof: Proof,
  accepted: readonly Proof['kind'][],
): Promise<void> {
  if (!accepted.includes(proof.kind)) refuse('wrong-proof');
  await requireRight(context, () => isRight(context, proof));
}

/** Refuses unless it is judged right; wrong tries are counted together, whatever is asked for. */
export async function requireRight(context: Context, judge: () => Promise<boolean>): Promise<void> {
  const { db, now, config, person } = context;
  const by = [countedByProof(person.accountId, accessOf(config).maxTries)];
  const judged = await countedTry(db, now, by, async () => ((await judge()) ? true : undefined));
  if (judged.right) return;
  await recordAudit(db, context, { action: 'proof.refused', subject: `account:${person.accountId}` });
  if (judged.lockedUntil) refuseLocked(judged.lockedUntil, now);
  refuse('wrong-proof');
}

async function isRight(context: Context, proof: Proof): Promise<boolean> {
  const { accountId } = context.person;
  switch (proof.kind) {
    case 'password':
      return passwordMatches((await findPasswordHash(context.db, accountId)) ?? undefined, proof.password);
    case 'code':
      return isTotpCode(proof.code)
        ? totpMatches(context, accountId, proof.code, { inUse: true })
        : useRecovery(context, proof.code);
    case 'passkey':
      return (await accountOfPasskey(context, proof.challengeId, proof.answer)) === accountId;
  }
}

async function useRecovery(context: Context, code: string): Promise<boolean> {
  const subject = `account:${context.person.accountId}`;
  if (!(await useRecoveryCode(context, context.person.accountId, code))) return false;
  await recordAudit(context.db, context, { action: 'recovery-code.used', subject });
  await tellPerson(context, context.person.accountId, 'recovery-code-used');
  return true;
}
