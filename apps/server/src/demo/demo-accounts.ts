import { isUnitRole, type Role } from '@parix/workflow';
import type { Context, Db } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { Person } from '../platform/person.ts';
import { createAccount } from '../features/access/accounts.service.ts';
import { requirePerson } from '../features/access/access.read-model.ts';

/** Documented in the README; accounts with it exist only where the demo province was loaded. */
export const DEMO_PASSWORD = 'parix-tinh-mau-2022';

interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Place of the person's unit in the list of the first block, from 0; roles in a unit only. */
  readonly unit?: number;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'quantri', displayName: 'Quản trị hệ thống (mẫu)', role: 'administrator' },
  { username: 'thuongtruc', displayName: 'Cơ quan thường trực (mẫu)', role: 'standing-body' },
  { username: 'thamdinh', displayName: 'Người thẩm định (mẫu)', role: 'appraiser' },
  { username: 'hoidong', displayName: 'Chủ tịch Hội đồng (mẫu)', role: 'council' },
  { username: 'donvi01', displayName: 'Đầu mối đơn vị 1 (mẫu)', role: 'focal-point', unit: 0 },
  { username: 'chuyenvien01', displayName: 'Chuyên viên A, đơn vị 1 (mẫu)', role: 'contributor', unit: 0 },
  { username: 'chuyenvien02', displayName: 'Chuyên viên B, đơn vị 1 (mẫu)', role: 'contributor', unit: 0 },
  { username: 'lanhdao01', displayName: 'Lãnh đạo đơn vị 1 (mẫu)', role: 'unit-leader', unit: 0 },
  { username: 'motcua01', displayName: 'Công chức một cửa, đơn vị 1 (mẫu)', role: 'one-stop-clerk', unit: 0 },
  { username: 'donvi02', displayName: 'Đầu mối đơn vị 2 (mẫu)', role: 'focal-point', unit: 1 },
  { username: 'lanhdao', displayName: 'Lãnh đạo (mẫu)', role: 'viewer' },
];

/** Creates the accounts of the first units, or the others, through the same service as anybody's. */
export async function createDemoAccounts(
  context: Context,
  whose: 'in-units' | 'beside-units',
  unitIds: readonly string[] = [],
): Promise<void> {
  const wanted = DEMO_ACCOUNTS.filter(({ role }) => isUnitRole(role) === (whose === 'in-units'));
  for (const { username, displayName, role, unit } of wanted) {
    if (role === 'administrator') continue;
    const unitId = unit === undefined ? null : (unitIds[unit] ?? null);
    const person = { username, displayName, roles: [role], unitId, areas: [] };
    await createAccount(context, { ...person, password: DEMO_PASSWORD });
  }
}

/** Name of the account in which a unit's leader signed the rounds of the past. */
export const leaderOf = (unitCode: string): string => `lanhdao-${unitCode.toLowerCase()}`;

/**
 * Leaders of the units, who were focal points of small offices too, for the rounds of the past. They have no password:
 * nobody signs in as one of them.
 */
export async function createDemoLeaders(
  db: Db,
  units: readonly { readonly id: string; readonly code: string; readonly name: string }[],
  now: Date,
): Promise<void> {
  const accounts = units.map(({ id: unitId, code, name }) => ({
    id: newId(),
    username: leaderOf(code),
    displayName: `Lãnh đạo ${name} (mẫu)`,
    passwordHash: null,
    unitId,
  }));
  const made = await db
    .insertInto('account')
    .values(accounts)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const grants = made.flatMap(({ id: accountId }) =>
    UNIT_SIGNERS.map((role) => ({ accountId, id: newId(), role, startsAt: now, grantedAt: now })),
  );
  if (grants.length > 0) await db.insertInto('roleGrant').values(grants).execute();
}

const UNIT_SIGNERS = ['focal-point', 'unit-leader'] as const;

export const demoPerson = (db: Db, username: string, now: Date): Promise<Person> =>
  requirePerson(db, username, now);
