import type { ROUTES } from '@parix/api-contract';
import { isUnitRole } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { refuseFault, requireFitting } from './account-faults.ts';
import { type AccountRow, findAccountRow, isEmailFree, updateAccountRow } from './accounts.queries.ts';
import { type AccountDetail, describeAccount } from './accounts.service.ts';
import { listComingGrants, lockAccounts } from './roles.queries.ts';

type Changes = z.output<typeof ROUTES.updateAccount.body>;
type Known = { readonly [Name in keyof Changes]: Exclude<Changes[Name], undefined> };

/** Changes who and where somebody is. Roles and passwords have acts of their own. */
export async function updateAccount(
  context: Context,
  accountId: string,
  version: number,
  given: Changes,
): Promise<AccountDetail> {
  context.permit('accounts.manage');
  const changes = withoutUndefined(given);
  return inTransaction(context.db, async (db) => {
    await lockAccounts(db, [accountId]);
    const before = (await findAccountRow(db, accountId, context.now)) ?? refuse('not-found');
    const inside = { ...context, db };
    if (before.version !== version) {
      refuse('edit-conflict', { current: await describeAccount(inside, accountId) });
    }
    const moved = changes.unitId !== undefined && changes.unitId !== before.unitId;
    // A division belongs to one unit; it does not move with the person.
    const divisionId = changes.divisionId ?? (moved ? null : before.divisionId);
    await requireSound(inside, before, { ...changes, divisionId }, moved);
    await updateAccountRow(db, accountId, version, { ...changes, divisionId });
    const subject = `account:${accountId}`;
    await recordAudit(db, context, {
      action: 'account.changed',
      subject,
      detail: differences(before, changes),
    });
    return describeAccount(inside, accountId);
  });
}

async function requireSound(
  { db, now }: Pick<Context, 'db' | 'now'>,
  before: AccountRow,
  changes: Known,
  moved: boolean,
): Promise<void> {
  const roles = (await listComingGrants(db, before.id, now)).map(({ role }) => role);
  if (moved && roles.some(isUnitRole)) {
    refuseFault(
      '/unitId',
      'Kết thúc vai trò ở đơn vị cũ trước khi chuyển đơn vị (hoặc dùng “Thay người”).',
      'End the roles in the old unit before moving the person (or substitute them).',
    );
  }
  const unitId = changes.unitId === undefined ? before.unitId : changes.unitId;
  const areas = changes.areas ?? before.areas;
  const places = {
    unitId,
    divisionId: changes.divisionId ?? null,
    areas: changes.areas === undefined ? [] : areas,
  };
  await requireFitting(
    db,
    roles.filter((role) => role !== 'administrator'),
    places,
  );
  const { email } = changes;
  if (email !== undefined && email !== null && !(await isEmailFree(db, email, before.id)))
    refuse('email-taken');
}

function withoutUndefined(given: Changes): Known {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const NAMES = ['displayName', 'email', 'unitId', 'divisionId', 'areas', 'locale'] as const;

function differences(before: AccountRow, changes: Known) {
  const changed = NAMES.filter((name) => changes[name] !== undefined);
  return {
    before: Object.fromEntries(changed.map((name) => [name, before[name]])),
    after: Object.fromEntries(changed.map((name) => [name, changes[name]])),
  };
}
