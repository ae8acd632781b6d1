import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { refuseFault } from './account-faults.ts';
import type { MadeLink } from './account-links.ts';
import { divisionOpen, stateOfAccount, updateAccountRow } from './accounts.queries.ts';
import { disable } from './accounts.service.ts';
import { invite, sendLink } from './invite.service.ts';
import { isManageable, permitUnitPeople, requireManageable } from './unit-authority.ts';
import { findUnitPersonRow, listUnitPeopleRows, type UnitPersonRow } from './unit-people.queries.ts';

type UnitPerson = z.input<typeof ROUTES.updateUnitPerson.response>;
type Invited = z.output<typeof ROUTES.inviteUnitPerson.body>;
type Changes = z.output<typeof ROUTES.updateUnitPerson.body>;

const describe = (context: Context, row: UnitPersonRow): UnitPerson => ({
  id: row.id,
  username: row.username,
  displayName: row.displayName,
  email: row.email,
  roles: row.ownRoles,
  divisionId: row.divisionId,
  divisionName: row.divisionName,
  state: stateOfAccount(row),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  version: row.version,
  manageable: isManageable(context, row),
});

/** Everybody of the unit: a unit’s people are few enough for one page. */
export async function listUnitPeople(context: Context, unitId: string): Promise<{ items: UnitPerson[] }> {
  permitUnitPeople(context, unitId);
  const rows = await listUnitPeopleRows(context.db, unitId, context.now);
  return { items: rows.map((row) => describe(context, row)) };
}

/** A unit invites contributors; every other role is given by the administrator or goes over by substitution. */
export async function inviteUnitPerson(
  context: Context,
  unitId: string,
  invited: Invited,
): Promise<{ id: string }> {
  permitUnitPeople(context, unitId);
  const contributor = { role: 'contributor', startsAt: null, endsAt: null } as const;
  return invite(context, { ...invited, unitId, areas: [], locale: context.locale, roles: [contributor] });
}

/** Only for those who have not come in yet: a unit resets nobody’s password. */
export async function sendUnitPersonLink(
  context: Context,
  unitId: string,
  accountId: string,
): Promise<MadeLink> {
  permitUnitPeople(context, unitId);
  const row = await requireManageable(context, context.db, unitId, accountId);
  if (stateOfAccount(row) !== 'invited') refuse('forbidden');
  return sendLink(context, accountId);
}

export async function updateUnitPerson(
  context: Context,
  unitId: string,
  accountId: string,
  version: number,
  { displayName, divisionId }: Changes,
): Promise<UnitPerson> {
  permitUnitPeople(context, unitId);
  return inTransaction(context.db, async (db) => {
    const before = await requireManageable(context, db, unitId, accountId);
    if (divisionId !== undefined && divisionId !== null && !(await divisionOpen(db, unitId, divisionId))) {
      refuseFault('/divisionId', 'Đơn vị không có phòng, ban này.', 'The unit has no such division.');
    }
    const changes = {
      ...(displayName !== undefined && { displayName }),
      ...(divisionId !== undefined && { divisionId }),
    };
    const written = await updateAccountRow(db, accountId, version, changes);
    const after = (await findUnitPersonRow(db, unitId, accountId, context.now)) ?? refuse('not-found');
    if (!written) refuse('edit-conflict', { current: describe(context, after) });
    const detail = {
      before: { displayName: before.displayName, divisionId: before.divisionId },
      after: changes,
    };
    await recordAudit(db, context, { action: 'account.changed', subject: `account:${accountId}`, detail });
    return describe(context, after);
  });
}

export async function disableUnitPerson(
  context: Context,
  unitId: string,
  accountId: string,
): Promise<Record<string, never>> {
  permitUnitPeople(context, unitId);
  return inTransaction(context.db, async (db) => {
    await requireManageable(context, db, unitId, accountId);
    await disable({ ...context, db }, accountId, 'by-unit');
    return {};
  });
}
