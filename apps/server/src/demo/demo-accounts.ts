import type { Role } from '@parix/workflow';
import type { Context, Db } from '../platform/context.ts';
import type { Person } from '../platform/person.ts';
import { createAccount } from '../features/access/accounts.service.ts';
import { requirePerson } from '../features/access/access.read-model.ts';

/** Documented in the README; accounts with it exist only where the demo province was loaded. */
export const DEMO_PASSWORD = 'parix-tinh-mau-2022';

interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'quantri', displayName: 'Quản trị hệ thống (mẫu)', role: 'administrator' },
  { username: 'thuongtruc', displayName: 'Cơ quan thường trực (mẫu)', role: 'standing-body' },
  { username: 'thamdinh', displayName: 'Người thẩm định (mẫu)', role: 'appraiser' },
  { username: 'donvi01', displayName: 'Đầu mối đơn vị 1 (mẫu)', role: 'unit' },
  { username: 'donvi02', displayName: 'Đầu mối đơn vị 2 (mẫu)', role: 'unit' },
  { username: 'lanhdao', displayName: 'Lãnh đạo (mẫu)', role: 'viewer' },
];

/** Creates the accounts that exist without units, or those of the first units, through the same service as anybody's. */
export async function createDemoAccounts(
  context: Context,
  roles: readonly Role[],
  unitIds: readonly string[] = [],
): Promise<void> {
  const wanted = DEMO_ACCOUNTS.filter(({ role }) => roles.includes(role));
  for (const [index, account] of wanted.entries()) {
    const unitId = account.role === 'unit' ? (unitIds[index] ?? null) : null;
    await createAccount(context, { ...account, unitId, areas: [], password: DEMO_PASSWORD });
  }
}

export const demoPerson = (db: Db, username: string): Promise<Person> => requirePerson(db, username);
