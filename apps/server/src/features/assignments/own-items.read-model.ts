import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';

/**
 * Items of the unit's card that count as the person's own at the instant: given to them, to their division, or to
 * somebody who has delegated to them (or to the division of that person).
 */
export async function ownItems(
  db: Db,
  person: Person,
  card: { readonly roundId: string; readonly unitId: string },
  now: Date,
): Promise<ReadonlySet<string>> {
  if (person.unitId !== card.unitId) return new Set();
  const { rows } = await sql<{ own: string[] }>`select ${ownItemsSql(person, card, now)} as own`.execute(db);
  return new Set(rows[0]?.own);
}

/** The same as an array of item ids, for a statement that reads more beside it. */
export function ownItemsSql(
  person: Person,
  card: { readonly roundId: string; readonly unitId: string },
  now: Date,
) {
  // Whoever works elsewhere has no item here, whatever else was stored.
  const people = sql.val(person.unitId === card.unitId ? [person.accountId, ...person.actsFor] : []);
  return sql<string[]>`array(
    select distinct item_id from item_assignment
    where unit_id = ${card.unitId} and round_id = ${card.roundId}
      and starts_at <= ${now} and (ends_at is null or ends_at > ${now})
      and (account_id = any(${people}::uuid[])
        or division_id in (select division_id from account where id = any(${people}::uuid[]))))`;
}
