import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { needsSecondFactor, type OpenSession, renewSession } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { deleteRecoveryCodes, deleteTotp, findWays, hasSecondFactor, putTotp } from './factors.queries.ts';
import { askForNewPasskey, type NewPasskeyAnswer, readNewPasskey } from './passkeys.ts';
import { deletePasskey, insertPasskey, renamePasskeyRow } from './passkeys.queries.ts';
import { MIN_ALONE } from './password-rules.ts';
import { requireProof, requireRight } from './proofs.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { seal } from './secret-box.ts';
import { tellPerson } from './tell-person.ts';
import { describeTotp, newTotpSecret, totpBinding, totpMatches } from './totp.ts';

/** A new factor and what the session becomes with it. Codes are null when the ones made before still hold. */
interface Added<T> {
  readonly secret: string;
  readonly answer: T & { readonly recoveryCodes: string[] | null };
}

/** A secret for an authenticator app. It is in use once a code of it was given; one in use is removed first. */
export async function startTotp(context: Context): Promise<z.input<typeof ROUTES.startTotp.response>> {
  const { db, now, config, person } = context;
  const secret = newTotpSecret();
  const sealed = seal(config, totpBinding(person.accountId), secret);
  if (!(await putTotp(db, person.accountId, sealed, now))) refuse('already-exists');
  return describeTotp(secret, person.username, config.publicUrl);
}

export async function confirmTotp(
  context: Context,
  session: OpenSession,
  code: string,
): Promise<Added<object>> {
  const ways = await findWays(context.db, context.person.accountId);
  if (ways.totp) refuse('already-exists');
  await requireRight(context, () => totpMatches(context, context.person.accountId, code, { inUse: false }));
  return added(context, session, { kind: 'totp' }, {});
}

export const startPasskey = (context: Context) => askForNewPasskey(context, context.person);

export async function addPasskey(
  context: Context,
  session: OpenSession,
  { challengeId, name, answer }: { challengeId: string; name: string; answer: NewPasskeyAnswer },
): Promise<Added<{ id: string }>> {
  const made = await readNewPasskey(context, context.person.accountId, challengeId, answer);
  if (!made) return refuse('wrong-proof');
  const id = newId();
  if (!(await insertPasskey(context.db, { ...made, id, name }))) refuse('already-exists');
  return added(context, session, { kind: 'passkey', name }, { id });
}

/** The person has just shown both factors: the session counts as such, under another secret. */
async function added<T extends object>(
  context: Context,
  session: OpenSession,
  detail: { readonly kind: string; readonly name?: string },
  answer: T,
): Promise<Added<T>> {
  const { now, person } = context;
  return inTransaction(context.db, async (db) => {
    const { secret } = await renewSession(db, session, now, { assurance: 'second-factor', provedAt: now });
    const { recoveryCodes } = await findWays(db, person.accountId);
    const codes =
      recoveryCodes === null ? await makeRecoveryCodes({ ...context, db }, person.accountId) : null;
    await recordAudit(db, context, {
      action: 'factor.added',
      subject: `account:${person.accountId}`,
      detail,
    });
    await tellPerson({ ...context, db }, person.accountId, 'factor-added');
    return { secret, answer: { ...answer, recoveryCodes: codes } };
  });
}

export async function renewRecoveryCodes(context: Context): Promise<{ recoveryCodes: string[] }> {
  const { db, person } = context;
  if (!hasSecondFactor(await findWays(db, person.accountId))) refuse('not-found');
  return inTransaction(db, async (tx) => {
    const recoveryCodes = await makeRecoveryCodes({ ...context, db: tx }, person.accountId);
    const detail = { kind: 'recovery-codes' };
    await recordAudit(tx, context, {
      action: 'factor.added',
      subject: `account:${person.accountId}`,
      detail,
    });
    return { recoveryCodes };
  });
}

export async function renamePasskey(
  context: Context,
  id: string,
  name: string,
): Promise<Record<string, never>> {
  const key = { accountId: context.person.accountId, id };
  if (!(await renamePasskeyRow(context.db, key, name))) refuse('not-found');
  return {};
}

export function removeTotp(context: Context, password: string | null): Promise<Record<string, never>> {
  const { accountId } = context.person;
  return remove(
    context,
    password,
    { kind: 'totp' },
    (db) => deleteTotp(db, accountId),
    ({ totp }) => (totp ? 1 : 0),
  );
}

export function removePasskey(
  context: Context,
  id: string,
  password: string | null,
): Promise<Record<string, never>> {
  const { accountId } = context.person;
  return remove(
    context,
    password,
    { kind: 'passkey' },
    (db) => deletePasskey(db, { accountId, id }),
    ({ passkeys }) => passkeys,
  );
}

type Ways = Awaited<ReturnType<typeof findWays>>;

/**
 * Removes a factor. The last one stays where a role asks for it; elsewhere the password then stands alone and must
 * be long enough for that, which only the password itself can show.
 */
async function remove(
  context: Context,
  password: string | null,
  detail: { readonly kind: string },
  act: (db: Db) => Promise<boolean>,
  countOfKind: (ways: Ways) => number,
): Promise<Record<string, never>> {
  const { accountId, roles } = context.person;
  const ways = await findWays(context.db, accountId);
  if (countOfKind(ways) === 0) refuse('not-found');
  const isLast = (ways.totp ? 1 : 0) + ways.passkeys === 1;
  if (isLast && needsSecondFactor(roles, accessOf(context.config))) refuse('second-factor-needed');
  if (isLast && ways.password) await requireLongPassword(context, password);
  return inTransaction(context.db, async (db) => {
    if (!(await act(db))) refuse('not-found');
    if (isLast) await deleteRecoveryCodes(db, accountId);
    await recordAudit(db, context, { action: 'factor.removed', subject: `account:${accountId}`, detail });
    await tellPerson({ ...context, db }, accountId, 'factor-removed');
    return {};
  });
}

async function requireLongPassword(context: Context, password: string | null): Promise<void> {
  await requireProof(context, { kind: 'password', password: password ?? '' }, ['password']);
  if ([...(password ?? '').normalize('NFC')].length >= MIN_ALONE) return;
  const message =
    `Không còn bước xác thực thứ hai thì mật khẩu phải có ít nhất ${MIN_ALONE} ký tự. Đổi mật khẩu trước. / ` +
    `Without a second factor the password needs at least ${MIN_ALONE} characters. Change it first.`;
  refuse('password-refused', { errors: [{ place: '/password', code: 'too-short', message }] });
}
