import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** False when the version exists already: somebody else decided first. */
export async function insertAppraisal(db: Db, row: NewRow<'itemAppraisal'>): Promise<boolean> {
  const inserted = await db
    .insertInto('itemAppraisal')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export interface DecidedUnits {
  readonly itemId: string;
  readonly unitKind: string;
  readonly decided: number;
}

/** How many units of each kind have a standing decision on each item: one taken on the figures as they are. */
export async function decidedPerItem(db: Db, roundId: string): Promise<readonly DecidedUnits[]> {
  const { rows } = await sql<DecidedUnits>`
    select p.item_id, ru.unit_kind, count(*)::int as decided
    from (select distinct on (unit_id, item_id) unit_id, item_id, recorded_at, entry_version
          from item_appraisal where round_id = ${roundId} order by unit_id, item_id, version desc) p
    left join (select distinct on (unit_id, item_id) unit_id, item_id, recorded_at, version
               from item_entry where round_id = ${roundId} order by unit_id, item_id, version desc) e
      using (unit_id, item_id)
    join round_unit ru on ru.unit_id = p.unit_id and ru.round_id = ${roundId}
    where e.version is null
      or case when p.entry_version is null then p.recorded_at >= e.recorded_at else p.entry_version >= e.version end
    group by p.item_id, ru.unit_kind`.execute(db);
  return rows;
}

/** The figures of one item as every unit declares them now. */
export function declaredFigures(
  db: Db,
  roundId: string,
  itemId: string,
): Promise<readonly { readonly unitId: string; readonly figures: Readonly<Record<string, unknown>> }[]> {
  return db
    .selectFrom('itemEntry')
    .distinctOn(['itemId', 'unitId'])
    .select(['unitId', 'figures'])
    .where('roundId', '=', roundId)
    .where('itemId', '=', itemId)
    .orderBy('itemId')
    .orderBy('unitId')
    .orderBy('version', 'desc')
    .execute();
}

/**
 * Changes whenever `declaredFigures` of the item, or the kinds of the units, do: entries are only ever appended, so that
 * their number tells whether one is new, whichever process wrote it.
 */
export async function figuresStamp(db: Db, roundId: string, itemId: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ',
      (select count(*) from item_entry where round_id = ${roundId} and item_id = ${itemId}),
      (select md5(string_agg(unit_id || unit_kind, ',' order by unit_id))
       from round_unit where round_id = ${roundId})) as stamp`.execute(db);
  return rows[0]?.stamp ?? '';
}

/** Last published round of an earlier year on a version of the same set, for each unit: round -> its units. */
export async function lastRounds(
  db: Db,
  round: Pick<Row<'round'>, 'indexYear' | 'setVersionId'>,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ unitId: string; roundId: string }>`
    select distinct on (ru.unit_id) ru.unit_id, r.id as round_id
    from round r
    join criteria_set_version s on s.id = r.set_version_id
    join round_unit ru on ru.round_id = r.id
    where r.state = 'published' and r.index_year < ${round.indexYear}
      and s.set_id = (select set_id from criteria_set_version where id = ${round.setVersionId})
      and ru.unit_id = any(${sql.val([...unitIds])}::uuid[])
    order by ru.unit_id, r.index_year desc, r.id`.execute(db);
  const found = new Map<string, string[]>();
  for (const { unitId, roundId } of rows) found.set(roundId, [...(found.get(roundId) ?? []), unitId]);
  return found;
}
