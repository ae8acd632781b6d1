import type { ROUTES } from '@parix/api-contract';
import { isAreaRole, isUnitRole, mayHoldTogether } from '@parix/workflow';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { isRole } from '../../platform/person.queries.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { unitExists } from '../units/units.read-model.ts';
import {
  type AccountRow,
  disableAccountRow,
  insertAccount,
  insertRoleGrants,
  listAccountRows,
} from './access.queries.ts';

export type NewAccount = z.output<typeof ROUTES.createAccount.body>;

export async function listAccounts(context: Context, query: { limit: number; cursor?: string | undefined }) {
  context.permit('accounts.manage');
  const after = decodeCursor(query.cursor, z.tuple([z.string()]));
  const rows = await listAccountRows(context.db, after?.[0] ?? null, query.limit + 1, context.now);
  return toPage(rows, query.limit, (row) => [row.username], toItem);
}

function toItem({ id, username, displayName, roles, unitName, areas, disabledAt }: AccountRow) {
  return {
    id,
    username,
    displayName,
    roles: roles.filter(isRole),
    unitName,
    areas,
    disabled: disabledAt !== null,
  };
}

const fault = (place: string, vi: string, en: string) => ({
  errors: [{ place, code: 'invalid', message: `${vi} / ${en}` }],
});

/** Creates a local account. A unit's account needs its unit; areas are for appraisers only. */
export async function createAccount(context: Context, account: NewAccount): Promise<{ id: string }> {
  context.permit('accounts.manage');
  if (account.roles.some(isUnitRole) && account.unitId === null) {
    refuse(
      'bad-request',
      fault('/unitId', 'Vai trò trong đơn vị phải gắn với một đơn vị.', 'A role in a unit needs the unit.'),
    );
  }
  if (!mayHoldTogether(account.roles)) {
    refuse(
      'bad-request',
      fault(
        '/roles',
        'Quản trị hệ thống không kiêm vai trò chấm điểm, thẩm định hay công bố.',
        'An administrator holds no role that scores, appraises or publishes.',
      ),
    );
  }
  if (!account.roles.some(isAreaRole) && account.areas.length > 0) {
    refuse(
      'bad-request',
      fault('/areas', 'Chỉ người thẩm định mới có lĩnh vực.', 'Only appraisers have areas.'),
    );
  }
  const { password, roles, ...rest } = account;
  const passwordHash = await hashPassword(password);
  return inTransaction(context.db, async (db) => {
    if (account.unitId !== null && !(await unitExists(db, account.unitId))) {
      refuse('bad-request', fault('/unitId', 'Không có đơn vị này.', 'There is no such unit.'));
    }
    const id = newId();
    if (!(await insertAccount(db, { id, ...rest, passwordHash }))) refuse('already-exists');
    const { now, person } = context;
    await insertRoleGrants(
      db,
      [...new Set(roles)].map((role) => ({
        accountId: id,
        id: newId(),
        role,
        startsAt: now,
        grantedAt: now,
        grantedBy: person.accountId,
      })),
    );
    const detail = { username: account.username, roles };
    await recordAudit(db, context, { action: 'account.created', subject: `account:${id}`, detail });
    return { id };
  });
}

/** Disables an account and ends its sessions at once. Nobody disables their own: somebody must be left to undo it. */
export async function disableAccount(context: Context, accountId: string): Promise<Record<string, never>> {
  context.permit('accounts.manage');
  if (accountId === context.person.accountId) refuse('forbidden');
  return inTransaction(context.db, async (db) => {
    if (!(await disableAccountRow(db, accountId, context.now))) refuse('not-found');
    await endSessionsOf(db, accountId);
    await recordAudit(db, context, { action: 'account.disabled', subject: `account:${accountId}` });
    return {};
  });
}
