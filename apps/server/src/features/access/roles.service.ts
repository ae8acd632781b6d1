import type { ROUTES } from '@parix/api-contract';
import { isUnitRole, mayHoldTogether, type Role } from '@parix/workflow';
import type { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findAccountById } from './access.queries.ts';
import { refuseFault, refuseTogether } from './account-faults.ts';
import { endGrant, insertRoleGrants, listComingGrants, lockAccounts } from './roles.queries.ts';

type Grant = z.input<typeof ROUTES.grantRole.response>;
type RoleSpan = z.output<typeof ROUTES.grantRole.body>;

export const describeGrant = ({ id, role, startsAt, endsAt, source }: Row<'roleGrant'>): Grant => ({
  id,
  role,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
  bySignOn: source === 'sign-on',
});

/** The span as instants; refused when it is over before it begins. */
export function readSpan(
  { startsAt, endsAt }: Pick<RoleSpan, 'startsAt' | 'endsAt'>,
  now: Date,
): { readonly startsAt: Date; readonly endsAt: Date | null } {
  const starts = startsAt === null ? now : new Date(startsAt);
  const ends = endsAt === null ? null : new Date(endsAt);
  if (ends !== null && (ends <= starts || ends <= now)) {
    refuseFault(
      '/endsAt',
      'Ngày kết thúc phải sau ngày bắt đầu và chưa qua.',
      'The end must lie after the start and ahead.',
    );
  }
  return { startsAt: starts < now ? now : starts, endsAt: ends };
}

/** Gives a role for a time; it acts at once, or from its start on. */
export async function grantRole(context: Context, accountId: string, span: RoleSpan): Promise<Grant> {
  context.permit('accounts.manage');
  const { role } = span;
  const { startsAt, endsAt } = readSpan(span, context.now);
  return inTransaction(context.db, async (db) => {
    await lockAccounts(db, [accountId]);
    const account = (await findAccountById(db, accountId)) ?? refuse('not-found');
    if (isUnitRole(role) && account.unitId === null) {
      refuseFault(
        '/role',
        'Vai trò trong đơn vị phải gắn với một đơn vị.',
        'A role in a unit needs the unit.',
      );
    }
    await requireTogether(db, accountId, { role, startsAt, endsAt }, context.now);
    const row = { accountId, id: newId(), role, startsAt, endsAt, grantedAt: context.now };
    await insertRoleGrants(db, [{ ...row, grantedBy: context.person.accountId }]);
    const detail = { role, startsAt, endsAt };
    await recordAudit(db, context, { action: 'role.granted', subject: `account:${accountId}`, detail });
    return describeGrant({ ...row, grantedBy: null, endedBy: null, source: 'assigned' });
  });
}

interface Held {
  readonly role: Role;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

export const overlap = (a: Held, b: Held): boolean =>
  (a.endsAt === null || a.endsAt > b.startsAt) && (b.endsAt === null || b.endsAt > a.startsAt);

/** Refuses roles that exclude each other at any moment, and the same role twice at the same time. */
export async function requireTogether(db: Db, accountId: string, wanted: Held, now: Date): Promise<void> {
  for (const held of await listComingGrants(db, accountId, now)) {
    if (!overlap(held, wanted)) continue;
    if (!mayHoldTogether([held.role, wanted.role])) refuseTogether();
    if (held.role === wanted.role) refuse('already-exists');
  }
}

/** Whether a role may be given beside those that are held: none excludes it and none is the same. */
export async function fitsBeside(db: Db, accountId: string, wanted: Held, now: Date): Promise<boolean> {
  const held = (await listComingGrants(db, accountId, now)).filter((grant) => overlap(grant, wanted));
  return held.every(({ role }) => role !== wanted.role && mayHoldTogether([role, wanted.role]));
}

/** Ends a role now or at an instant to come. Nobody ends their own last administrator role. */
export async function endRole(
  context: Context,
  accountId: string,
  grantId: string,
  { endsAt }: { readonly endsAt: string | null },
): Promise<Grant> {
  context.permit('accounts.manage');
  const { now, person } = context;
  const end = endsAt === null ? now : new Date(endsAt);
  if (end < now) refuseFault('/endsAt', 'Thời điểm kết thúc đã qua.', 'The end lies in the past.');
  return inTransaction(context.db, async (db) => {
    await lockAccounts(db, [accountId]);
    const grants = await listComingGrants(db, accountId, now);
    const grant = grants.find(({ id }) => id === grantId) ?? refuse('not-found');
    if (accountId === person.accountId) requireStillAdministrator(grants, grant, now);
    await endGrant(db, grant, end, person.accountId);
    const ended = { ...grant, endsAt: end < grant.startsAt ? grant.startsAt : end };
    const detail = { role: grant.role, endsAt: ended.endsAt };
    await recordAudit(db, context, { action: 'role.ended', subject: `account:${accountId}`, detail });
    return describeGrant(ended);
  });
}

/** Another grant without an end must go on. */
function requireStillAdministrator(
  grants: readonly Row<'roleGrant'>[],
  ending: Row<'roleGrant'>,
  now: Date,
): void {
  if (ending.role !== 'administrator' || ending.startsAt > now) return;
  const others = grants.filter(({ id, role }) => role === 'administrator' && id !== ending.id);
  if (!others.some(({ startsAt, endsAt }) => startsAt <= now && endsAt === null))
    refuse('last-administrator');
}
