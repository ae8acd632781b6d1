import type { ROUTES } from '@parix/api-contract';
import { isUnitRole, mayHoldTogether } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { refuseFault, refuseTogether } from './account-faults.ts';
import {
  type DelegationRow,
  findDelegationRow,
  insertDelegation,
  listDelegationRows,
  revokeDelegationRow,
} from './delegations.queries.ts';
import { lockAccounts } from './roles.queries.ts';
import { readSpan } from './roles.service.ts';
import { permitUnitPeople, requireManageable } from './unit-authority.ts';
import { findUnitPersonRow, listUnitPeopleRows, type UnitPersonRow } from './unit-people.queries.ts';

type Delegation = z.input<typeof ROUTES.createDelegation.response>;
type OwnDelegation = z.output<typeof ROUTES.delegateOwnWork.body>;
type NewDelegation = z.output<typeof ROUTES.createDelegation.body>;

const describe = (row: DelegationRow): Delegation => ({
  id: row.id,
  from: { id: row.fromAccountId, displayName: row.fromName },
  to: { id: row.toAccountId, displayName: row.toName },
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  reason: row.reason,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

/** The person’s own unit; without one there is nobody to delegate to. */
const ownUnit = ({ person }: Context): string => person.unitId ?? refuse('forbidden');

export async function listColleagues(context: Context) {
  const rows =
    context.person.unitId === null
      ? []
      : await listUnitPeopleRows(context.db, context.person.unitId, context.now);
  const others = rows.filter(({ id, disabledAt }) => id !== context.person.accountId && disabledAt === null);
  return { items: others.map(({ id, displayName, divisionName }) => ({ id, displayName, divisionName })) };
}

export async function listOwnDelegations(context: Context): Promise<{ items: Delegation[] }> {
  const { unitId, accountId } = context.person;
  if (unitId === null) return { items: [] };
  return { items: (await listDelegationRows(context.db, unitId, context.now, accountId)).map(describe) };
}

/** Lets a colleague do one’s own work for a time. What was lent to the person is not lent on. */
export async function delegateOwnWork(context: Context, wanted: OwnDelegation): Promise<Delegation> {
  const unitId = ownUnit(context);
  return inTransaction(context.db, async (db) => {
    await lockAccounts(db, [context.person.accountId, wanted.toAccountId]);
    const from = await requirePerson(context, db, unitId, context.person.accountId, '/fromAccountId');
    return delegate(context, db, unitId, from, wanted);
  });
}

/**
 * Whoever manages the unit’s people lets one do another’s work, as when somebody has fallen ill. Never to themselves,
 * and never a role that they do not stand above.
 */
export async function createDelegation(
  context: Context,
  unitId: string,
  wanted: NewDelegation,
): Promise<Delegation> {
  permitUnitPeople(context, unitId);
  if (wanted.toAccountId === context.person.accountId) refuse('forbidden');
  return inTransaction(context.db, async (db) => {
    await lockAccounts(db, [wanted.fromAccountId, wanted.toAccountId]);
    const from = await requireManageable(context, db, unitId, wanted.fromAccountId);
    return delegate(context, db, unitId, from, wanted);
  });
}

async function delegate(
  context: Context,
  db: Db,
  unitId: string,
  from: UnitPersonRow,
  wanted: OwnDelegation,
): Promise<Delegation> {
  const { now, person } = context;
  const span = readSpan(wanted, now);
  const to = await requirePerson(context, db, unitId, wanted.toAccountId, '/toAccountId');
  if (to.id === from.id) refuseFault('/toAccountId', 'Chọn một người khác.', 'Choose somebody else.');
  const lent = from.comingRoles.filter(isUnitRole);
  if (lent.length === 0) {
    refuseFault(
      '/fromAccountId',
      'Người này không có việc trong đơn vị để ủy quyền.',
      'This person has no role in the unit.',
    );
  }
  if (!mayHoldTogether([...to.comingRoles, ...lent])) refuseTogether();
  const id = newId();
  const row = { unitId, id, fromAccountId: from.id, toAccountId: to.id, reason: wanted.reason };
  const { startsAt, endsAt } = { ...span, endsAt: new Date(wanted.endsAt) };
  await insertDelegation(db, { ...row, startsAt, endsAt, createdBy: person.accountId, createdAt: now });
  const detail = { to: to.id, startsAt, endsAt, roles: lent };
  await recordAudit(db, context, { action: 'delegation.made', subject: `account:${from.id}`, detail });
  return describe((await findDelegationRow(db, unitId, id)) ?? refuse('not-found'));
}

/** Somebody of the unit who can sign in. */
async function requirePerson(
  { now }: Context,
  db: Db,
  unitId: string,
  accountId: string,
  place: string,
): Promise<UnitPersonRow> {
  const row = await findUnitPersonRow(db, unitId, accountId, now);
  if (row && row.disabledAt === null) return row;
  return refuseFault(place, 'Đơn vị không có người này.', 'The unit has nobody like that.');
}

export async function revokeOwnDelegation(context: Context, id: string): Promise<Record<string, never>> {
  const unitId = ownUnit(context);
  const row = await findDelegationRow(context.db, unitId, id);
  if (row?.fromAccountId !== context.person.accountId) refuse('not-found');
  return revoke(context, unitId, row);
}

export async function listDelegations(context: Context, unitId: string): Promise<{ items: Delegation[] }> {
  permitUnitPeople(context, unitId);
  return { items: (await listDelegationRows(context.db, unitId, context.now)).map(describe) };
}

export async function revokeDelegation(
  context: Context,
  unitId: string,
  id: string,
): Promise<Record<string, never>> {
  permitUnitPeople(context, unitId);
  const row = (await findDelegationRow(context.db, unitId, id)) ?? refuse('not-found');
  const own = row.fromAccountId === context.person.accountId;
  if (!own) await requireManageable(context, context.db, unitId, row.fromAccountId);
  return revoke(context, unitId, row);
}

function revoke(context: Context, unitId: string, { id, fromAccountId, toAccountId }: DelegationRow) {
  return inTransaction(context.db, async (db) => {
    if (!(await revokeDelegationRow(db, unitId, id, context.person.accountId, context.now)))
      refuse('not-found');
    const subject = `account:${fromAccountId}`;
    await recordAudit(db, context, { action: 'delegation.revoked', subject, detail: { to: toAccountId } });
    return {};
  });
}
