import { type Role } from '@parix/workflow';
import { sql } from 'kysely';
import type { Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { rolesAt, unitNameAt } from '../../platform/person.queries.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';

export type AccountRow = Omit<Row<'account'>, 'passwordHash' | 'enabledAt' | 'reviewedBy'> & {
  readonly hasPassword: boolean;
  readonly unitName: string | null;
  readonly divisionName: string | null;
  readonly roles: string[];
  readonly secondFactor: boolean;
};

export interface AccountFilter {
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly unitId?: string | undefined;
  readonly state?: 'active' | 'invited' | 'disabled' | 'dormant' | undefined;
  /** Only accounts that were not confirmed since then. */
  readonly reviewedBefore?: Date | undefined;
}

const accounts = (db: Db, now: Date) =>
  db
    .selectFrom('account as a')
    .leftJoin('division as d', (join) =>
      join.onRef('d.unitId', '=', 'a.unitId').onRef('d.id', '=', 'a.divisionId'),
    )
    .select([
      'a.id',
      'a.username',
      'a.displayName',
      'a.email',
      'a.unitId',
      'a.divisionId',
      'a.areas',
      'a.locale',
    ])
    .select([
      'a.disabledAt',
      'a.disabledReason',
      'a.createdAt',
      'a.lastSignInAt',
      'a.reviewedAt',
      'a.version',
    ])
    .select(['d.name as divisionName', rolesAt(now), unitNameAt(now)])
    .select([
      sql<boolean>`a.password_hash is not null`.as('hasPassword'),
      sql<boolean>`exists (select from account_totp t where t.account_id = a.id and t.confirmed_at is not null)
        or exists (select from passkey k where k.account_id = a.id)`.as('secondFactor'),
    ]);

export function findAccountRow(db: Db, id: string, now: Date): Promise<AccountRow | undefined> {
  return accounts(db, now).where('a.id', '=', id).executeTakeFirst();
}

/** By user name, or, for the review, those who have not signed in for longest first. */
export function listAccountRows(
  db: Db,
  filter: AccountFilter,
  after: readonly [lastSignIn: string, username: string] | null,
  limit: number,
  now: Date,
): Promise<AccountRow[]> {
  let query = accounts(db, now);
  const { q, role, unitId, state, reviewedBefore } = filter;
  if (q !== undefined && q.trim() !== '') query = query.where(matches(q));
  if (role !== undefined) query = query.where(holds(role, now));
  if (unitId !== undefined) query = query.where('a.unitId', '=', unitId);
  if (state !== undefined) query = query.where(isIn[state]);
  if (reviewedBefore === undefined) {
    if (after) query = query.where('a.username', '>', after[1]);
    return query.orderBy('a.username').limit(limit).execute();
  }
  query = query
    .where('a.disabledAt', 'is', null)
    .where(sql<boolean>`coalesce(a.reviewed_at, a.created_at) < ${reviewedBefore}`);
  if (after)
    query = query.where(sql<boolean>`(${lastUse}, a.username) > (${after[0]}::timestamptz, ${after[1]})`);
  return query.orderBy(lastUse).orderBy('a.username').limit(limit).execute();
}

const lastUse = sql`coalesce(a.last_sign_in_at, 'epoch'::timestamptz)`;

const matches = (q: string) => {
  const pattern = containsPattern(q);
  return sql<boolean>`(${foldedColumn('a.display_name')} like ${pattern} or a.username like ${pattern}
    or a.email like ${pattern})`;
};

const holds = (role: Role, now: Date) => sql<boolean>`exists (select from role_grant g
  where g.account_id = a.id and g.role = ${role} and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now}))`;

const invited = sql`(a.password_hash is null and a.last_sign_in_at is null)`;
const isIn = {
  active: sql<boolean>`a.disabled_at is null and not ${invited}`,
  invited: sql<boolean>`a.disabled_at is null and ${invited}`,
  disabled: sql<boolean>`a.disabled_at is not null and a.disabled_reason is distinct from 'dormant'`,
  dormant: sql<boolean>`a.disabled_reason = 'dormant'`,
} as const;

export const stateOfAccount = ({
  disabledAt,
  disabledReason,
  hasPassword,
  lastSignInAt,
}: Pick<AccountRow, 'disabledAt' | 'disabledReason' | 'hasPassword' | 'lastSignInAt'>) => {
  if (disabledAt !== null) return disabledReason === 'dormant' ? 'dormant' : 'disabled';
  return hasPassword || lastSignInAt !== null ? 'active' : 'invited';
};

export async function countSessions(db: Db, accountId: string, now: Date): Promise<number> {
  const row = await db
    .selectFrom('session')
    .select(({ fn }) => fn.countAll<number>().as('sessions'))
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  return row.sessions;
}

type AccountChanges = Pick<
  RowUpdate<'account'>,
  'displayName' | 'email' | 'unitId' | 'divisionId' | 'areas' | 'locale'
>;

/** False when somebody else has changed the account since this version was read. */
export async function updateAccountRow(
  db: Db,
  id: string,
  version: number,
  changes: AccountChanges,
): Promise<boolean> {
  const updated = await db
    .updateTable('account')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** False when another account has the address. */
export async function isEmailFree(db: Db, email: string, accountId: string): Promise<boolean> {
  const other = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', email)
    .where('id', '<>', accountId)
    .executeTakeFirst();
  return other === undefined;
}

export async function setEmail(db: Db, id: string, email: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ email, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** False when there is no such account that is disabled. */
export async function enableAccountRow(db: Db, id: string, now: Date): Promise<boolean> {
  const updated = await db
    .updateTable('account')
    .set({ disabledAt: null, disabledReason: null, enabledAt: now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('disabledAt', 'is not', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function setReviewed(db: Db, id: string, reviewedBy: string, now: Date): Promise<boolean> {
  const updated = await db
    .updateTable('account')
    .set({ reviewedAt: now, reviewedBy })
    .where('id', '=', id)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** A division of the unit that still takes people. */
export async function divisionOpen(db: Db, unitId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('division')
    .select('id')
    .where('unitId', '=', unitId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
