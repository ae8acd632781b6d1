import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export async function unitExists(db: Db, unitId: string): Promise<boolean> {
  const row = await db.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst();
  return row !== undefined;
}

export async function findBlock(
  db: Db,
  blockId: string,
): Promise<Pick<Row<'block'>, 'id' | 'name'> | undefined> {
  return db.selectFrom('block').select(['id', 'name']).where('id', '=', blockId).executeTakeFirst();
}

/** Units of a block that existed on some day of the year: a unit that ended in June is still judged for it. */
export function unitsOfBlockInYear(db: Db, blockId: string, year: number) {
  return db
    .selectFrom('unit as u')
    .innerJoin('blockUnit as bu', 'bu.unitId', 'u.id')
    .select(['u.id', 'u.code', 'u.name', 'u.kind'])
    .where('bu.blockId', '=', blockId)
    .where('u.validFrom', '<=', `${year}-12-31`)
    .where(sql<boolean>`(u.valid_to is null or u.valid_to > ${`${year}-01-01`}::date)`)
    .orderBy('u.code')
    .execute();
}
