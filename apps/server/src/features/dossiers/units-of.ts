import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { unitNameOn } from '../../platform/unit-names.ts';
import { idsBelow } from '../units/units.read-model.ts';

/** The unit and everything below it today; null: every unit. */
export const unitsBelow = async (
  db: Db,
  unitId: string | undefined,
  now: Date,
): Promise<readonly string[] | null> =>
  unitId === undefined ? null : [unitId, ...(await idsBelow(db, unitId, legalDayOf(now)))];

/** Names on a day, by id. */
export async function unitNames(
  db: Db,
  ids: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('unit')
    .select(['unit.id', unitNameOn('unit.id', day).as('name')])
    .where('unit.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name ?? id]));
}
