import type { Role } from '@parix/workflow';
import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type UnitPersonRow = Pick<
  Row<'account'>,
  | 'id'
  | 'username'
  | 'displayName'
  | 'email'
  | 'unitId'
  | 'divisionId'
  | 'disabledAt'
  | 'disabledReason'
  | 'lastSignInAt'
  | 'version'
> & {
  readonly divisionName: string | null;
  readonly hasPassword: boolean;
  /** By the person’s own grants, now. */
  readonly ownRoles: Role[];
  /** By the person’s own grants, now or later. */
  readonly comingRoles: Role[];
};

const grants = (when: ReturnType<typeof sql>) => sql<Role[]>`array(
  select distinct g.role from role_grant g where g.account_id = a.id and ${when} order by 1)`;

const people = (db: Db, now: Date) =>
  db
    .selectFrom('account as a')
    .leftJoin('division as d', (join) =>
      join.onRef('d.unitId', '=', 'a.unitId').onRef('d.id', '=', 'a.divisionId'),
    )
    .select(['a.id', 'a.username', 'a.displayName', 'a.email', 'a.unitId', 'a.divisionId', 'a.disabledAt'])
    .select(['a.disabledReason', 'a.lastSignInAt', 'a.version', 'd.name as divisionName'])
    .select([
      sql<boolean>`a.password_hash is not null`.as('hasPassword'),
      grants(sql`g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now})`).as('ownRoles'),
      grants(sql`(g.ends_at is null or (g.ends_at > ${now} and g.ends_at > g.starts_at))`).as('comingRoles'),
    ]);

export function listUnitPeopleRows(db: Db, unitId: string, now: Date): Promise<UnitPersonRow[]> {
  return people(db, now).where('a.unitId', '=', unitId).orderBy('a.displayName').orderBy('a.id').execute();
}

export function findUnitPersonRow(
  db: Db,
  unitId: string,
  accountId: string,
  now: Date,
): Promise<UnitPersonRow | undefined> {
  return people(db, now).where('a.unitId', '=', unitId).where('a.id', '=', accountId).executeTakeFirst();
}
