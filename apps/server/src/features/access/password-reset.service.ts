import type { PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { findAccountByName } from './access.queries.ts';
import { mailPasswordReset } from './password-reset.job.ts';

/** One mail per account within so many seconds, whoever asks and however often. */
const SLOT_SECONDS = 900;

/** Takes the wish for a new password. The answer and the work are the same whether there is such an account or not. */
export async function askPasswordReset(
  { db, config }: PublicContext,
  name: string,
): Promise<{ mail: boolean }> {
  if (config.mail === undefined) return { mail: false };
  const account = await findAccountByName(db, name.toLowerCase());
  const accountId = account?.id ?? newId();
  await mailPasswordReset.enqueue(db, { accountId }, { oncePer: { key: accountId, seconds: SLOT_SECONDS } });
  return { mail: true };
}
