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
import { disable } from './accounts.service.ts';
import { revokeDelegationsOf } from './delegations.queries.ts';
import { handOverItems } from './hand-over-items.ts';
import { endGrant, insertRoleGrants, listComingGrants, lockAccounts } from './roles.queries.ts';
import { overlap } from './roles.service.ts';
import { permitUnitPeople, requireManageable } from './unit-authority.ts';

type Wanted = z.output<typeof ROUTES.substituteAccount.body>;
interface Done {
  readonly roles: Role[];
  readonly items: number;
}

export async function substituteAccount(context: Context, fromId: string, wanted: Wanted): Promise<Done> {
  context.permit('accounts.manage');
  if (wanted.disable && fromId === context.person.accountId) refuse('forbidden');
  return inTransaction(context.db, async (db) => {
    const from = (await findAccountById(db, fromId)) ?? refuse('not-found');
    const unitId =
      from.unitId ??
      refuseFault('/accountId', 'Người này không thuộc đơn vị nào.', 'This person has no unit.');
    return substitute(context, db, unitId, fromId, wanted);
  });
}

/** Whoever manages the unit’s people replaces one by another; nobody puts themselves in the place of somebody. */
export async function substituteUnitPerson(
  context: Context,
  unitId: string,
  fromId: string,
  wanted: Wanted,
): Promise<Done> {
  permitUnitPeople(context, unitId);
  if (wanted.toAccountId === context.person.accountId) refuse('forbidden');
  return inTransaction(context.db, async (db) => {
    await requireManageable(context, db, unitId, fromId);
    return substitute(context, db, unitId, fromId, wanted);
  });
}

/** Roles in the unit, items and nothing else go from one person to the other, all in one transaction or not at all. */
async function substitute(
  context: Context,
  db: Db,
  unitId: string,
  fromId: string,
  { toAccountId, reason, disable: leaves }: Wanted,
): Promise<Done> {
  const { now, person } = context;
  if (toAccountId === fromId) refuseFault('/toAccountId', 'Chọn một người khác.', 'Choose somebody else.');
  await lockAccounts(db, [fromId, toAccountId]);
  const to = await findAccountById(db, toAccountId);
  if (!to || to.unitId !== unitId || to.disabledAt !== null) {
    refuseFault('/toAccountId', 'Đơn vị không có người này.', 'The unit has nobody like that.');
  }
  const roles = await moveRoles(context, db, fromId, toAccountId);
  const items = await handOverItems(db, { unitId, from: fromId, to: toAccountId, by: person.accountId, now });
  await revokeDelegationsOf(db, fromId, person.accountId, now);
  const detail = { to: toAccountId, roles, items, reason };
  await recordAudit(db, context, { action: 'person.substituted', subject: `account:${fromId}`, detail });
  if (leaves) await disable({ ...context, db }, fromId, 'replaced');
  return { roles, items };
}

async function moveRoles({ now, person }: Context, db: Db, fromId: string, toId: string): Promise<Role[]> {
  const going = (await listComingGrants(db, fromId, now)).filter(({ role }) => isUnitRole(role));
  const held = await listComingGrants(db, toId, now);
  for (const grant of going) {
    await endGrant(db, grant, now, person.accountId);
    const next = { ...grant, startsAt: grant.startsAt < now ? now : grant.startsAt };
    if (held.some((other) => overlap(other, next) && !mayHoldTogether([other.role, next.role])))
      refuseTogether();
    if (held.some((other) => covers(other, next))) continue;
    const { role, startsAt, endsAt } = next;
    const row = { accountId: toId, id: newId(), role, startsAt, endsAt };
    await insertRoleGrants(db, [{ ...row, grantedAt: now, grantedBy: person.accountId }]);
  }
  return [...new Set(going.map(({ role }) => role))].sort();
}

/** The other person has the role already, for at least as long. */
const covers = (other: Row<'roleGrant'>, next: Row<'roleGrant'>): boolean =>
  other.role === next.role &&
  other.startsAt <= next.startsAt &&
  (other.endsAt === null || (next.endsAt !== null && other.endsAt >= next.endsAt));
