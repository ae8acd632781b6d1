import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { PublicContext } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf } from '../../platform/sessions.ts';
import { disableAccountRow, isLastAdministrator, type SignInAccount } from './access.queries.ts';

const DAY = 86_400_000;

/** Since when nobody has used the account; making and enabling it count as use. */
function lastUse({ createdAt, enabledAt, lastSignInAt }: SignInAccount): number {
  return Math.max(createdAt.getTime(), enabledAt?.getTime() ?? 0, lastSignInAt?.getTime() ?? 0);
}

/**
 * Accounts that nobody uses are closed by the rule itself, at the sign-in that comes too late; an administrator opens
 * them again. The last administrator is let in: there would be nobody to do that.
 */
export async function refuseDormant(context: PublicContext, account: SignInAccount): Promise<void> {
  if (account.disabledReason === 'dormant') refuse('account-dormant');
  const { dormantDays } = accessOf(context.config);
  const idle = context.now.getTime() - lastUse(account);
  if (dormantDays === 0 || idle < dormantDays * DAY) return;
  const { db, now } = context;
  if (await isLastAdministrator(db, account.id, now)) return;
  await disableAccountRow(db, account.id, 'dormant', now);
  await endSessionsOf(db, account.id);
  const detail = { days: Math.floor(idle / DAY) };
  const subject = `account:${account.id}`;
  await recordAudit(db, { ...context, person: null }, { action: 'account.dormant', subject, detail });
  refuse('account-dormant');
}
