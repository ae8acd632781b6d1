import { type Role, ROLES, UNIT_ROLES } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from './context.ts';
import { legalDayOf } from './legal-day.ts';
import type { Person } from './person.ts';
import { unitNameOn } from './unit-names.ts';

/** Columns of a person, from the table named `a` (account). */
export const PERSON_COLUMNS = [
  'a.id as accountId',
  'a.username',
  'a.displayName',
  'a.unitId',
  'a.divisionId',
  'a.areas',
  'a.locale',
] as const;

/** Name of the unit that the person works for, as it is called on the day of the instant. */
export const unitNameAt = (now: Date) => unitNameOn('a.unitId', legalDayOf(now)).as('unitName');

/** Delegations to `a` that hold at the instant. */
const delegators = (now: Date) => sql`
  select d.from_account_id from delegation d
  where d.to_account_id = a.id and d.unit_id = a.unit_id and d.starts_at <= ${now} and d.ends_at > ${now}
    and d.revoked_at is null`;

const holds = (now: Date) => sql`g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now})`;

/**
 * Own roles at the instant, and the roles in the unit of those who have delegated to the person. Two statements joined
 * instead of one condition with "or", which no index serves: every request of every person asks this.
 */
export const rolesAt = (now: Date) =>
  sql<string[]>`array(
    select g.role from role_grant g where g.account_id = a.id and ${holds(now)}
    union
    select g.role from role_grant g
    where g.account_id in (${delegators(now)}) and g.role = any(${sql.val([...UNIT_ROLES])}) and ${holds(now)}
    order by 1)`.as('roles');

export const actsForAt = (now: Date) => sql<string[]>`array(${delegators(now)} order by 1)`.as('actsFor');

interface PersonRow {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly divisionId: string | null;
  readonly areas: readonly string[];
  readonly locale: string;
  readonly roles: readonly string[];
  readonly actsFor: readonly string[];
}

export const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

export function toPerson({ locale, roles, ...row }: PersonRow): Person {
  return { ...row, roles: roles.filter(isRole), locale: locale === 'en' ? 'en' : 'vi' };
}

const personAt = (db: Db, now: Date) =>
  db.selectFrom('account as a').select([...PERSON_COLUMNS, rolesAt(now), actsForAt(now), unitNameAt(now)]);

/** The person as the account stands at the instant; undefined when there is none. */
export async function findPerson(db: Db, accountId: string, now: Date): Promise<Person | undefined> {
  const row = await personAt(db, now).where('a.id', '=', accountId).executeTakeFirst();
  return row && toPerson(row);
}

export async function findPersonByUsername(db: Db, username: string, now: Date): Promise<Person | undefined> {
  const row = await personAt(db, now).where('a.username', '=', username).executeTakeFirst();
  return row && toPerson(row);
}
