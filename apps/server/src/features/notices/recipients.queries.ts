import { AREA_ROLES, type Role } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { isRole, rolesAt } from '../../platform/person.queries.ts';

/** Somebody to be told. */
export interface Recipient {
  readonly accountId: string;
  readonly unitId: string | null;
  readonly locale: Locale;
  readonly roles: readonly Role[];
}

const people = (db: Db, now: Date) =>
  db
    .selectFrom('account as a')
    .select(['a.id as accountId', 'a.unitId', 'a.locale', rolesAt(now)])
    .where('a.disabledAt', 'is', null);

const toRecipient = (row: {
  readonly accountId: string;
  readonly unitId: string | null;
  readonly locale: string;
  readonly roles: readonly string[];
}): Recipient => ({
  ...row,
  locale: row.locale === 'en' ? 'en' : 'vi',
  roles: row.roles.filter(isRole),
});

/** People of the units who hold one of the roles at the instant, by themselves or for somebody else. */
export async function peopleOfUnits(
  db: Db,
  unitIds: readonly string[],
  roles: readonly Role[],
  now: Date,
): Promise<Recipient[]> {
  if (unitIds.length === 0) return [];
  const rows = await people(db, now)
    .where('a.unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`)
    .orderBy('a.username')
    .execute();
  return rows.map(toRecipient).filter((person) => person.roles.some((role) => roles.includes(role)));
}

export interface DivisionRecipient extends Recipient {
  readonly divisionId: string | null;
}

/** Everybody of the units who has an account that is open, with their division. */
export async function peopleWithDivisions(
  db: Db,
  unitIds: readonly string[],
  now: Date,
): Promise<readonly DivisionRecipient[]> {
  if (unitIds.length === 0) return [];
  const rows = await people(db, now)
    .select('a.divisionId')
    .where('a.unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`)
    .orderBy('a.username')
    .execute();
  return rows.map((row) => ({ ...toRecipient(row), divisionId: row.divisionId }));
}

/** People of the whole installation who hold one of the roles at the instant. */
export async function peopleWithRoles(db: Db, roles: readonly Role[], now: Date): Promise<Recipient[]> {
  const rows = await people(db, now)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('roleGrant as g')
          .select('g.id')
          .whereRef('g.accountId', '=', 'a.id')
          .where('g.role', 'in', [...roles])
          .where('g.startsAt', '<=', now)
          .where((or) => or.or([or('g.endsAt', 'is', null), or('g.endsAt', '>', now)])),
      ),
    )
    .orderBy('a.username')
    .execute();
  return rows.map(toRecipient);
}

/** Somebody who judges; no area named: every area. */
export interface AreaRecipient extends Recipient {
  readonly areas: readonly string[];
}

/** Everybody who appraises areas at the instant, with the areas. */
export async function appraisersWithAreas(db: Db, now: Date): Promise<readonly AreaRecipient[]> {
  const found = await peopleWithRoles(db, AREA_ROLES, now);
  if (found.length === 0) return [];
  const ids = found.map(({ accountId }) => accountId);
  const rows = await db.selectFrom('account').select(['id', 'areas']).where('id', 'in', ids).execute();
  const areas = new Map(rows.map((row) => [row.id, row.areas]));
  return found.map((person) => ({ ...person, areas: areas.get(person.accountId) ?? [] }));
}

/** People of the unit to whom the item is given at the instant, by name or with their division. */
export async function peopleOnItem(
  db: Db,
  { roundId, unitId, itemId }: { readonly roundId: string; readonly unitId: string; readonly itemId: string },
  now: Date,
): Promise<Recipient[]> {
  const rows = await people(db, now)
    .where('a.unitId', '=', unitId)
    .where(
      sql<boolean>`exists (
        select from item_assignment s
        where s.unit_id = ${unitId} and s.round_id = ${roundId} and s.item_id = ${itemId}
          and s.starts_at <= ${now} and (s.ends_at is null or s.ends_at > ${now})
          and (s.account_id = a.id or s.division_id = a.division_id))`,
    )
    .orderBy('a.username')
    .execute();
  return rows.map(toRecipient);
}
