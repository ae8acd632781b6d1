import { CARD_ROLES } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';

/** Somebody who works on the unit's cards now: the account is enabled and holds a role in the unit. */
export interface UnitPersonRow {
  readonly id: string;
  readonly displayName: string;
  readonly roles: string[];
  readonly divisionId: string | null;
  readonly divisionName: string | null;
}

const unitRolesAt = (now: Date) => sql<string[]>`array(
  select distinct g.role from role_grant g
  where g.account_id = a.id and g.role = any(${sql.val([...CARD_ROLES])})
    and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now})
  order by 1)`;

const people = (db: Db, unitId: string, now: Date) =>
  db
    .selectFrom('account as a')
    .leftJoin('division as d', (join) =>
      join.onRef('d.unitId', '=', 'a.unitId').onRef('d.id', '=', 'a.divisionId'),
    )
    .select(['a.id', 'a.displayName', 'a.divisionId', 'd.name as divisionName'])
    .select(unitRolesAt(now).as('roles'))
    .where('a.unitId', '=', unitId)
    .where('a.disabledAt', 'is', null)
    .where(sql<boolean>`cardinality(${unitRolesAt(now)}) > 0`);

export interface PeopleSlice {
  readonly q?: string | undefined;
  readonly division?: string | undefined;
  readonly after: readonly [name: string, id: string] | null;
  readonly limit: number;
}

/** By name (vi-VN order), then id. */
export function listUnitPeople(
  db: Db,
  unitId: string,
  now: Date,
  { q, division, after, limit }: PeopleSlice,
): Promise<UnitPersonRow[]> {
  let query = people(db, unitId, now);
  if (q !== undefined && q.trim() !== '')
    query = query.where(sql<boolean>`${foldedColumn('a.display_name')} like ${containsPattern(q)}`);
  if (division !== undefined) query = query.where('a.divisionId', '=', division);
  if (after) query = query.where(sql<boolean>`(a.display_name, a.id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.orderBy('a.displayName').orderBy('a.id').limit(limit).execute();
}

export function findUnitPerson(
  db: Db,
  unitId: string,
  accountId: string,
  now: Date,
): Promise<UnitPersonRow | undefined> {
  return people(db, unitId, now).where('a.id', '=', accountId).executeTakeFirst();
}
