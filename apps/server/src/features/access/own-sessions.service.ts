import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf, type OpenSession } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { browserOf, systemOf } from './device-name.ts';
import { deleteSession, listSessionRows } from './own-sessions.queries.ts';

type Sessions = z.input<typeof ROUTES.listOwnSessions.response>;

/** Browsers in which the person is signed in, the one that asks first. */
export async function listOwnSessions(context: Context, { id: current }: OpenSession): Promise<Sessions> {
  const rows = await listSessionRows(context.db, context.person.accountId, context.now);
  const items = rows.map(({ id, enteredBy, userAgent, address, createdAt, lastSeenAt }) => ({
    id,
    current: id === current,
    enteredBy,
    browser: browserOf(userAgent),
    system: systemOf(userAgent),
    address,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  return { items: items.sort((a, b) => Number(b.current) - Number(a.current)) };
}

export async function endOwnSession(context: Context, id: string): Promise<Record<string, never>> {
  const { accountId } = context.person;
  return inTransaction(context.db, async (db) => {
    if (!(await deleteSession(db, accountId, id))) refuse('not-found');
    const subject = `account:${accountId}`;
    await recordAudit(db, context, { action: 'session.ended-elsewhere', subject, detail: { ended: 1 } });
    return {};
  });
}

export async function endOtherSessions(
  context: Context,
  { idHash }: OpenSession,
): Promise<{ ended: number }> {
  const { accountId } = context.person;
  return inTransaction(context.db, async (db) => {
    const ended = await endSessionsOf(db, accountId, idHash);
    const subject = `account:${accountId}`;
    await recordAudit(db, context, { action: 'session.ended-elsewhere', subject, detail: { ended } });
    return { ended };
  });
}
